"""CSV: all cases in one table for spreadsheets and programs, with the geometry as text, types and system beside it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import shapely
from pyproj import CRS
from pyproj.enums import WktVersion
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError

from landtrack.domain.progress import square_metres
from landtrack.formats.case_tables import CaseTables, Layer, Setting
from landtrack.formats.comparison import (
    DEGREE_TOLERANCE,
    METRE_TOLERANCE,
    READ_FAULTS,
    Difference,
    unreadable,
)
from landtrack.formats.coordinates import VN2000
from landtrack.formats.exports.all_layers import all_cases, shapes_of
from landtrack.formats.exports.columns import HOLDER_FIELDS, WITH_VERSION
from landtrack.formats.exports.export_format import ZIP, ExportFormat
from landtrack.formats.exports.formula_guard import guarded, unguarded
from landtrack.formats.exports.in_order import compare_in_order
from landtrack.formats.intake.csv_text import LONGEST_CELL
from landtrack.formats.plain_table import CSVT, ENCODING, field_table, read_lines, write_lines
from landtrack.formats.shapefile_export import FIELD_TABLE
from landtrack.formats.shapefile_fields import CASE_CODE, GEOMETRY, FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from landtrack.formats.fitting import Change
    from landtrack.formats.shapefile_fields import Field

FILE = "vi_pham.csv"
TYPES, SYSTEM = "vi_pham.csvt", "vi_pham.prj"
SHAPE = "WKT"
"""The name by which GDAL and QGIS know a column of geometries."""
DECIMALS = {True: 9, False: 4}
"""Of a degree, and of a metre: a tenth of a millimetre."""
ROWS_AT_ONCE = 20_000
csv.field_size_limit(LONGEST_CELL)


def write_csv(tables: CaseTables, folder: Path, setting: Setting) -> list[Change]:
    """Write the table, its types, its coordinate system and the field table into ``folder``; nothing has to change."""
    write_table(tables, folder, setting, shapes=True)
    (folder / SYSTEM).write_text(CRS(setting.system).to_wkt(WktVersion.WKT1_ESRI), encoding="ascii")
    return []


def write_table(tables: CaseTables, folder: Path, setting: Setting, *, shapes: bool) -> None:
    """Write the table, with the geometries or without, its types and the field table."""
    fields = _fields(setting)
    with (folder / FILE).open("w", encoding=ENCODING, newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(_heading(setting, shapes=shapes))
        for table in all_cases(tables, _decimals(setting)):
            cells = [_cells(column, table[column.name], setting) for column in fields]
            texts = [_texts(table, setting)] if shapes else []
            lines.writerows(zip(*texts, *cells, strict=True))
    (folder / TYPES).write_text(_types(setting, shapes=shapes), encoding="ascii")
    write_lines(folder / FIELD_TABLE, field_table(fields))


def compare_csv(tables: CaseTables, folder: Path, setting: Setting, changes: list[Change]) -> Iterator[Difference]:
    """Give every difference between the files and the tables; ``changes`` stays as it is."""
    del changes
    yield from compare_table(tables, folder, setting, shapes=True)
    try:
        if CRS((folder / SYSTEM).read_text(encoding="ascii")) != CRS(CRS(setting.system).to_wkt(WktVersion.WKT1_ESRI)):
            yield Difference(SYSTEM, "content", "", "")
    except (*READ_FAULTS, CRSError) as fault:
        yield unreadable(SYSTEM, fault)


def compare_table(tables: CaseTables, folder: Path, setting: Setting, *, shapes: bool) -> Iterator[Difference]:
    """Give every difference between what :func:`write_table` wrote and the tables."""
    fields = _fields(setting)
    tolerance = DEGREE_TOLERANCE if setting.system == VN2000 else METRE_TOLERANCE
    found = ReadCsv(folder / FILE, setting, shapes)
    try:
        yield from compare_in_order(lambda: all_cases(tables, _decimals(setting)), found, tolerance, fields)
    except (*READ_FAULTS, ShapelyError) as fault:
        yield unreadable(FILE, fault)
    try:
        if read_lines(folder / FIELD_TABLE) != field_table(fields):
            yield Difference(FIELD_TABLE, "content", "", "")
        if (folder / TYPES).read_text(encoding="ascii") != _types(setting, shapes=shapes):
            yield Difference(TYPES, "content", "", "")
    except READ_FAULTS as fault:
        yield unreadable(FIELD_TABLE, fault)


@dataclass(frozen=True, slots=True)
class ReadCsv:
    """The table to compare; raises ValueError or csv.Error where it cannot be read."""

    path: Path
    setting: Setting
    shapes: bool
    name: str = FILE

    def schema_differences(self) -> Sequence[Difference]:
        """Return whether the columns are others than those that were written."""
        wanted, present = _heading(self.setting, shapes=self.shapes), self._head()
        return [] if wanted == present else [Difference(self.name, "columns", ";".join(wanted), ";".join(present))]

    def codes(self) -> pa.ChunkedArray | None:
        """Return the case codes in the order of the file; None where it has no such column."""
        if CASE_CODE not in self._head():
            return None
        return pa.chunked_array([[row.get(CASE_CODE, "") for row in some] for some in self._rows()], pa.string())

    def tables(self) -> Iterator[pa.Table]:
        """Give the cases, some at a time, labels turned back into codes."""
        head = self._head()
        present = [column for column in _fields(self.setting) if column.name in head]
        for rows in self._rows():
            arrays: dict[str, Any] = {column.name: _values(column, rows, self.setting) for column in present}
            if self.shapes and SHAPE in head:
                shapes = shapely.from_wkt([row.get(SHAPE) or None for row in rows])
                arrays[GEOMETRY] = pa.array(shapely.to_wkb(shapes, byte_order=1), pa.binary())
            yield pa.table(arrays)

    def _head(self) -> list[str]:
        with self.path.open(encoding=ENCODING, newline="") as file:
            return next(csv.reader(file, delimiter=";", strict=True), [])

    def _rows(self) -> Iterator[list[dict[str, str]]]:
        """Give the rows, some at a time; at least once."""
        with self.path.open(encoding=ENCODING, newline="") as file:
            lines = csv.reader(file, delimiter=";", strict=True)
            head = next(lines, [])
            while True:
                some = [dict(zip(head, line, strict=False)) for line in islice(lines, ROWS_AT_ONCE)]
                yield some
                if len(some) < ROWS_AT_ONCE:
                    return


def _fields(setting: Setting) -> tuple[Field, ...]:
    return (*WITH_VERSION, *HOLDER_FIELDS) if setting.identities else WITH_VERSION


def _heading(setting: Setting, *, shapes: bool) -> list[str]:
    return [*([SHAPE] if shapes else []), *(column.name for column in _fields(setting))]


def _types(setting: Setting, *, shapes: bool) -> str:
    types = [f'"{CSVT.get(column.kind, "String")}"' for column in _fields(setting)]
    return ",".join([SHAPE, *types] if shapes else types) + "\n"


def _decimals(setting: Setting) -> int:
    return DECIMALS[setting.system == VN2000]


def _texts(table: pa.Table, setting: Setting) -> list[str]:
    return [text or "" for text in shapely.to_wkt(shapes_of(table), rounding_precision=_decimals(setting))]


def _cells(column: Field, values: pa.ChunkedArray, setting: Setting) -> list[object]:
    cells: list[Any] = values.to_pylist()
    if column.kind is FieldKind.CODE:
        words = setting.labels[column.name]
        return [guarded(words.get(cell, cell)) for cell in cells]
    if column.kind is FieldKind.AREA:
        # As spreadsheet programs in Việt Nam write numbers; a point would separate the thousands.
        return [str(square_metres(cell)).replace(".", ",") for cell in cells]
    return [guarded(cell) for cell in cells] if column.kind is FieldKind.TEXT else cells


def _values(column: Field, rows: Sequence[Mapping[str, str]], setting: Setting) -> pa.Array:
    cells = [row.get(column.name, "") for row in rows]
    if column.kind in {FieldKind.TEXT, FieldKind.CODE}:
        texts = list(map(unguarded, cells))
        codes = {label: code for code, label in setting.labels.get(column.name, {}).items()}
        return pa.array([codes.get(text, text) for text in texts] if codes else texts, pa.string())
    if column.kind is FieldKind.DATE:
        return pa.array([date.fromisoformat(cell) if cell else None for cell in cells], pa.date32())
    factor = 10 if column.kind is FieldKind.AREA else 1
    return pa.array([_number(cell, factor) for cell in cells], pa.float64())


def _number(cell: str, factor: int) -> float | None:
    try:
        return float(Decimal(cell.replace(",", ".")) * factor)
    except InvalidOperation:
        return None


CSV = ExportFormat(
    "csv",
    "Write the cases to OUT.zip: one table for spreadsheets and programs, in VN-2000.",
    1,
    ".zip",
    ZIP,
    dict.fromkeys(Layer, FILE),
    write_csv,
    compare_csv,
    members=frozenset({FILE, TYPES, SYSTEM, FIELD_TABLE}),
    fields=WITH_VERSION,
    identities=True,
)
