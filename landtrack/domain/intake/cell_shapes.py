"""Shapes that stand in cells instead of in the file's own geometry: WKT, lists of corners, columns X and Y."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.corners import coordinate, point_in_cells, shape_in_text
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.numbers import decimal_sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceTable, Value


def shapes_in_cells(table: SourceTable, reading: Reading) -> list[BaseGeometry | None] | None:
    """Return a shape for every row of the table, with x east and y north in ``reading.system``; None without columns.

    None for a row without one, and for a row whose cells are malformed: the draft of that row says so.
    """
    corners = reading.column_of(Field.GEOMETRY)
    x, y = reading.column_of(Field.X), reading.column_of(Field.Y)
    if corners is None and (x is None or y is None):
        return None
    found: list[BaseGeometry | None] = [None] * len(table.rows)
    if corners is not None:
        found = [_shape(value, reading) for value in _column(table, corners)]
    if x is not None and y is not None:
        points = _points(_column(table, x), _column(table, y), reading)
        found = [point if shape is None else shape for shape, point in zip(found, points, strict=True)]
    return found


def _column(table: SourceTable, place: int) -> list[Value]:
    return [row.values[place] if place < len(row.values) else None for row in table.rows]


def _shape(value: Value, reading: Reading) -> BaseGeometry | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return shape_in_text(value, reading.axes)
    except Refusal:
        return None


def _points(xs: Sequence[Value], ys: Sequence[Value], reading: Reading) -> list[BaseGeometry | None]:
    x_sign, y_sign, both = decimal_sign(xs), decimal_sign(ys), decimal_sign([*xs, *ys])
    if both in {x_sign, y_sign}:
        # Both are written by one hand: what "411,108" means is told by "2376,105" beside it.
        x_sign = y_sign = both
    found: list[BaseGeometry | None] = []
    for x_value, y_value in zip(xs, ys, strict=True):
        x, y = coordinate(x_value, x_sign), coordinate(y_value, y_sign)
        found.append(None if x is None or y is None else point_in_cells(x, y, reading.axes))
    return found
