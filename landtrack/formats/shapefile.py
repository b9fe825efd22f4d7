"""Shapefiles: one for polygons, one for points; written and read through Arrow, some thousand cases at a time."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError
from pyogrio.raw import open_arrow

from landtrack.domain.errors import Refusal
from landtrack.formats.archive import FULL
from landtrack.formats.case_tables import CaseTables, Layer, Setting
from landtrack.formats.comparison import Difference
from landtrack.formats.fitting import Change, fit_shapes
from landtrack.formats.shapefile_fields import CASE_CODE, FIELDS, GEOMETRY, LONGEST_TEXT, FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

DRIVER = "ESRI Shapefile"
ENDINGS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
GEOMETRY_TYPES = {Layer.POLYGONS: "Polygon", Layer.POINTS: "Point"}
OGR_TYPES = {
    FieldKind.TEXT: "OFTString",
    FieldKind.CODE: "OFTString",
    FieldKind.DATE: "OFTDate",
    FieldKind.AREA: "OFTReal",
    FieldKind.FLAG: "OFTInteger",
}
AREA_TYPE = pa.decimal128(13, 1)
GDAL_FAULTS = (DataLayerError, DataSourceError, FeatureError, GeometryError, UnboundLocalError)
"""What pyogrio raises when GDAL cannot read or write a file; the last is its own slip over a .prj it cannot decode."""
ROWS_AT_ONCE = 20_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2155, 12, 31)
"""A DBF header counts years from 1900 in one byte."""


def write_shapefile(path: Path, layer: Layer, tables: CaseTables, setting: Setting) -> list[Change]:
    """Write the cases of a layer as ``path`` (.shp) and its companions; return every value that had to change."""
    changes: list[Change] = []
    schema = _written_schema(tables, setting)

    def batches() -> Iterator[pa.RecordBatch]:
        for table in tables.batches(layer):
            fitted, more = fit_shapes(layer, table)
            changes.extend(more)
            yield from _written(fitted, schema, setting).to_batches(ROWS_AT_ONCE)

    try:
        pyogrio.write_arrow(
            pa.RecordBatchReader.from_batches(schema, batches()),
            path,
            driver=DRIVER,
            geometry_name=GEOMETRY,
            geometry_type=GEOMETRY_TYPES[layer],
            crs=setting.system,
            encoding="UTF-8",
            # Else it would be the day of writing, and the same question would give other bytes tomorrow.
            layer_options={"DBF_DATE_LAST_UPDATE": header_day(setting.as_of).isoformat()},
        )
    except GDAL_FAULTS as fault:
        # GDAL says what the system said in words only.
        if any(os.strerror(number) in str(fault) for number in FULL):
            raise Refusal("export.disk_full", folder=gettempdir()) from fault
        raise Refusal("file.not_written", file=path.name, reason=str(fault)) from fault
    return changes


def header_day(day: date) -> date:
    """Return the day as the header of a DBF can say it."""
    return min(max(day, FIRST_DAY), LAST_DAY)


@dataclass(frozen=True, slots=True)
class ReadShapefile:
    """A shapefile to compare; raises what :data:`GDAL_FAULTS` lists where it cannot be read."""

    path: Path
    layer: Layer
    setting: Setting
    name: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the name that differences are reported under."""
        object.__setattr__(self, "name", self.path.name)

    def schema_differences(self) -> Sequence[Difference]:
        """Return the columns that are missing, unexpected or of another type, and a wrong coordinate system."""
        about = pyogrio.read_info(self.path)
        wanted = {column.name: OGR_TYPES[column.kind] for column in FIELDS}
        present = dict(zip(about["fields"].tolist(), about["ogr_types"], strict=True))
        pairs = {
            "coordinate system": (self.setting.system, about["crs"] or ""),
            "geometry type": (GEOMETRY_TYPES[self.layer], about["geometry_type"] or ""),
            "encoding": ("UTF-8", about["encoding"] or ""),
            **{f"column {name}": (wanted.get(name, ""), present.get(name, "")) for name in {**wanted, **present}},
        }
        return [Difference(self.name, what, *pair) for what, pair in pairs.items() if pair[0] != pair[1]]

    def codes(self) -> pa.ChunkedArray | None:
        """Return the case codes in the order of the file; None where it has no such column."""
        if CASE_CODE not in pyogrio.read_info(self.path)["fields"]:
            return None
        _, table = pyogrio.read_arrow(self.path, columns=[CASE_CODE], read_geometry=False)
        return pc.fill_null(table[CASE_CODE].cast(pa.string()), "")

    def tables(self) -> Iterator[pa.Table]:
        """Give the cases, some at a time, labels turned back into codes."""
        with open_arrow(self.path, use_pyarrow=True, batch_size=ROWS_AT_ONCE) as (about, reader):
            for batch in reader:
                yield _read(pa.Table.from_batches([batch]), about["geometry_name"] or "wkb_geometry", self.setting)


def _written_schema(tables: CaseTables, setting: Setting) -> pa.Schema:
    columns = []
    for column in FIELDS:
        if column.kind is FieldKind.AREA:
            columns.append(pa.field(column.name, AREA_TYPE))
        elif column.kind is FieldKind.DATE:
            columns.append(pa.field(column.name, pa.date32()))
        else:
            labels = setting.labels.get(column.name, {}).values()
            longest = max([column.width, tables.longest.get(column.name, 0), *(len(word.encode()) for word in labels)])
            kind = pa.int32() if column.kind is FieldKind.FLAG else pa.string()
            columns.append(pa.field(column.name, kind, metadata={"GDAL:OGR:width": str(min(longest, LONGEST_TEXT))}))
    return pa.schema([*columns, pa.field(GEOMETRY, pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})])


def _written(table: pa.Table, schema: pa.Schema, setting: Setting) -> pa.Table:
    arrays: dict[str, Any] = {GEOMETRY: table[GEOMETRY]}
    for column in FIELDS:
        values = table[column.name]
        if column.kind is FieldKind.CODE:
            arrays[column.name] = translated(values, setting.labels[column.name])
        elif column.kind is FieldKind.AREA:
            arrays[column.name] = _decimals(values)
        else:
            arrays[column.name] = values.cast(schema.field(column.name).type)
    return pa.table(arrays, schema=schema)


def _decimals(tenths: pa.ChunkedArray) -> pa.Array:
    """Return whole tenths as decimals with one place: the 128 bits of each are the number and its sign."""
    low = np.asarray(tenths, dtype=np.int64)
    words = np.stack([low, low >> 63], axis=1)
    return pa.Array.from_buffers(AREA_TYPE, len(low), [None, pa.py_buffer(words.tobytes())])


def translated(values: pa.ChunkedArray, words: Mapping[str, str]) -> pa.ChunkedArray:
    """Return the word for every value; a value without one stays as it is."""
    places = pc.index_in(values, pa.array(list(words), pa.string()))
    found = pa.array(list(words.values()), pa.string()).take(places.combine_chunks())
    return pc.coalesce(found, values.combine_chunks())


def _read(table: pa.Table, geometry_name: str, setting: Setting) -> pa.Table:
    arrays: dict[str, Any] = {}
    for column in FIELDS:
        if column.name not in table.column_names:
            continue
        values = table[column.name]
        if column.kind is FieldKind.CODE:
            codes = {label: code for code, label in setting.labels[column.name].items()}
            arrays[column.name] = translated(pc.fill_null(values.cast(pa.string()), ""), codes)
        elif column.kind is FieldKind.TEXT:
            arrays[column.name] = pc.fill_null(values.cast(pa.string()), "")
        elif column.kind is FieldKind.AREA:
            arrays[column.name] = pc.multiply(values.cast(pa.float64()), 10.0)
        else:
            arrays[column.name] = values
    arrays[GEOMETRY] = table[geometry_name]
    return pa.table(arrays)
