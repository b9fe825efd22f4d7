"""What is due: the list of the cases that stand so, the oldest deadline first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.deadlines.due import DueLine, DuePage, DueStanding
from landtrack.store.case_lines import Wanted, read_case_lines
from landtrack.store.due_cases import UNRESOLVED
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.deadlines.waiting_cases import waiting_cases_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.deadlines.due import Waiting
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.usecases.standpoint import Standpoint

ON_A_PAGE = 200
MOST_CODES = 500
"""Of more cases than these, all lines are read and the wanted ones kept: so many codes are too long a question."""


def show_due(
    database: Database,
    scope: Scope,
    question: Question,
    days: int,
    standing: DueStanding = DueStanding.OVERDUE,
    first: int = 0,
    count: int | None = ON_A_PAGE,
) -> DuePage:
    """Return a part of the list with the counts of the whole; ``count`` None is all from number ``first`` on."""
    with database.reading() as view:
        waiting = waiting_cases_in(view, scope, question, days)
        lines = due_lines_in(view, scope, waiting.point, waiting.listed(standing, first=first, count=count))
        return DuePage(waiting.summary(), standing, first, lines, waiting.total(standing))


def due_lines_in(
    view: View, scope: Scope, point: Standpoint, chosen: Sequence[tuple[str, Waiting]]
) -> tuple[DueLine, ...]:
    """Return the lines of the chosen cases, by code, in their order."""
    if not chosen:
        return ()
    as_of, frame = point.question.as_of, point.frame
    codes = {code for code, _ in chosen} if len(chosen) <= MOST_CODES else None
    units = {unit.id: unit for unit in frame.units}
    shown = {place: units.get(unit_id or 0) for place, unit_id in frame.places.items()}
    _, cutoffs = asked_cutoffs(view, point.question, point.entry)
    wanted = Wanted(point.places, frozenset(UNRESOLVED), codes=codes)
    lines = {row.code: row for row in read_case_lines(view, scope, as_of, point.entry, shown, wanted, cutoffs)}
    return tuple(
        DueLine(lines[code], waiting, 0 if waiting.shown is None else waiting.shown.days_late(as_of))
        for code, waiting in chosen
    )
