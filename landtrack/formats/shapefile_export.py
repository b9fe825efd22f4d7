"""The shapefile export as a whole: its files, how they are written, and how compared with what they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.formats import plain_table
from landtrack.formats.case_tables import WITH_GEOMETRY, CaseTables, Layer, Setting
from landtrack.formats.comparison import (
    DEGREE_TOLERANCE,
    METRE_TOLERANCE,
    READ_FAULTS,
    Difference,
    compare_layer,
    unreadable,
)
from landtrack.formats.coordinates import VN2000
from landtrack.formats.fitting import fit_rows, fit_shapes
from landtrack.formats.shapefile import ENDINGS, GDAL_FAULTS, ReadShapefile, write_shapefile
from landtrack.formats.shapefile_fields import CASE_CODE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from landtrack.formats.comparison import ReadLayer
    from landtrack.formats.fitting import Change

FILES = {
    Layer.POLYGONS: "vi_pham_vung.shp",
    Layer.POINTS: "vi_pham_diem.shp",
    Layer.NO_GEOMETRY: "vi_pham_khong_hinh.csv",
}
FIT = {Layer.POLYGONS: fit_shapes, Layer.POINTS: fit_shapes, Layer.NO_GEOMETRY: fit_rows}
FIELD_TABLE = "bang_truong.csv"
MEMBERS = frozenset(
    {FIELD_TABLE, FILES[Layer.NO_GEOMETRY], f"{FILES[Layer.NO_GEOMETRY]}t"}
    | {FILES[layer].removesuffix(".shp") + ending for layer in WITH_GEOMETRY for ending in ENDINGS}
)


def write_export(tables: CaseTables, folder: Path, setting: Setting) -> list[Change]:
    """Write all files into ``folder``; return every value that had to change."""
    changes = []
    for layer in Layer:
        path = folder / FILES[layer]
        write = write_shapefile if layer in WITH_GEOMETRY else plain_table.write_cases
        changes += write(path, layer, tables, setting)
    plain_table.write_lines(folder / FIELD_TABLE, plain_table.field_table())
    return changes


def compare_export(tables: CaseTables, folder: Path, setting: Setting, changes: list[Change]) -> Iterator[Difference]:
    """Give every difference between the files and the tables as the format can hold them.

    Appends to ``changes`` what fitting the tables into the format changes, in the order in which they were written.
    """
    tolerance = DEGREE_TOLERANCE if setting.system == VN2000 else METRE_TOLERANCE
    for layer in Layer:
        path = folder / FILES[layer]
        found: ReadLayer = (
            ReadShapefile(path, layer, setting) if layer in WITH_GEOMETRY else plain_table.ReadPlainTable(path, setting)
        )
        kept = len(changes)
        try:
            yield from compare_layer(tables.column(layer, CASE_CODE), _fitted(tables, layer, changes), found, tolerance)
        except (*GDAL_FAULTS, *READ_FAULTS) as fault:
            del changes[kept:]
            for table in tables.batches(layer):
                changes += FIT[layer](layer, table)[1]
            yield unreadable(path.name, fault)

    yield from _of_companions(folder)


def _of_companions(folder: Path) -> Iterator[Difference]:
    """Give the differences of the files that say the same in every export."""
    types = FILES[Layer.NO_GEOMETRY] + "t"
    try:
        if plain_table.read_lines(folder / FIELD_TABLE) != plain_table.field_table():
            yield Difference(FIELD_TABLE, "content", "", "")
        if (folder / types).read_text(encoding="ascii") != plain_table.column_types():
            yield Difference(types, "content", "", "")
    except READ_FAULTS as fault:
        yield unreadable(FIELD_TABLE, fault)


def _fitted(tables: CaseTables, layer: Layer, changes: list[Change]) -> Iterator[pa.Table]:
    for table in tables.batches(layer):
        fitted, more = FIT[layer](layer, table)
        changes += more
        yield fitted
