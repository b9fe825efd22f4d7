"""Cells that are merged over several rows: what is true of all of them, and what cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from landtrack.domain.intake.source import SourceTable, Value

NOT_SHARED = frozenset(
    {Field.CODE, Field.VERSION, Field.PARCEL, Field.AREA, Field.RESOLVED_AREA, Field.X, Field.Y, Field.GEOMETRY}
)
"""What each case has of its own: an area merged over three rows is not three times that area."""


@dataclass(frozen=True, slots=True)
class SharedCell:
    """A value that stands for the rows from ``top`` to ``bottom``."""

    value: Value
    top: int
    bottom: int

    def problem(self, sheet: str, row: int, column: str) -> Problem:
        """Return the error of a cell that ``row`` cannot share."""
        cells = f"{column}{self.top}:{column}{self.bottom}"
        return Problem(Severity.ERROR, "cell.merged", {"cells": cells}, sheet, row, f"{column}{self.top}")


def shared_cells(table: SourceTable, columns: Collection[int]) -> Mapping[int, Mapping[int, SharedCell]]:
    """Return the cells merged over several rows, by row number and column, the first row among them."""
    tall = [
        (top, column, bottom)
        for top, left, bottom, right in table.merged
        if bottom > top
        for column in range(left, right + 1)
        if column in columns
    ]
    if not tall:
        return {}
    wanted = {top for top, _, _ in tall}
    first = {row.number: row.values for row in table.rows if row.number in wanted}
    found: dict[int, dict[int, SharedCell]] = {}
    for top, column, bottom in tall:
        values = first.get(top, ())
        if column < len(values) and values[column] is not None:
            shared = SharedCell(values[column], top, bottom)
            for row in range(top, bottom + 1):
                found.setdefault(row, {})[column] = shared
    return found
