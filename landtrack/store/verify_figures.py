"""Holding the derived tables against what they are derived from: the episodes against replay, the sums against them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from landtrack.domain.figure_fault import FigureFault
from landtrack.store import schema
from landtrack.store.episodes import judgements, maker
from landtrack.store.histories import read_histories
from landtrack.store.steps import differs, levels
from landtrack.store.units import read_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import View

CASE, EPISODE, STEP = schema.violation_case, schema.episode, schema.figure_step
CASES_AT_ONCE = 5_000
PLACES_AT_ONCE = 4
"""So that no question to the database takes long, and whoever waits can break off."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """What is wrong with the derived tables; ``code`` is that of the first case, "" where it is none of a case."""

    fault: FigureFault
    code: str = ""


def first_damaged(view: View, report: Callable[[int, int], None]) -> Damaged | None:
    """Return what is wrong with the derived tables first; None where they are what the log gives.

    Every case's history is replayed, so this takes about as long as computing the tables anew.
    """
    last = view.connection.execute(select(func.max(CASE.c.id))).scalar() or 0
    registry = read_registry(view)
    kept = 0
    for start in range(1, last + 1, CASES_AT_ONCE):
        end = start + CASES_AT_ONCE - 1
        found = _kept(view, start, end)
        wrong = _unlike(view, registry, found, start, end)
        if wrong is not None:
            return Damaged(FigureFault.EPISODES, wrong)
        kept += found.total()
        report(min(end, last), last)
    if view.connection.execute(select(func.count()).select_from(EPISODE)).scalar_one() != kept:
        return Damaged(FigureFault.EPISODES)
    return Damaged(FigureFault.SUMS) if any(_sums_differ(view)) else None


def _kept(view: View, start: int, end: int) -> Counter[tuple[Any, ...]]:
    """Return the episodes of cases from id ``start`` to ``end`` as they are kept, each without its own id."""
    columns = [column for column in EPISODE.columns if column.name != "id"]
    rows = view.connection.execute(select(*columns).where(EPISODE.c.case_id.between(start, end)))
    return Counter(map(tuple, rows))


def _unlike(view: View, registry: UnitRegistry, kept: Counter[tuple[Any, ...]], start: int, end: int) -> str | None:
    """Return the code of the first of these cases whose episodes are not those of its history."""
    histories = list(read_histories(view, CASE.c.id.between(start, end)))
    judged, making = judgements(view, registry, histories), maker(view, registry)
    rows = (row for history in histories for row in making.of_history(history, judged[history.case_id]))
    replayed = Counter(row[1:] for row in rows)
    if replayed == kept:
        return None
    case_id = min(row[0] for row in ((replayed - kept) + (kept - replayed)))
    return next((history.code for history in histories if history.case_id == case_id), "")


def _sums_differ(view: View) -> Iterator[bool]:
    """Give for every length of span, for a few places at once, whether what is kept is not what it must be."""
    places = sorted({place for table in (EPISODE, STEP) for place in view.connection.execute(_places(table)).scalars()})
    for start in range(0, len(places), PLACES_AT_ONCE):
        for which, query in levels(places[start : start + PLACES_AT_ONCE]):
            yield view.connection.execute(differs(which, query)).first() is not None


def _places(table: Any) -> Any:
    return select(table.c.place_id).distinct()
