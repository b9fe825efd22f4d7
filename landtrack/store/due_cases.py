"""The unresolved cases with what their deadlines are counted from: few columns, for lists of a hundred thousand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, select

from landtrack.domain.deadlines.case_step import CaseStep
from landtrack.domain.status import Status
from landtrack.store import schema
from landtrack.store.cases import CASE, EPISODE, REVISION
from landtrack.store.episodes import STATUS_NUMBER
from landtrack.store.figures import in_snapshot

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

UNRESOLVED = (Status.OPEN, Status.IN_HAND, Status.PARTLY_RESOLVED)
_NOTHING: dict[CaseStep, date] = {}


@dataclass(frozen=True, slots=True)
class UnresolvedCase:
    """A case that waits: where it lies, when it was found, and the day of each step."""

    code: str
    place_id: int
    found_on: date
    steps: Mapping[CaseStep, date]


def read_unresolved(
    view: View, scope: Scope, as_of: date, entry: int, places: Collection[int] | None = None
) -> list[UnresolvedCase]:
    """Return the unresolved cases as of a day, as known at a log entry; ``places`` narrows to ids of place.

    A step that was done only after the day does not count yet.
    """
    query = (
        select(EPISODE.c.case_id, CASE.c.code, EPISODE.c.place_id, cast(REVISION.c.found_on, String))
        .join(CASE, CASE.c.id == EPISODE.c.case_id)
        .join(REVISION, REVISION.c.entry == EPISODE.c.revision)
        .where(in_snapshot(scope, as_of, entry))
        .where(EPISODE.c.status.in_(sorted(STATUS_NUMBER[status] for status in UNRESOLVED)))
    )
    if places is not None:
        query = query.where(EPISODE.c.place_id.in_(sorted(places)))
    # As the driver gives them: a day is read once for all cases that were found on it.
    cursor: Any = view.connection.execute(query).cursor
    rows = cursor.fetchall()
    days = {text: date.fromisoformat(text) for text in {row[3] for row in rows}}
    steps = _steps(view, as_of, entry) if rows else {}
    return [
        UnresolvedCase(code, place, days[found_on], steps.get(case_id, _NOTHING))
        for case_id, code, place, found_on in rows
    ]


def _steps(view: View, as_of: date, entry: int) -> Mapping[int, dict[CaseStep, date]]:
    """Return the day of each kind of step by case id: those that stand as known at the entry, done by the day."""
    step, void = schema.case_step, schema.case_step_void
    query = (
        select(step.c.case_id, step.c.step, step.c.day)
        .join(void, (void.c.step == step.c.entry) & (void.c.entry <= entry), isouter=True)
        .where(step.c.entry <= entry, step.c.day <= as_of, void.c.entry.is_(None))
        .order_by(step.c.entry)
    )
    found: defaultdict[int, dict[CaseStep, date]] = defaultdict(dict)
    for case_id, kind, day in view.connection.execute(query):
        found[case_id][CaseStep(kind)] = day
    return found
