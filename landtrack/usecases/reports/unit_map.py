"""The small map of one unit: its boundary and its cases, in metres of the official system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from landtrack.domain.report.small_map import MapShape, SmallMap
from landtrack.formats.coordinates import BAC_GIANG, from_wgs84
from landtrack.store.case_shapes import read_case_shapes
from landtrack.store.units import read_boundaries

if TYPE_CHECKING:
    from landtrack.domain.report.small_map import Ring
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View
    from landtrack.usecases.standpoint import Standpoint

MOST_SHAPES = 1_500
"""More cases than that cannot be told apart on a small map; those that are not resolved come first."""


def unit_map_in(view: View, scope: Scope, point: Standpoint) -> SmallMap:
    """Return the map of the one unit that the standpoint is narrowed to, cases as of its day; excluded ones left out.

    With more than MOST_SHAPES cases, resolved ones are left out first: the sheet is about what is left to do.
    """
    _, boundaries = read_boundaries(view, point.entry)
    unit = point.units[0]
    found = boundaries.get(unit.id)
    rows = read_case_shapes(view, scope, point.question.as_of, point.entry, point.places, MOST_SHAPES)
    outline = [] if found is None else [found.geometry]
    moved = list(from_wgs84([*outline, *(geometry for _, _, geometry in rows)], BAC_GIANG)) if rows or outline else []
    boundary = _rings(moved.pop(0)) if outline else ()
    shapes = tuple(
        MapShape(code, status, _rings(geometry), _centre(geometry))
        for (code, status, _), geometry in zip(rows, moved, strict=True)
    )
    return SmallMap(
        boundary, tuple(sorted(shapes, key=lambda shape: shape.code)), found is not None and found.schematic
    )


def _rings(geometry: Any) -> tuple[Ring, ...]:
    """Return all rings of a polygon or of its parts, to the centimetre; none of a point."""
    rings = shapely.get_rings(shapely.get_parts(geometry))
    return tuple(tuple(map(tuple, shapely.get_coordinates(ring).round(2).tolist())) for ring in rings)


def _centre(geometry: Any) -> tuple[float, float]:
    spot = shapely.point_on_surface(geometry)
    return round(spot.x, 2), round(spot.y, 2)
