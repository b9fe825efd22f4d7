"""The cases of all layers one after the other, as formats that write coordinates as decimal numbers can hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import shapely

from landtrack.formats.case_tables import WITH_GEOMETRY, Layer
from landtrack.formats.shapefile_fields import GEOMETRY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from landtrack.formats.case_tables import CaseTables


def all_cases(
    tables: CaseTables, decimals: int, *, against_clock: bool = False, layers: Sequence[Layer] = tuple(Layer)
) -> Iterator[pa.Table]:
    """Give polygons, points and the rest, all with a geometry column: b"" where there is none.

    Coordinates are rounded to ``decimals``: what is written as decimal numbers is read back as the same doubles. Outer
    rings run with the clock, or ``against_clock``.
    """
    for layer in layers:
        for table in tables.batches(layer):
            if layer in WITH_GEOMETRY:
                yield _rounded(table, decimals, against_clock=against_clock)
            else:
                yield table.append_column(GEOMETRY, pa.array([b""] * table.num_rows, pa.binary()))


def shapes_of(table: pa.Table) -> np.ndarray:
    """Return the geometries of a table, None for b""."""
    wkb = [content or None for content in table[GEOMETRY].to_pylist()]
    shapes: np.ndarray = shapely.from_wkb(np.asarray(wkb, dtype=object))
    return shapes


def _rounded(table: pa.Table, decimals: int, *, against_clock: bool) -> pa.Table:
    shapes = shapely.transform(shapes_of(table), lambda points: np.round(points, decimals))
    if against_clock:
        shapes = shapely.orient_polygons(shapes)
    wkb = pa.array(shapely.to_wkb(shapes, byte_order=1), pa.binary())
    return table.set_column(table.schema.get_field_index(GEOMETRY), GEOMETRY, wkb)
