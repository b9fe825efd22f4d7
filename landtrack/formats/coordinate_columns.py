"""The raw coordinates of a file's table: of its shapes, or of two columns that are headed as such."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np
import shapely

from landtrack.domain.coordinate_text import parse_coordinate
from landtrack.domain.errors import Refusal
from landtrack.domain.text import unaccented
from landtrack.formats.intake.placed_shapes import decoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.intake.source import SourceTable, Value
    from landtrack.formats.coordinate_readings import Numbers

HEADING_ROWS = 30
_X = re.compile(r"(?:toa do |td)?\(?x\)?(?: ?\(?m\)?)?|east(?:ing)?|e|lon(?:gitude)?|long|kinh do|x coord(?:inate)?")
_Y = re.compile(r"(?:toa do |td)?\(?y\)?(?: ?\(?m\)?)?|north(?:ing)?|n|lat(?:itude)?|vi do|y coord(?:inate)?")


def coordinates_of(table: SourceTable) -> Numbers:
    """Return the raw points (N, 2) of a table in the order of its columns X and Y, or one of every shape.

    Raises Refusal ``coordinates.none`` for a table that has neither.
    """
    if table.shapes is not None and any(table.shapes):
        shapes = [one for one in decoded(list(table.shapes)).tolist() if one is not None and not one.is_empty]
        return np.array([shapely.get_coordinates(one)[0] for one in shapes]).reshape(-1, 2)
    points = [pair for pair in _column_pairs(table) if all(map(math.isfinite, pair))]
    if not points:
        raise Refusal("coordinates.none", sheet=table.sheet)
    return np.array(points)


def _column_pairs(table: SourceTable) -> list[tuple[float, float]]:
    found = _columns(table.headings) if table.headings else None
    start = 0
    if found is None:
        for place, row in enumerate(table.rows[:HEADING_ROWS]):
            found = _columns(row.values)
            if found is not None:
                start = place + 1
                break
    if found is None:
        return []
    x, y = found
    return [(_number(row.values, x), _number(row.values, y)) for row in table.rows[start:]]


def _columns(headings: Sequence[Value]) -> tuple[int, int] | None:
    words = [" ".join(unaccented(str(one)).replace("_", " ").split()) if one is not None else "" for one in headings]
    x = next((place for place, word in enumerate(words) if _X.fullmatch(word)), None)
    y = next((place for place, word in enumerate(words) if _Y.fullmatch(word)), None)
    return None if x is None or y is None else (x, y)


def _number(values: Sequence[Value], column: int) -> float:
    """Return the number in a cell, NaN where there is none: a doctor looks at what there is."""
    value = values[column] if column < len(values) else None
    try:
        return parse_coordinate(str(value))
    except Refusal:
        return math.nan
