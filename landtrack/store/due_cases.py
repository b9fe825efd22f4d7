"""The unresolved cases with what their deadlines are counted from: few columns, for lists of a hundred thousand.

Most of them wait for their first step: nothing but the day they were found tells one from the other, and they are
counted, not listed. The others, on which somebody works, are given one by one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, select

from landtrack.domain.deadlines.case_step import CaseStep
from landtrack.domain.status import Status
from landtrack.store import schema
from landtrack.store.case_rounds import read_settled, read_taken_up_again
from landtrack.store.cases import CASE, EPISODE, REVISION
from landtrack.store.episodes import STATUS_NUMBER
from landtrack.store.figures import in_snapshot

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Select

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

UNRESOLVED = (Status.OPEN, Status.IN_HAND, Status.PARTLY_RESOLVED)
MOST_DAYS = 400
"""Of cases found on more days than these, all are read and the wanted ones kept."""
_NOTHING: dict[CaseStep, date] = {}


@dataclass(frozen=True, slots=True)
class UnresolvedCase:
    """A case on which somebody works: where it lies, when it was found, and the day of each step.

    ``since`` is the day it was reopened last, else the day it was found; steps before it do not count any more.
    ``settled``: it came to an end in a form that does not count.
    """

    case_id: int
    code: str
    place_id: int
    found_on: date
    since: date
    steps: Mapping[CaseStep, date]
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Unresolved:
    """``untouched`` counts the cases without any step by place and day found; ``others`` has those with work begun."""

    untouched: Mapping[tuple[int, date], int]
    others: tuple[UnresolvedCase, ...]


def read_unresolved(
    view: View, scope: Scope, as_of: date, entry: int, places: Collection[int] | None = None
) -> Unresolved:
    """Return the unresolved cases as of a day, as known at a log entry; ``places`` narrows to ids of place.

    A step that was done only after the day does not count yet.
    """
    rows = _rows(view, _query(scope, as_of, entry, places))
    if not rows:
        return Unresolved({}, ())
    # Of these alone: beside them the register may have ten times as many that are done with.
    these = _query(scope, as_of, entry, places).with_only_columns(EPISODE.c.case_id)
    again, settled = read_taken_up_again(view, as_of, entry, these), read_settled(view, scope, as_of, entry, places)
    steps = _steps(view, as_of, entry, again, these)
    apart = {*again, *settled, *steps}
    days = {text: date.fromisoformat(text) for text in {row[3] for row in rows}}
    counted = Counter(row[2:] for row in rows if row[0] not in apart)
    others = [
        UnresolvedCase(
            case_id, code, place, days[found_on], again.get(case_id, days[found_on]), steps.get(case_id, _NOTHING),
            case_id in settled,
        )
        for case_id, code, place, found_on in rows if case_id in apart
    ]  # fmt: skip
    untouched = {(place, days[found_on]): count for (place, found_on), count in counted.items()}
    return Unresolved(untouched, tuple(others))


def read_found_on(
    view: View, scope: Scope, as_of: date, entry: int, places: Collection[int] | None, days: Collection[date]
) -> list[tuple[int, str, date]]:
    """Return id, code and day of the unresolved cases that were found on these days; the rest as above."""
    query = _query(scope, as_of, entry, places)
    if len(days) <= MOST_DAYS:
        query = query.where(REVISION.c.found_on.in_(sorted(days)))
    texts = {day.isoformat(): day for day in days}
    return [(case_id, code, texts[text]) for case_id, code, _, text in _rows(view, query) if text in texts]


def _query(scope: Scope, as_of: date, entry: int, places: Collection[int] | None) -> Select[Any]:
    query = (
        select(EPISODE.c.case_id, CASE.c.code, EPISODE.c.place_id, cast(REVISION.c.found_on, String))
        .join(CASE, CASE.c.id == EPISODE.c.case_id)
        .join(REVISION, REVISION.c.entry == EPISODE.c.revision)
        .where(in_snapshot(scope, as_of, entry))
        .where(EPISODE.c.status.in_(sorted(STATUS_NUMBER[status] for status in UNRESOLVED)))
    )
    return query if places is None else query.where(EPISODE.c.place_id.in_(sorted(places)))


def _rows(view: View, query: Select[Any]) -> list[tuple[Any, ...]]:
    """Return the rows as the driver gives them: a day is read once for all cases that were found on it."""
    cursor: Any = view.connection.execute(query).cursor
    return list(cursor.fetchall())


def _steps(
    view: View, as_of: date, entry: int, again: Mapping[int, date], these: Select[Any]
) -> Mapping[int, dict[CaseStep, date]]:
    """Return the day of each kind of step by case id: those that stand as known at the entry, done by the day.

    ``these`` selects the ids of the cases; ``again`` gives the day from which the steps of a case count that was taken
    up again, those of the others all do.
    """
    step, void = schema.case_step, schema.case_step_void
    query = (
        select(step.c.case_id, step.c.step, cast(step.c.day, String))
        .join(void, (void.c.step == step.c.entry) & (void.c.entry <= entry), isouter=True)
        .where(step.c.entry <= entry, step.c.day <= as_of, void.c.entry.is_(None), step.c.case_id.in_(these))
        .order_by(step.c.entry)
    )
    rows = _rows(view, query)
    days = {text: date.fromisoformat(text) for text in {row[2] for row in rows}}
    kinds = {kind.value: kind for kind in CaseStep}
    found: defaultdict[int, dict[CaseStep, date]] = defaultdict(dict)
    for case_id, kind, text in rows:
        day = days[text]
        if day >= again.get(case_id, day):
            found[case_id][kinds[kind]] = day
    return found
