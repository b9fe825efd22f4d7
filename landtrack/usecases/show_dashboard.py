"""The first page after signing in: how far the work is, what changed, what waits longest, within the reader's area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from landtrack.domain.cell import Cell, Column
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import Right
from landtrack.store.recent_changes import recent_changes
from landtrack.usecases.compare_moments import bridge_in
from landtrack.usecases.explain_cell import explained_in
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.bridge import Bridge
    from landtrack.domain.progress import Progress
    from landtrack.domain.report.case_line import CaseLine
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database
    from landtrack.store.recent_changes import RecentChange

OLDEST, CHANGES = 8, 8
"""So many cases, and so many changes, are shown of each."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What a reader sees first. ``since`` is the question that the bridge begins with.

    ``oldest`` are the open cases found longest ago: for readers with units of their own only. Changes come with the
    unit of the frame that they happened in (None: the frame cannot place it).
    """

    progress: Progress
    since: Question
    bridge: Bridge
    oldest: tuple[CaseLine, ...]
    changes: tuple[tuple[RecentChange, AreaUnit | None], ...]


def end_of_last_month(day: date) -> date:
    """Return the last day of the month before that of ``day``."""
    return day.replace(day=1) - timedelta(days=1)


def since_last_month(question: Question, now: datetime) -> Question:
    """Return the question about the end of the month before, as known then; never known later than the question."""
    day = end_of_last_month(question.as_of)
    return Question(day, min(end_of_day(day), question.known_at, now), question.frame_day)


def show_dashboard(database: Database, scope: Scope, question: Question) -> Dashboard:
    """Return what the first page shows, at one consistent moment of the register."""
    scope.require(Right.SEE_CASES)
    since = since_last_month(question, database.known_now())
    with database.reading() as view:
        point = stand(view, scope, question)
        units = {unit.id: unit for unit in point.units}
        oldest: list[CaseLine] = []
        if scope.places is not None:
            found = explained_in(view, scope, question, Cell(None, None, Column.OPEN)).cases
            oldest = sorted(found, key=lambda row: (row.found_on, row.code))[:OLDEST]
        return Dashboard(
            progress_in(view, scope, question),
            since,
            bridge_in(view, scope, since, question),
            tuple(oldest),
            tuple(
                (change, units.get(point.frame.places.get(change.place_id) or 0))
                for change in recent_changes(view, scope, CHANGES)
            ),
        )
