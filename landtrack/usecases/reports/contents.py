"""Gathering what each form of report is made of, within one view of the register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.due import DAYS_AHEAD
from landtrack.domain.errors import Refusal
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.report.contents import OfficialContents, UnitSheetContents, WorkbookContents
from landtrack.domain.report.series import Mark
from landtrack.domain.targets.target import TargetMeasure
from landtrack.store.case_lines import Wanted, read_case_lines
from landtrack.store.units import read_cutoff_rows
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.compare_moments import bridge_in
from landtrack.usecases.deadlines.overdue_lines import narrowed, overdue_lines_of
from landtrack.usecases.deadlines.waiting_cases import waiting_cases_in
from landtrack.usecases.follow_targets import targets_in
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.reports.figure_series import quarter_ends, series_in
from landtrack.usecases.reports.office import read_office
from landtrack.usecases.reports.unit_map import unit_map_in
from landtrack.usecases.standpoint import stand
from landtrack.usecases.tables.vocabulary import read_vocabulary
from landtrack.usecases.target_lines import target_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.bridges.bridge import Bridge, Cell
    from landtrack.domain.progress import Measure
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View
    from landtrack.usecases.deadlines.waiting_cases import WaitingCases


def official_contents(view: View, scope: Scope, question: Question) -> OfficialContents:
    """Return what the official report is made of."""
    progress = progress_in(view, scope, question)
    point = stand(view, scope, question)
    marks = tuple(Mark(row.day, row.name) for row in read_cutoff_rows(view, point.entry))
    series = series_in(view, scope, question, quarter_ends(question.as_of))
    # The line of a target of all units says nothing about one of them.
    followed = targets_in(view, scope, question) if question.unit is None else None
    targets = target_lines(followed, TargetMeasure.CASES) if followed else ()
    words = read_vocabulary(view, point.entry)
    covers = () if question.unit is None and scope.places is None else point.units
    office = read_office(view, point.entry)
    return OfficialContents(office, progress, series, marks, targets, covers=covers, vocabulary=words)


def workbook_contents(view: View, scope: Scope, question: Question) -> WorkbookContents:
    """Return what the Biểu is made of: the figures, and every case that they count."""
    point = stand(view, scope, question)
    _, other = asked_cutoffs(view, question, point.entry)
    units = {unit.id: unit for unit in point.frame.units}
    shown = {place: units.get(unit_id or 0) for place, unit_id in point.frame.places.items()}
    lines = read_case_lines(view, scope, question.as_of, point.entry, shown, Wanted(point.places), other)
    progress = progress_in(view, scope, question)
    words = read_vocabulary(view, point.entry)
    return WorkbookContents(read_office(view, point.entry), progress, tuple(lines), vocabulary=words)


def since_of(question: Question) -> Question:
    """Return the moment of the sheet before: the end of the month before the question's, as known then."""
    first = question.as_of.replace(day=1)
    day = first - timedelta(days=1) if first > date.min else first
    return replace(question, as_of=day, known_at=min(end_of_day(day), question.known_at))


@dataclass(frozen=True, slots=True)
class SheetGround:
    """What the sheets of many units have in common: it is read once, as long as one of them would take by itself."""

    bridge: Bridge
    waiting: WaitingCases


def sheet_ground(view: View, scope: Scope, question: Question, since: Question) -> SheetGround:
    """Return the ground of the sheets of all units of a question."""
    return SheetGround(bridge_in(view, scope, since, question), waiting_cases_in(view, scope, question, DAYS_AHEAD))


def unit_sheet_contents(
    view: View, scope: Scope, question: Question, since: Question, ground: SheetGround | None = None
) -> UnitSheetContents:
    """Return what the sheet of the question's unit is made of; ``ground`` is that of the same question of all units.

    Refuses (``report.no_unit``) a question without a unit.
    """
    if question.unit is None:
        raise Refusal("report.no_unit")
    point = stand(view, scope, question)
    progress = progress_in(view, scope, question)
    ((unit, found),) = progress.units
    if ground is None:
        ground = sheet_ground(view, scope, question, since)
    overdue, due = overdue_lines_of(narrowed(ground.waiting, point))
    return UnitSheetContents(
        office=read_office(view, point.entry),
        unit=unit,
        vocabulary=read_vocabulary(view, point.entry),
        progress=progress,
        found=found,
        bridge=_of_unit(ground.bridge, unit),
        overdue=overdue,
        due=due,
        map=unit_map_in(view, scope, point),
    )


def _of_unit(bridge: Bridge, unit: AreaUnit) -> Bridge:
    """Return the part of a bridge that is one unit's."""

    def part(cells: Mapping[Cell, Measure]) -> dict[Cell, Measure]:
        return {cell: measure for cell, measure in cells.items() if cell[0] == unit.id}

    lines = {line: part(cells) for line, cells in bridge.lines.items()}
    return replace(bridge, units=(unit,), opening=part(bridge.opening), lines=lines, closing=part(bridge.closing))
