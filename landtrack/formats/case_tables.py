"""Exported cases as Arrow tables, one file for each layer in a working folder, so that a million need little memory.

A table has one column for each of FIELDS and, where the layer has geometries, their WKB in the export's coordinate
system. Texts and codes are strings ("" is nothing), days are dates, areas int64 in tenths of m².
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from landtrack.formats.shapefile_fields import FIELDS, GEOMETRY, FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from types import TracebackType
    from typing import Self


class Layer(StrEnum):
    """Where a case goes by its geometry; a file of shapes holds one kind."""

    POLYGONS = "polygons"
    POINTS = "points"
    NO_GEOMETRY = "no_geometry"


WITH_GEOMETRY = (Layer.POLYGONS, Layer.POINTS)

ARROW_TYPES = {
    FieldKind.TEXT: pa.string(),
    FieldKind.CODE: pa.string(),
    FieldKind.DATE: pa.date32(),
    FieldKind.AREA: pa.int64(),
    FieldKind.FLAG: pa.int64(),
    FieldKind.COUNT: pa.int64(),
}


def table_schema(layer: Layer) -> pa.Schema:
    """Return the columns of a layer's table."""
    columns = [pa.field(field.name, ARROW_TYPES[field.kind]) for field in FIELDS]
    return pa.schema([*columns, pa.field(GEOMETRY, pa.binary())] if layer in WITH_GEOMETRY else columns)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a file says about all its cases: coordinate system, day, and the label of every code, by column.

    ``identities`` says whether the file has their columns, where its format can; ``units`` are those of the frame that
    the reader may see ("Xã Yên Thế (07288)"), ``land_types`` the codes that a case may have; ``manifest`` is the text
    that a single file keeps in itself.
    """

    system: str
    as_of: date
    labels: Mapping[str, Mapping[str, str]]
    identities: bool = False
    units: tuple[str, ...] = ()
    land_types: tuple[str, ...] = ()
    manifest: str = ""


@dataclass(slots=True)
class CaseTables:
    """The tables of one export, kept in ``folder`` until it is removed."""

    folder: Path
    cases: dict[Layer, int] = field(default_factory=lambda: dict.fromkeys(Layer, 0))
    longest: dict[str, int] = field(default_factory=dict)
    """Bytes of the longest text of every text column."""
    _writers: dict[Layer, Any] = field(default_factory=dict)

    def __enter__(self) -> Self:
        for layer in Layer:
            self._writers[layer] = pa.ipc.new_file(str(self.path(layer)), table_schema(layer))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._writers.values():
            writer.close()

    def path(self, layer: Layer) -> Path:
        """Return the Arrow file of a layer."""
        return self.folder / f"{layer.value}.arrow"

    def add(
        self,
        layer: Layer,
        columns: Mapping[str, Sequence[object]],
        geometries: np.ndarray | pa.Array | None = None,
    ) -> None:
        """Add cases to a layer; days may be ISO texts.

        ``geometries`` in the export's coordinate system are an array of shapely values, or of WKB as
        :func:`landtrack.formats.moved_shapes.by_layer` gives it.
        """
        schema = table_schema(layer)
        arrays = {name: _array(values, schema.field(name).type) for name, values in columns.items()}
        if isinstance(geometries, np.ndarray):
            # The order a shapefile wants; a ring has no direction of its own.
            turned = shapely.orient_polygons(geometries, exterior_cw=True)
            geometries = pa.array(shapely.to_wkb(turned, byte_order=1, include_srid=False), pa.binary())
        if geometries is not None:
            arrays[GEOMETRY] = geometries
        table = pa.table(arrays, schema=schema)
        for column in FIELDS:
            if column.kind is FieldKind.TEXT and table.num_rows:
                longest = pc.max(pc.binary_length(table[column.name])).as_py()
                self.longest[column.name] = max(longest, self.longest.get(column.name, 0))
        self._writers[layer].write_table(table)
        self.cases[layer] += table.num_rows

    def batches(self, layer: Layer) -> Iterator[pa.Table]:
        """Give the tables of a layer in the order in which they were added."""
        with pa.OSFile(str(self.path(layer))) as source, pa.ipc.open_file(source) as reader:
            for position in range(reader.num_record_batches):
                yield pa.Table.from_batches([reader.get_batch(position)])

    def column(self, layer: Layer, name: str) -> pa.ChunkedArray:
        """Return one column of a layer."""
        place = table_schema(layer).get_field_index(name)
        # Nothing else is read from the disk, and copied: what is mapped would be memory until the last column is gone.
        only = pa.ipc.IpcReadOptions(included_fields=[place])
        with pa.memory_map(str(self.path(layer))) as source, pa.ipc.open_file(source, options=only) as reader:
            whole = [reader.get_batch(position).column(0) for position in range(reader.num_record_batches)]
            copied = [pc.take(column, pa.array(np.arange(len(column)))) for column in whole]
        return pa.chunked_array(copied, table_schema(layer).field(name).type)


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    if kind == pa.date32():
        return pa.array(values).cast(kind)
    return pa.array(values, kind)
