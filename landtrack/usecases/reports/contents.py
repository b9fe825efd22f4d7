"""Gathering what each form of report is made of, within one view of the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.report.contents import OfficialContents, UnitSheetContents, WorkbookContents
from landtrack.domain.report.series import Mark
from landtrack.domain.targets.target import TargetMeasure
from landtrack.store.case_lines import Wanted, read_case_lines
from landtrack.store.units import read_cutoff_rows
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.compare_moments import bridge_in
from landtrack.usecases.deadlines.overdue_lines import overdue_lines_in
from landtrack.usecases.follow_targets import targets_in
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.reports.figure_series import month_ends, quarter_ends, resolutions_in, series_in
from landtrack.usecases.reports.office import read_office
from landtrack.usecases.reports.unit_map import unit_map_in
from landtrack.usecases.standpoint import stand
from landtrack.usecases.target_lines import target_lines

if TYPE_CHECKING:
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

MONTHS_OF_A_SHEET = 12


def official_contents(view: View, scope: Scope, question: Question) -> OfficialContents:
    """Return what the official report is made of."""
    progress = progress_in(view, scope, question)
    point = stand(view, scope, question)
    marks = tuple(Mark(row.day, row.name) for row in read_cutoff_rows(view, point.entry))
    series = series_in(view, scope, question, quarter_ends(question.as_of))
    # The line of a target of all units says nothing about one of them.
    followed = targets_in(view, scope, question) if question.unit is None else None
    lines = target_lines(followed, TargetMeasure.CASES) if followed else ()
    # A target that was due says nothing about what is to come.
    targets = tuple(line for line in lines if line.due >= question.as_of)
    covers = () if question.unit is None and scope.places is None else point.units
    return OfficialContents(read_office(view, point.entry), progress, series, marks, targets, covers=covers)


def workbook_contents(view: View, scope: Scope, question: Question) -> WorkbookContents:
    """Return what the Biểu is made of: the figures, and every case that they count."""
    point = stand(view, scope, question)
    _, other = asked_cutoffs(view, question, point.entry)
    units = {unit.id: unit for unit in point.frame.units}
    shown = {place: units.get(unit_id or 0) for place, unit_id in point.frame.places.items()}
    lines = read_case_lines(view, scope, question.as_of, point.entry, shown, Wanted(point.places), other)
    progress = progress_in(view, scope, question)
    return WorkbookContents(read_office(view, point.entry), progress, tuple(lines))


def since_of(question: Question) -> Question:
    """Return the moment of the sheet before: the end of the month before the question's, as known then."""
    first = question.as_of.replace(day=1)
    day = first - timedelta(days=1) if first > date.min else first
    return replace(question, as_of=day, known_at=min(end_of_day(day), question.known_at))


def unit_sheet_contents(view: View, scope: Scope, question: Question, since: Question) -> UnitSheetContents:
    """Return what the sheet of the question's unit is made of.

    Refuses (``report.no_unit``) a question without a unit.
    """
    if question.unit is None:
        raise Refusal("report.no_unit")
    point = stand(view, scope, question)
    progress = progress_in(view, scope, question)
    ((unit, found),) = progress.units
    return UnitSheetContents(
        office=read_office(view, point.entry),
        unit=unit,
        progress=progress,
        found=found,
        bridge=bridge_in(view, scope, since, question),
        overdue=overdue_lines_in(view, scope, question),
        map=unit_map_in(view, scope, point),
        series=series_in(view, scope, question, month_ends(question.as_of, MONTHS_OF_A_SHEET)),
        resolutions=resolutions_in(view, scope, question, month_ends(question.as_of, MONTHS_OF_A_SHEET)[0]),
    )
