"""Values of case tables as vector files hold them, and back: labels for codes, square metres for tenths of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from landtrack.formats.shapefile import translated
from landtrack.formats.shapefile_fields import GEOMETRY, FieldKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.formats.case_tables import Setting
    from landtrack.formats.shapefile_fields import Field

WRITTEN_TYPES = {
    FieldKind.TEXT: pa.string(),
    FieldKind.CODE: pa.string(),
    FieldKind.DATE: pa.date32(),
    FieldKind.AREA: pa.float64(),
    FieldKind.FLAG: pa.int32(),
    FieldKind.COUNT: pa.int64(),
}
GEOMETRY_FIELD = pa.field(GEOMETRY, pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})


def written_schema(fields: Sequence[Field], *, with_geometry: bool) -> pa.Schema:
    """Return the columns that GDAL gets."""
    columns = [pa.field(column.name, WRITTEN_TYPES[column.kind]) for column in fields]
    return pa.schema([*columns, GEOMETRY_FIELD] if with_geometry else columns)


def as_written(table: pa.Table, schema: pa.Schema, fields: Sequence[Field], setting: Setting) -> pa.Table:
    """Return cases with labels and areas in m², an empty text as none."""
    arrays: dict[str, Any] = {}
    for column in fields:
        values = table[column.name]
        if column.kind is FieldKind.AREA:
            # The double next to the decimal number: a whole number divided by ten is rounded once.
            arrays[column.name] = pa.array(np.asarray(values, dtype=np.int64) / 10)
        elif column.kind in {FieldKind.TEXT, FieldKind.CODE}:
            words = translated(values, setting.labels[column.name]) if column.kind is FieldKind.CODE else values
            arrays[column.name] = pc.if_else(pc.equal(words, ""), pa.scalar(None, pa.string()), words)
        else:
            arrays[column.name] = values.cast(WRITTEN_TYPES[column.kind])
    if GEOMETRY in schema.names:
        arrays[GEOMETRY] = table[GEOMETRY]
    return pa.table(arrays, schema=schema)


def as_read(table: pa.Table, fields: Sequence[Field], geometry_name: str | None, setting: Setting) -> pa.Table:
    """Return what was read as a table to compare: codes for labels, tenths of m²; missing columns stay missing."""
    arrays: dict[str, Any] = {}
    for column in fields:
        if column.name not in table.column_names:
            continue
        values = table[column.name]
        if column.kind in {FieldKind.TEXT, FieldKind.CODE}:
            values = pc.fill_null(values.cast(pa.string()), "")
        if column.kind is FieldKind.CODE:
            codes = {label: code for code, label in setting.labels[column.name].items()}
            values = translated(values, codes)
        elif column.kind is FieldKind.AREA:
            values = pc.multiply(values.cast(pa.float64()), 10.0)
        elif column.kind is FieldKind.DATE:
            values = values.cast(pa.date32())
        arrays[column.name] = values
    if geometry_name is not None:
        arrays[GEOMETRY] = table[geometry_name]
    return pa.table(arrays)
