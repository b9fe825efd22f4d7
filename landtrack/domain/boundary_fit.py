"""How boundaries that should tile an area fit each other: where two claim the same land, where none does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from landtrack.domain.boundary_file import tenths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

SLIVER_TENTHS = 10
"""1 m²: smaller overlaps and gaps are rounding along a shared line, not a disagreement about land."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Land that two units' boundaries both claim."""

    one_id: int
    other_id: int
    area_tenths: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole that no boundary covers, with a point inside it: easting and northing (metres, official system)."""

    area_tenths: int
    east: int
    north: int


def overlaps_between(units: Sequence[tuple[int, BaseGeometry]]) -> tuple[Overlap, ...]:
    """Return the overlaps of at least 1 m² between (unit id, geometry in metres), largest first."""
    if not units:
        return ()
    geometries = [geometry for _, geometry in units]
    pairs = shapely.STRtree(geometries).query(geometries, predicate="intersects").T.tolist()
    overlaps = []
    for one, other in pairs:
        shared = tenths(shapely.intersection(geometries[one], geometries[other])) if one < other else 0
        if shared >= SLIVER_TENTHS:
            first, second = sorted((units[one][0], units[other][0]))
            overlaps.append(Overlap(first, second, shared))
    return tuple(sorted(overlaps, key=lambda overlap: (-overlap.area_tenths, overlap.one_id, overlap.other_id)))


def gaps_between(geometries: Sequence[BaseGeometry]) -> tuple[Gap, ...]:
    """Return the holes of at least 1 m² in the union of geometries in metres, largest first."""
    gaps = []
    for part in shapely.get_parts(shapely.union_all(list(geometries))):
        for ring in part.interiors:
            hole = shapely.Polygon(ring)
            inside = shapely.point_on_surface(hole)
            gaps.append(Gap(tenths(hole), round(inside.x), round(inside.y)))
    large = [gap for gap in gaps if gap.area_tenths >= SLIVER_TENTHS]
    return tuple(sorted(large, key=lambda gap: (-gap.area_tenths, gap.east, gap.north)))
