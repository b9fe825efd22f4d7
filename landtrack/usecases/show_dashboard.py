"""The first page after signing in: how far the work is, what changed, what waits longest, within the reader's area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from landtrack.domain.cell import Cell, Column
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import Right
from landtrack.store.recent_changes import recent_changes
from landtrack.usecases.compare_moments import bridge_in, cases_by_line
from landtrack.usecases.explain_cell import explained_in
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.bridges.bridge import Bridge
    from landtrack.domain.bridges.movement import Movement
    from landtrack.domain.progress import Progress
    from landtrack.domain.report.case_line import CaseLine
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.store.recent_changes import RecentChange

OLDEST, CHANGES = 8, 8
"""So many cases, and so many changes, are shown of each."""


@dataclass(frozen=True, slots=True)
class Span:
    """The bridge between two questions, and how many cases are behind each of its lines."""

    opening: Question
    closing: Question
    bridge: Bridge
    cases: Mapping[Movement, int]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What a reader sees first: figures, what changed since the end of last month, and in the month before that.

    ``oldest`` are the open cases found longest ago: for readers with units of their own only. Changes come with the
    unit of the frame that they happened in (None: the frame cannot place it).
    """

    progress: Progress
    month: Span
    month_before: Span
    oldest: tuple[CaseLine, ...]
    changes: tuple[tuple[RecentChange, AreaUnit | None], ...]


def end_of_last_month(day: date) -> date:
    """Return the last day of the month before that of ``day``."""
    return day.replace(day=1) - timedelta(days=1)


def since_last_month(question: Question) -> Question:
    """Return the question about the end of the month before, as known then; never known later than the question."""
    day = end_of_last_month(question.as_of)
    return Question(day, min(end_of_day(day), question.known_at), question.frame_day)


def show_dashboard(database: Database, scope: Scope, question: Question) -> Dashboard:
    """Return what the first page shows, at one consistent moment of the register."""
    scope.require(Right.SEE_CASES)
    since = since_last_month(question)
    before = since_last_month(since)
    with database.reading() as view:
        point = stand(view, scope, question)
        units = {unit.id: unit for unit in point.units}
        oldest: list[CaseLine] = []
        if scope.places is not None:
            found = explained_in(view, scope, question, Cell(None, None, Column.OPEN)).cases
            oldest = sorted(found, key=lambda row: (row.found_on, row.code))[:OLDEST]
        return Dashboard(
            progress_in(view, scope, question),
            _span(view, scope, since, question),
            _span(view, scope, before, since),
            tuple(oldest),
            tuple(
                (change, units.get(point.frame.places.get(change.place_id) or 0))
                for change in recent_changes(view, scope, question.as_of, point.entry, CHANGES)
            ),
        )


def _span(view: View, scope: Scope, opening: Question, closing: Question) -> Span:
    bridge = bridge_in(view, scope, opening, closing)
    moved = any(bridge.lines.values())
    return Span(opening, closing, bridge, cases_by_line(view, scope, opening, closing) if moved else {})
