"""What the pictures of the figures are drawn from: one pass over the days for all units, from one view."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from landtrack.domain.progress import by_unit, counted, whole_of
from landtrack.domain.report.series import DayCount, Mark, SeriesPoint
from landtrack.domain.scope import Right
from landtrack.domain.targets.target import TargetMeasure
from landtrack.store.figures import tallies
from landtrack.store.units import read_cutoff_rows
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.follow_targets import targets_in
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.reports.figure_series import FIRST_YEAR, quarter_ends, resolutions_in, until_today
from landtrack.usecases.standpoint import stand
from landtrack.usecases.target_lines import target_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.progress import Progress
    from landtrack.domain.question import Question
    from landtrack.domain.report.series import TargetLine
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.usecases.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class PictureContents:
    """The figures now and over time, of all together and of every unit; what was aimed at; when cases were resolved.

    ``targets`` are in cases, ``area_targets`` in tenths of m². With a question about one unit all of it is about that
    unit, and there are no targets, which are about all.
    """

    progress: Progress
    series: tuple[SeriesPoint, ...]
    by_unit: tuple[tuple[AreaUnit, tuple[SeriesPoint, ...]], ...]
    resolutions: tuple[DayCount, ...]
    marks: tuple[Mark, ...]
    targets: tuple[TargetLine, ...]
    area_targets: tuple[TargetLine, ...]

    @property
    def years(self) -> range:
        """Return the years that a calendar of resolutions shows: all of them, also those without any."""
        return range(min(FIRST_YEAR, self.progress.as_of.year), self.progress.as_of.year + 1)


def picture_contents(database: Database, scope: Scope, question: Question) -> PictureContents:
    """Return what the pictures show of the question, within the reader's area; until today at the latest.

    Refuses what :func:`stand` refuses.
    """
    scope.require(Right.SEE_CASES)
    question = until_today(database, question)
    with database.reading() as view:
        point = stand(view, scope, replace(question, frame=question.frame_day))
        series, units = _over_time(view, scope, point, quarter_ends(question.as_of))
        marks = tuple(Mark(row.day, row.name) for row in read_cutoff_rows(view, point.entry))
        # The line of a target of all units says nothing about one of them.
        followed = targets_in(view, scope, question) if question.unit is None else None
        first = date(min(FIRST_YEAR, question.as_of.year) - 1, 12, 31)
        return PictureContents(
            progress=progress_in(view, scope, question),
            series=series,
            by_unit=units,
            resolutions=resolutions_in(view, scope, question, first),
            marks=marks,
            targets=target_lines(followed, TargetMeasure.CASES) if followed else (),
            area_targets=target_lines(followed, TargetMeasure.AREA) if followed else (),
        )


def _over_time(
    view: View, scope: Scope, point: Standpoint, days: Sequence[date]
) -> tuple[tuple[SeriesPoint, ...], tuple[tuple[AreaUnit, tuple[SeriesPoint, ...]], ...]]:
    """Return the figures of all and of each unit at the end of each day: each day is counted once for all units."""
    _, cutoffs = asked_cutoffs(view, point.question, point.entry)
    whole: list[SeriesPoint] = []
    parts: dict[int, list[SeriesPoint]] = {unit.id: [] for unit in point.units}
    for day in days:
        rows = counted(tallies(view, scope, day, point.entry, cutoffs))
        mine = [row for row in rows if point.places is None or row.place_id in point.places]
        whole.append(SeriesPoint(day, whole_of(mine)))
        for unit, found in by_unit(mine, point.frame, point.units):
            parts[unit.id].append(SeriesPoint(day, found))
    return tuple(whole), tuple((unit, tuple(parts[unit.id])) for unit in point.units)
