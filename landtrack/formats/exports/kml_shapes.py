"""Geometries as KML writes them, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DECIMALS = 8
"""Of a degree: a millimetre."""
TOLERANCE = 1e-10

Rings = list[list[tuple[float, float]]]


def kml_shape(shape: BaseGeometry) -> str:
    """Return a point, polygon or multipolygon (degrees) as KML."""
    if isinstance(shape, Point):
        return f"<Point>{_coordinates(shape)}</Point>"
    if isinstance(shape, Polygon):
        return _polygon(shape)
    return f"<MultiGeometry>{''.join(_polygon(part) for part in shape.geoms)}</MultiGeometry>"


def shape_of(rings: list[Rings], points: list[tuple[float, float]], *, several: bool) -> BaseGeometry | None:
    """Return the geometry of what was read: the rings of each polygon, outer one first, or a point; None for nothing.

    ``several`` says that it stood in a MultiGeometry. Raises ValueError for what is no ring.
    """
    if points:
        return Point(points[0])
    parts = [Polygon(outer, inner) for outer, *inner in rings]
    if several:
        return MultiPolygon(parts)
    return parts[0] if parts else None


def coordinates_of(text: str) -> list[tuple[float, float]]:
    """Return the (longitude, latitude) pairs of a coordinates element. Raises ValueError for what is none."""
    pairs = []
    for pair in text.split():
        longitude, latitude, *_ = pair.split(",")
        pairs.append((float(longitude), float(latitude)))
    return pairs


def _polygon(polygon: Polygon) -> str:
    inner = "".join(
        f"<innerBoundaryIs><LinearRing>{_coordinates(ring)}</LinearRing></innerBoundaryIs>"
        for ring in polygon.interiors
    )
    outer = f"<outerBoundaryIs><LinearRing>{_coordinates(polygon.exterior)}</LinearRing></outerBoundaryIs>"
    return f"<Polygon>{outer}{inner}</Polygon>"


def _coordinates(shape: BaseGeometry) -> str:
    pairs = shapely.get_coordinates(shape).tolist()
    return "<coordinates>" + " ".join(f"{x:.{DECIMALS}f},{y:.{DECIMALS}f}" for x, y in pairs) + "</coordinates>"
