"""Figures over time: the same question for one day after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.progress import counted, whole_of
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.report.series import DayCount, SeriesPoint
from landtrack.store.figures import tallies
from landtrack.store.movements import resolved_by_day
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View

FIRST_YEAR = 2020
"""Pictures over time begin with the year of the Directive's cutoff."""
MONTHS = 12
MOST_QUARTERS = 4 * 40
"""A day thousands of years ahead is a question, too; its chart need not count them all."""


def until_today(database: Database, question: Question) -> Question:
    """Return the question as of today if it is about a later day, in the same units: nothing happens in the future."""
    today = day_in_vietnam(database.now())
    return question if question.as_of <= today else replace(question, as_of=today, frame=question.frame_day)


def month_ends(last: date, months: int) -> list[date]:
    """Return the ends of so many months before ``last``, oldest first, and ``last`` itself."""
    days = [last]
    first = last.replace(day=1)
    for _ in range(months):
        days.append(first - timedelta(days=1))
        first = days[-1].replace(day=1)
    return days[::-1]


def quarter_ends(last: date) -> list[date]:
    """Return the ends of all quarters since FIRST_YEAR before ``last``, and ``last`` itself."""
    months = (last.year - FIRST_YEAR) * MONTHS + last.month
    ends = [day for day in month_ends(last, max(months, 0)) if day.month % 3 == 0 and day < last]
    return [*ends[-MOST_QUARTERS:], last]


def series_in(view: View, scope: Scope, question: Question, days: Sequence[date]) -> tuple[SeriesPoint, ...]:
    """Return the figures of the question's unit (or of all) at the end of each day, in the question's own frame."""
    point = stand(view, scope, replace(question, frame=question.frame_day))
    _, other = asked_cutoffs(view, question, point.entry)
    found = []
    for day in days:
        rows = counted(tallies(view, scope, day, point.entry, other))
        mine = [row for row in rows if point.places is None or row.place_id in point.places]
        found.append(SeriesPoint(day, whole_of(mine)))
    return tuple(found)


def resolutions_in(view: View, scope: Scope, question: Question, since: date) -> tuple[DayCount, ...]:
    """Return how many cases were resolved on each day after ``since`` until the question's; no row for other days."""
    point = stand(view, scope, replace(question, frame=question.frame_day))
    days = resolved_by_day(view, scope, (since, question.as_of), point.entry, point.places)
    return tuple(DayCount(day, cases) for day, cases in days)
