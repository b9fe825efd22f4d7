"""Reads the block of shapes as the page's script does."""

from __future__ import annotations

import numpy as np
import shapely


def decoded(block: bytes) -> dict[int, shapely.Geometry]:
    """Return the shapes by case id in degrees: a MultiLineString of rings, or a Point."""
    version, cases, rings, points, width = np.frombuffer(block, "<i4", 5).tolist()
    assert version == 1
    place = 32

    def take(kind: str, count: int) -> np.ndarray:
        nonlocal place
        values = np.frombuffer(block, kind, count, place)
        place += values.nbytes
        return values.astype(np.int64)

    ids, ring_starts, point_starts = take("<i4", cases), take("<i4", cases + 1), take("<i4", rings + 1)
    firsts = take("<i4", 2 * rings).reshape(-1, 2)
    deltas = take("<i2" if width == 2 else "<i4", 2 * points).reshape(-1, 2)
    assert place == len(block)
    found = {}
    for number, case_id in enumerate(ids.tolist()):
        lines = [
            _degrees(firsts[ring], deltas[point_starts[ring] : point_starts[ring + 1]])
            for ring in range(ring_starts[number], ring_starts[number + 1])
        ]
        found[case_id] = shapely.Point(lines[0][0]) if len(lines[0]) == 1 else shapely.MultiLineString(lines)
    return found


def _degrees(first: np.ndarray, deltas: np.ndarray) -> np.ndarray:
    integers = (first + np.cumsum(deltas, axis=0) + 2**31) % 2**32 - 2**31
    world = (integers + 2.0**31) / 2.0**32
    lon = (world[:, 0] - 0.5) * 360
    lat = np.degrees(np.arctan(np.sinh((0.5 - world[:, 1]) * 2 * np.pi)))
    return np.column_stack([lon, lat])
