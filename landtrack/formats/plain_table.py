"""Plain tables (CSV, UTF-8 with a byte order mark, as Excel wants it) beside the shapefiles.

The cases without a geometry, with the same columns; the field table; the code table. A .csvt beside the cases tells GIS
programs the types, so that days are days and codes keep their leading zeros.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from landtrack.domain.progress import square_metres
from landtrack.formats.comparison import Difference
from landtrack.formats.fitting import fit_rows
from landtrack.formats.shapefile_fields import CASE_CODE, FIELDS, Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from landtrack.formats.case_tables import CaseTables, Layer, Setting
    from landtrack.formats.fitting import Change

ENCODING = "utf-8-sig"
CSVT = {FieldKind.AREA: "Real", FieldKind.DATE: "Date", FieldKind.FLAG: "Integer", FieldKind.COUNT: "Integer"}
TYPES = {FieldKind.AREA: "N", FieldKind.DATE: "D", FieldKind.FLAG: "N", FieldKind.COUNT: "N"}


def write_lines(path: Path, lines: Iterable[Sequence[object]]) -> None:
    """Write lines of cells; line ends are those of RFC 4180."""
    with path.open("w", encoding=ENCODING, newline="") as file:
        csv.writer(file).writerows(lines)


def read_lines(path: Path) -> list[list[str]]:
    """Read lines of cells; ValueError (UnicodeDecodeError) or csv.Error where it is no such table."""
    with path.open(encoding=ENCODING, newline="") as file:
        return list(csv.reader(file, strict=True))


def write_cases(path: Path, layer: Layer, tables: CaseTables, setting: Setting) -> list[Change]:
    """Write the cases of a layer without geometries; return every value that had to change."""
    changes: list[Change] = []

    def lines() -> Iterator[Sequence[object]]:
        yield [column.name for column in FIELDS]
        for table in tables.batches(layer):
            fitted, more = fit_rows(layer, table)
            changes.extend(more)
            yield from zip(*(_cells(column, fitted[column.name], setting) for column in FIELDS), strict=True)

    write_lines(path, lines())
    path.with_suffix(".csvt").write_text(column_types(), encoding="ascii")
    return changes


def column_types() -> str:
    """Return what the .csvt says: the type of every column."""
    return ",".join(f'"{CSVT.get(column.kind, "String")}"' for column in FIELDS) + "\n"


def field_table(fields: Sequence[Field] = FIELDS) -> list[list[str]]:
    """Return the field table: name, type, unit, and what it means in both languages."""
    head = ["TEN_TRUONG", "KIEU", "DON_VI", "NHAN", "LABEL_EN"]
    return [
        head,
        *(
            [column.name, TYPES.get(column.kind, "C"), column.unit, column.vietnamese, column.english]
            for column in fields
        ),
    ]


@dataclass(frozen=True, slots=True)
class ReadPlainTable:
    """A table of cases to compare; raises ValueError or csv.Error where it cannot be read."""

    path: Path
    setting: Setting
    name: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the name that differences are reported under."""
        object.__setattr__(self, "name", self.path.name)

    def schema_differences(self) -> Sequence[Difference]:
        """Return whether the columns are others than those of the fields."""
        wanted, present = [column.name for column in FIELDS], self._lines()[0]
        return [] if wanted == present else [Difference(self.name, "columns", ",".join(wanted), ",".join(present))]

    def codes(self) -> pa.ChunkedArray | None:
        """Return the case codes in the order of the file; None where it has no such column."""
        if CASE_CODE not in self._lines()[0]:
            return None
        return pa.chunked_array([[row.get(CASE_CODE, "") for row in self._rows()]], pa.string())

    def tables(self) -> Iterator[pa.Table]:
        """Give all cases, labels turned back into codes."""
        rows = self._rows()
        yield pa.table({column.name: _values(column, rows, self.setting) for column in FIELDS})

    def _lines(self) -> list[list[str]]:
        return read_lines(self.path) or [[]]

    def _rows(self) -> list[dict[str, str]]:
        head, *lines = self._lines()
        return [dict(zip(head, line, strict=False)) for line in lines]


def _cells(column: Field, values: pa.ChunkedArray, setting: Setting) -> list[object]:
    cells: list[Any] = values.to_pylist()
    if column.kind is FieldKind.CODE:
        words = setting.labels[column.name]
        return [words.get(cell, cell) for cell in cells]
    if column.kind is FieldKind.AREA:
        return [square_metres(cell) for cell in cells]
    return cells


def _values(column: Field, rows: Sequence[Mapping[str, str]], setting: Setting) -> pa.Array:
    cells = [row.get(column.name, "") for row in rows]
    if column.kind is FieldKind.CODE:
        codes = {label: code for code, label in setting.labels[column.name].items()}
        return pa.array([codes.get(cell, cell) for cell in cells], pa.string())
    if column.kind is FieldKind.DATE:
        return pa.array([date.fromisoformat(cell) if cell else None for cell in cells], pa.date32())
    if column.kind is FieldKind.TEXT:
        return pa.array(cells, pa.string())
    return pa.array([_number(column, cell) for cell in cells], pa.float64())


def _number(column: Field, cell: str) -> float | None:
    try:
        return float(Decimal(cell) * (10 if column.kind is FieldKind.AREA else 1))
    except InvalidOperation:
        return None
