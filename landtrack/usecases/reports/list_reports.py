"""The reports that were issued, newest first, a part at a time; and who may see which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.report.request import request_of_block
from landtrack.domain.scope import Right
from landtrack.store.issued_reports import read_lines, report_numbers, report_parameters
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.store.issued_reports import ReportLine


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of the list: its rows, how many stand before them, and how many there are in all."""

    rows: tuple[ReportLine, ...]
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class ReportWall:
    """Says which reports a reader may see: all that is in them lies within his area, or he made them of that."""

    view: View
    scope: Scope
    _kept: dict[tuple[str | None, object], bool] = field(default_factory=dict)

    def sees(self, actor: str, parameters: Mapping[str, Any]) -> bool:
        """Return whether the reader may see the report of these parameters."""
        if self.scope.places is None:
            return True
        question = request_of_block(parameters).question
        if question.unit is None:
            # Of all units that its maker could see: only he himself is sure to see no more in it than he may.
            return actor == self.scope.actor
        key = (question.unit, question.frame_day)
        if key not in self._kept:
            self._kept[key] = self._sees_unit(question)
        return self._kept[key]

    def _sees_unit(self, question: Question) -> bool:
        try:
            point = stand(self.view, self.scope, question)
        except Refusal:
            return False
        return point.places is not None and all(map(self.scope.sees, point.places))


def list_reports(database: Database, scope: Scope, page: int = 1, at_once: int | None = None) -> ReportPart:
    """Return the reports that the reader may see, newest first: those about his units, and his own.

    ``at_once`` of them (None: all), of which ``page`` counts from 1; beyond the last page it is the last.
    """
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        numbers = _seen(view, scope)
        size = at_once or max(len(numbers), 1)
        start = min(max(page - 1, 0), max(len(numbers) - 1, 0) // size) * size
        return ReportPart(tuple(read_lines(view, numbers[start : start + size])), start, len(numbers))


def _seen(view: View, scope: Scope) -> list[int]:
    if scope.places is None:
        return report_numbers(view)
    wall = ReportWall(view, scope)
    return [number for number, actor, parameters in report_parameters(view) if wall.sees(actor, parameters)]
