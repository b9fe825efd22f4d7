"""The geometries of an export as bytes: from the WKB of the register to that of the files, by layer.

Nearly all are polygons of one ring, and for these only numbers are moved: the corners of thousands stand in one array,
and the bytes around them stay. The rest goes through shapely, which is the definition: a test compares the two.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from landtrack.formats.case_tables import Layer
from landtrack.formats.coordinates import from_wgs84, moved_from_wgs84

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Byte order, type (1 point, 3 polygon), number of rings; then the number of corners and the corners, two doubles each.
POINT = struct.pack("<BI", 1, 1)
ONE_RING = struct.pack("<BII", 1, 3, 1)
HEAD, CORNER = len(ONE_RING) + 4, 16


def by_layer(wkb: Sequence[bytes | None], system: str) -> Iterator[tuple[Layer, np.ndarray, pa.Array | None]]:
    """Give each layer that any of the cases is in: which of them, as flags, and their WKB in ``system``.

    ``wkb`` is little-endian WKB in EPSG:4326, None for a case without a geometry; exterior rings come out clockwise, as
    a shapefile wants them: a ring has no direction of its own.
    """
    column = pa.array(wkb, pa.binary())
    bare = np.asarray(column.is_null())
    points = _start(column, POINT) & ~bare
    for layer, chosen in ((Layer.POLYGONS, ~(points | bare)), (Layer.POINTS, points), (Layer.NO_GEOMETRY, bare)):
        if chosen.any():
            yield layer, chosen, None if layer is Layer.NO_GEOMETRY else moved_shapes(column.filter(chosen), system)


def moved_shapes(column: pa.Array, system: str) -> pa.Array:
    """Return a column of WKB, none of it null, in a coordinate system."""
    flat = _start(column, ONE_RING)
    if flat.all():
        return _flat(column, system)
    rest = _any(column.filter(~flat), system)
    if not flat.any():
        return rest
    # Each goes back to its place among the others.
    order = np.empty(len(column), dtype=np.int64)
    order[flat], order[~flat] = np.arange(flat.sum()), np.arange(flat.sum(), len(column))
    return pa.concat_arrays([_flat(column.filter(flat), system), rest]).take(pa.array(order))


def _start(column: pa.Array, start: bytes) -> np.ndarray:
    return np.asarray(pc.fill_null(pc.equal(pc.binary_slice(column, 0, len(start)), start), fill_value=False))


def _any(column: pa.Array, system: str) -> pa.Array:
    moved = from_wgs84(shapely.from_wkb(np.asarray(column.to_pylist(), dtype=object)), system)
    turned = shapely.orient_polygons(moved, exterior_cw=True)
    return pa.array(shapely.to_wkb(turned, byte_order=1, include_srid=False), pa.binary())


def _flat(column: pa.Array, system: str) -> pa.Array:
    """Do the same with polygons of one ring."""
    _, ends, content = column.buffers()
    offsets = np.frombuffer(ends, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    old = np.frombuffer(content, dtype=np.uint8)[offsets[0] : offsets[-1]]
    starts = offsets[:-1] - offsets[0]
    is_corner = np.ones(len(old), dtype=bool)
    is_corner[starts[:, None] + np.arange(HEAD)] = False
    corners = old[is_corner].view(np.float64).reshape(-1, 2)
    counts = (np.diff(offsets) - HEAD) // CORNER
    moved = _clockwise(*moved_from_wgs84(corners[:, 0], corners[:, 1], system), counts)
    new = old.copy()
    new[is_corner] = moved.view(np.uint8).ravel()
    buffers = [None, pa.py_buffer((offsets - offsets[0]).astype(np.int32)), pa.py_buffer(new)]
    return pa.Array.from_buffers(pa.binary(), len(column), buffers)


def _clockwise(x: np.ndarray, y: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return rings of so many corners each as (n, 2), those that run the other way turned around."""
    first = np.cumsum(counts) - counts
    last = first + counts - 1
    # From the first corner of each: far from the origin the products would lose the area.
    east, north = x - np.repeat(x[first], counts), y - np.repeat(y[first], counts)
    doubled = np.zeros(len(x))
    doubled[:-1] = east[:-1] * north[1:] - east[1:] * north[:-1]
    doubled[last] = 0
    turned = np.repeat(np.add.reduceat(doubled, first) > 0, counts)
    places = np.arange(len(x))
    places = np.where(turned, np.repeat(first + last, counts) - places, places)
    return np.column_stack([x[places], y[places]])
