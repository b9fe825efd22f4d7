"""Drawings know lines only: one that ends where it begins is the boundary of an area."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from landtrack.domain.intake.problem import Problem, Severity

if TYPE_CHECKING:
    from landtrack.domain.intake.source import SourceTable

_LINE = 1
_FEWEST = 4
"""Corners of a ring, the last one being the first."""


def closed_lines_as_areas(table: SourceTable) -> SourceTable:
    """Return the table with closed lines as polygons, and a note that says how many."""
    drawn = list(table.shapes or ())
    shapes = shapely.from_wkb(drawn)
    kinds = shapely.get_type_id(shapes)
    closed = (kinds == _LINE) & shapely.is_closed(shapes) & (shapely.get_num_coordinates(shapes) >= _FEWEST)
    for place in closed.nonzero()[0]:
        drawn[place] = shapely.to_wkb(shapely.Polygon(shapes[place].coords))
    count = int(closed.sum())
    if not count:
        return table
    note = Problem(Severity.NOTE, "intake.closed_lines", {"count": count}, sheet=table.sheet)
    return replace(table, shapes=drawn, problems=(*table.problems, note))
