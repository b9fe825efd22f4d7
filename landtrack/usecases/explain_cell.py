"""Which cases are behind a figure, and the rule that put them there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.cell import GAP_OF, Cell, Column
from landtrack.domain.scope import Right
from landtrack.store.case_lines import Wanted, read_case_lines
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.question import Question
    from landtrack.domain.report.case_line import CaseLine
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

    @property
    def area(self) -> int:
        """Return what the cell sums of them, in tenths of m²: the resolved part in its column, else the area."""
        if self.cell.column is Column.RESOLVED_HA:
            return sum(row.resolved_area for row in self.cases)
        return sum(row.area for row in self.cases)


def explain_cell(database: Database, scope: Scope, question: Question, cell: Cell) -> Explained:
    """Return the cases that a figure counts, within the reader's area, at one consistent moment of the register.

    The question's own unit is not looked at. Refuses a unit that the frame does not have or the reader may not see,
    both with the same words.
    """
    with database.reading() as view:
        return explained_in(view, scope, question, cell)


def explained_in(view: View, scope: Scope, question: Question, cell: Cell) -> Explained:
    """Return the same within a view that the caller already has."""
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
    units = {unit.id: unit for unit in point.frame.units}
    shown = {place: units.get(unit_id or 0) for place, unit_id in point.frame.places.items()}
    lines = read_case_lines(view, scope, question.as_of, point.entry, shown, wanted, other)
    return Explained(cell, question.as_of, point.frame.day, str(point.head), asked, tuple(lines))


def _places(point: Standpoint, cell: Cell) -> Collection[int] | None:
    """Return the places that the cell is about; None for all that the reader may see."""
    if cell.column is not Column.UNPLACED:
        return point.places
    nowhere = {place for place, unit in point.frame.places.items() if unit is None}
    return nowhere if point.places is None else nowhere & point.places
