"""Geometries as a browser draws them fastest: one binary block of Web Mercator positions, nothing to parse.

Little-endian throughout. Positions are fractions of the world square of Web Mercator, as Leaflet has it: the pixel at
zoom z is 256 · 2^z · x, with x = (X + 2^31) / 2^32 of the stored integer X (0.9 cm at the equator):

- Int32[8]: version, cases n, rings m, points p, bytes of one delta number (2 or 4), 0, 0, 0
- Int32[n] case ids; Int32[n + 1] where the rings of each case begin; Int32[m + 1] where the points of each ring begin
- Int32[2m] first point of each ring; Int16 or Int32[2p] difference (modulo 2^32) of each point to the one before in its
  ring, 0 for the first

A point is a ring of one point. Rings of a multipolygon, and holes, follow one another: filled by the even-odd rule they
come out right, since the parts of a valid geometry do not overlap.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = 1
MEDIA_TYPE = "application/vnd.landtrack.shapes"
_WORLD = 2.0**32
_HALF = 2.0**31
_FARTHEST = 85.051128779806604
"""The latitude at which the world of Web Mercator ends."""


def shapes_stamp(keys: Sequence[tuple[int, int]]) -> str:
    """Return a name for a set of (case id, revision): equal sets have equal shapes, whatever the statuses."""
    body = np.array(keys, dtype="<i8").tobytes()
    return hashlib.sha256(bytes([VERSION]) + body).hexdigest()[:24]


def encode_shapes(case_ids: Sequence[int], bodies: Sequence[bytes]) -> bytes:
    """Return the block of geometries given as WKB (EPSG:4326: polygons, multipolygons, points) by case id."""
    geometries = shapely.from_wkb(np.array(bodies, dtype=object))
    parts, case_of_part = shapely.get_parts(geometries, return_index=True)
    lines, case_of_ring = _rings(parts, case_of_part)
    coordinates, ring_of_point = shapely.get_coordinates(lines, return_index=True)
    points = _world(coordinates)
    ring_starts = _starts(ring_of_point, len(lines))
    deltas = np.diff(points, axis=0, prepend=points[:1])
    deltas[ring_starts[:-1]] = 0
    narrow = bool(np.abs(deltas).max(initial=0) < 2**15)
    head = [VERSION, len(case_ids), len(lines), len(points), 2 if narrow else 4, 0, 0, 0]
    return b"".join(
        (
            np.array(head, dtype="<i4").tobytes(),
            np.array(case_ids, dtype="<i4").tobytes(),
            _starts(case_of_ring, len(case_ids)).astype("<i4").tobytes(),
            ring_starts.astype("<i4").tobytes(),
            points[ring_starts[:-1]].astype("<i4").tobytes(),
            deltas.astype("<i2" if narrow else "<i4").tobytes(),
        )
    )


def _rings(parts: Any, case_of_part: Any) -> tuple[Any, Any]:
    """Return all rings (a point as it is) and the position of each one's case, in the order of the cases."""
    is_point = shapely.get_type_id(parts) == shapely.GeometryType.POINT
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    lines = np.concatenate([rings, parts[is_point]])
    cases = np.concatenate([case_of_part[part_of_ring], case_of_part[is_point]])
    order = np.argsort(cases, kind="stable")
    return lines[order], cases[order]


def _world(coordinates: Any) -> Any:
    """Return (longitude, latitude) in degrees as integers of the world square, y downwards; int64."""
    lon, lat = coordinates[:, 0], np.clip(coordinates[:, 1], -_FARTHEST, _FARTHEST)
    x = lon / 360 + 0.5
    y = 0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)
    scaled = np.rint(np.column_stack([x, y]) * _WORLD) - _HALF
    return np.clip(scaled, -_HALF, _HALF - 1).astype(np.int64)


def _starts(owners: Any, count: int) -> Any:
    """Return where each owner's run begins in a sorted array of owners, and after the last where it ends."""
    return np.searchsorted(owners, np.arange(count + 1))
