"""A geometry as a person drew it: GeoJSON in longitude and latitude, taken apart and checked before it is believed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import shapely

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MOST_CORNERS = 20_000
"""More than any parcel has: a hundred times those of the longest boundary of a case in the district."""
LEAST_CORNERS = 3
# Longitude and latitude of the land and islands of Việt Nam, generously.
WEST, SOUTH, EAST, NORTH = 102.0, 6.0, 118.0, 24.0
DEPTH = {"Point": 0, "Polygon": 2, "MultiPolygon": 3}

Position = tuple[float, float]


def read_drawn(content: object) -> BaseGeometry | None:
    """Return the Point, Polygon or MultiPolygon (EPSG:4326) of a GeoJSON geometry; None for none.

    Only what can be told from the numbers is refused here: codes ``geometry.malformed``, ``geometry.ring_open``,
    ``geometry.too_few_corners``, ``geometry.too_many_corners``, ``geometry.outside_vietnam``. Whether rings cross is
    for :mod:`landtrack.domain.shape_faults` to say.
    """
    if content is None:
        return None
    if not isinstance(content, dict):
        raise Refusal("geometry.malformed")
    kind, coordinates = content.get("type"), content.get("coordinates")
    if not isinstance(kind, str) or kind not in DEPTH:
        raise Refusal("geometry.malformed")
    if kind == "Point":
        return shapely.Point(_position(coordinates))
    polygons = [coordinates] if kind == "Polygon" else coordinates
    rings = [[_ring(ring) for ring in _listed(polygon)] for polygon in _listed(polygons)]
    count = sum(len(ring) - 1 for polygon in rings for ring in polygon)
    if count > MOST_CORNERS:
        raise Refusal("geometry.too_many_corners", count=count, most=MOST_CORNERS)
    parts = [shapely.Polygon(shell, holes) for shell, *holes in rings]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def read_line(content: object) -> BaseGeometry:
    """Return the LineString (EPSG:4326) of a list of at least two places; refuse ``geometry.malformed``."""
    places = [_position(place) for place in _listed(content)]
    if not 2 <= len(places) <= MOST_CORNERS:  # noqa: PLR2004 - a line has two ends
        raise Refusal("geometry.malformed")
    return shapely.LineString(places)


def _ring(content: Any) -> list[Position]:
    places = _listed(content)
    if len(places) > MOST_CORNERS + 1:
        raise Refusal("geometry.too_many_corners", count=len(places) - 1, most=MOST_CORNERS)
    ring = [_position(place) for place in places]
    if ring[0] != ring[-1]:
        raise Refusal("geometry.ring_open")
    if len(set(ring)) < LEAST_CORNERS:
        raise Refusal("geometry.too_few_corners", count=len(set(ring)), least=LEAST_CORNERS)
    return ring


def _listed(content: Any) -> list[Any]:
    if not isinstance(content, list) or not content:
        raise Refusal("geometry.malformed")
    return content


def _position(content: Any) -> Position:
    if not isinstance(content, list) or len(content) != 2 or not all(map(_is_number, content)):  # noqa: PLR2004 - longitude and latitude
        raise Refusal("geometry.malformed")
    lon, lat = content
    if not (WEST <= lon <= EAST and SOUTH <= lat <= NORTH):
        raise Refusal("geometry.outside_vietnam", lon=f"{lon:.6g}", lat=f"{lat:.6g}")
    return float(lon), float(lat)


def _is_number(value: object) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        return abs(value) < 1000  # noqa: PLR2004 - no degree has more digits; float() would fail on the very long
    return isinstance(value, float) and math.isfinite(value)
