"""Which cases are behind a figure, and the rule that put them there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landtrack.domain.cell import GAP_OF, Cell, Column
from landtrack.domain.scope import Right
from landtrack.store.case_lines import Wanted, read_case_lines
from landtrack.store.case_pages import CaseCount, WantedCases, codes_in_order, count_cases
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.counting_notes import counted_forms
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.question import Question
    from landtrack.domain.report.case_line import CaseLine
    from landtrack.domain.resolution_form import ResolutionForm
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.usecases.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class Explained:
    """The cases behind a cell, by code, and what the rule's sentence needs; ``frame`` is the day of the units."""

    cell: Cell
    as_of: date
    frame: date
    head: str
    cutoffs: Cutoffs
    cases: tuple[CaseLine, ...]
    not_counted: tuple[ResolutionForm, ...] = ()  # the forms of resolution that do not count at its moment

    @property
    def area(self) -> int:
        """Return what the cell sums of them, in tenths of m²: the resolved part in its column, the rest, else all."""
        if self.cell.column is Column.RESOLVED_HA:
            return sum(row.resolved_area for row in self.cases)
        if self.cell.column is Column.UNRESOLVED_HA:
            return sum(row.area - row.resolved_area for row in self.cases)
        return sum(row.area for row in self.cases)


@dataclass(frozen=True, slots=True)
class PartAsked:
    """Page ``number`` (counted from 1) of so many cases ``at_once``: by code, the last first where it goes ``down``.

    ``arranged`` puts all cases in another order.
    """

    number: int
    at_once: int
    down: bool = False
    arranged: Callable[[Sequence[CaseLine]], Sequence[CaseLine]] | None = None

    def start(self, cases: int) -> int:
        """Return how many of so many cases come before the page."""
        return min(max(self.number - 1, 0), max(cases - 1, 0) // self.at_once) * self.at_once


@dataclass(frozen=True, slots=True)
class ExplainedPage:
    """Some of the cases behind a cell, from ``start`` on, and how many there are in all, with their areas."""

    found: Explained
    whole: CaseCount
    start: int


def explain_cell(database: Database, scope: Scope, question: Question, cell: Cell) -> Explained:
    """Return the cases that a figure counts, within the reader's area, at one consistent moment of the register.

    The question's own unit is not looked at. Refuses a unit that the frame does not have or the reader may not see,
    both with the same words.
    """
    with database.reading() as view:
        return explained_in(view, scope, question, cell)


def explained_in(view: View, scope: Scope, question: Question, cell: Cell) -> Explained:
    """Return the same within a view that the caller already has."""
    found, asked, shown = _asked(view, scope, question, cell)
    lines = read_case_lines(view, scope, asked.as_of, asked.entry, shown, asked.wanted, asked.cutoffs)
    return replace(found, cases=tuple(lines))


def explain_page(database: Database, scope: Scope, question: Question, cell: Cell, asked: PartAsked) -> ExplainedPage:
    """Return one page of the cases; beyond the last it is the last. Refuses what :func:`explain_cell` refuses.

    By code, only the cases of the page are read; in any other order all of them have to be.
    """
    with database.reading() as view:
        if asked.arranged is not None:
            return _part_of(explained_in(view, scope, question, cell), asked, asked.arranged)
        found, cases, shown = _asked(view, scope, question, cell)
        whole = count_cases(view, cases)
        start = asked.start(whole.cases)
        codes = codes_in_order(view, cases, whole.cases, start, asked.at_once, down=asked.down)
        wanted = Wanted(statuses=cases.wanted.statuses, codes=codes)
        rows = read_case_lines(view, scope, cases.as_of, cases.entry, shown, wanted, cases.cutoffs)
        lines = {row.code: row for row in rows}
        return ExplainedPage(replace(found, cases=tuple(lines[code] for code in codes)), whole, start)


def _part_of(
    found: Explained, asked: PartAsked, arranged: Callable[[Sequence[CaseLine]], Sequence[CaseLine]]
) -> ExplainedPage:
    start = asked.start(len(found.cases))
    areas = (sum(row.area for row in found.cases), sum(row.resolved_area for row in found.cases))
    rows = arranged(found.cases)[start : start + asked.at_once]
    return ExplainedPage(replace(found, cases=tuple(rows)), CaseCount(len(found.cases), *areas), start)


def _asked(
    view: View, scope: Scope, question: Question, cell: Cell
) -> tuple[Explained, WantedCases, dict[int, AreaUnit | None]]:
    """Return what is told without the cases, which cases these are, and the unit shown for each place."""
    scope.require(Right.SEE_CASES)
    point = stand(view, scope, question.for_unit(cell.unit))
    asked, other = asked_cutoffs(view, question, point.entry)
    wanted = Wanted(
        _places(point, cell),
        cell.statuses,
        cell.asked_band,
        GAP_OF.get(cell.column),
        with_resolved=cell.column is Column.RESOLVED_HA,
    )
    forms = counted_forms(view, point.entry)
    units = {unit.id: unit for unit in point.frame.units}
    shown = {place: units.get(unit_id or 0) for place, unit_id in point.frame.places.items()}
    found = Explained(cell, question.as_of, point.frame.day, str(point.head), asked, (), forms.not_counted)
    return found, WantedCases(scope, question.as_of, point.entry, wanted, other), shown


def _places(point: Standpoint, cell: Cell) -> Collection[int] | None:
    """Return the places that the cell is about; None for all that the reader may see."""
    if cell.is_empty:
        return frozenset()
    if cell.column is not Column.UNPLACED:
        return point.places
    nowhere = {place for place, unit in point.frame.places.items() if unit is None}
    return nowhere if point.places is None else nowhere & point.places
