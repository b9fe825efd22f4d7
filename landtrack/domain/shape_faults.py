"""What keeps a drawn geometry from being land: rings that cross, parts that lie on each other. Each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely import MultiPolygon

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

PLACE = re.compile(r"^(?P<reason>[^\[]*)\[(?P<lon>\S+) (?P<lat>\S+)\]$")
# The words of GEOS, and what they mean to a person.
MEANING = {
    "Self-intersection": "geometry.crossing",
    "Ring Self-intersection": "geometry.crossing",
    "Hole lies outside shell": "geometry.hole_outside",
    "Holes are nested": "geometry.holes_overlap",
    "Interior is disconnected": "geometry.holes_overlap",
    "Nested shells": "geometry.parts_overlap",
    "Duplicate Rings": "geometry.parts_overlap",
}
SLIVER = 1e-14
"""Square degrees, a square of about a centimetre: what parts that only touch have in common after rounding."""


@dataclass(frozen=True, slots=True)
class ShapeFault:
    """A fault by the code of its sentence, and the place (longitude, latitude) where it shows; None: everywhere."""

    code: str
    place: tuple[float, float] | None


def shape_fault(geometry: BaseGeometry) -> ShapeFault | None:
    """Return the first fault of a flat Point, Polygon or MultiPolygon, None if there is none.

    Parts that touch along a line are none: see :func:`joined_parts`.
    """
    for part in shapely.get_parts(geometry).tolist():
        found = _fault(part)
        if found is not None:
            return found
    if geometry.is_valid or not isinstance(geometry, MultiPolygon):
        return None
    parts = shapely.get_parts(geometry)
    tree = shapely.STRtree(parts)
    # Part by part: thousands that lie on each other make millions of pairs, and the first is enough.
    for number, part in enumerate(parts.tolist()):
        for other in sorted(tree.query(part, predicate="intersects").tolist()):
            common = shapely.intersection(part, parts[other]) if number < other else None
            if common is not None and common.area > SLIVER:
                inside = shapely.point_on_surface(common)
                return ShapeFault("geometry.parts_overlap", (inside.x, inside.y))
    return None


def joined_parts(geometry: BaseGeometry) -> BaseGeometry:
    """Return the same land with parts that touch along a line made one; raise Refusal for a fault.

    A part of land that was cut by a line and not moved is no part of its own: the rules for multipolygons forbid it.
    """
    found = shape_fault(geometry)
    if found is not None:
        raise Refusal(found.code, place=found.place)
    return geometry if geometry.is_valid else shapely.union_all(shapely.get_parts(geometry))


def cut_by(geometry: BaseGeometry, line: BaseGeometry) -> BaseGeometry:
    """Return the parts into which a line cuts a valid polygon; refuse ``geometry.not_cut`` where it cuts none.

    The parts still touch along the line: as they are they make no valid multipolygon.
    """
    whole = shapely.get_parts(geometry).tolist()
    parts = [piece for part in whole for piece in _pieces(part, line)]
    if len(parts) == len(whole):
        raise Refusal("geometry.not_cut")
    return MultiPolygon(parts)


def _pieces(part: BaseGeometry, line: BaseGeometry) -> list[BaseGeometry]:
    lines = shapely.union_all([part.boundary, line])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))).tolist()
    found = [face for face in faces if shapely.contains(part, shapely.point_on_surface(face))]
    return found if len(found) > 1 else [part]


def _fault(part: BaseGeometry) -> ShapeFault | None:
    if part.geom_type == "Point":
        return None
    # Not the part's own area: that of two triangles wound against each other is nothing, too.
    if shapely.convex_hull(part).area <= SLIVER:
        return ShapeFault("geometry.no_area", None)
    if part.is_valid:
        return None
    found = PLACE.match(str(shapely.is_valid_reason(part)))
    if found is None:
        return ShapeFault("geometry.crossing", None)
    place = float(found["lon"]), float(found["lat"])
    return ShapeFault(MEANING.get(found["reason"], "geometry.crossing"), place)
