"""A workbook of ours read again, by the very reader that imports it, and held against the cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from landtrack.domain.errors import Refusal
from landtrack.domain.question import spelled_day
from landtrack.formats.comparison import READ_FAULTS, Difference, unreadable
from landtrack.formats.exports.in_order import compare_in_order
from landtrack.formats.exports.workbook_columns import NO, YES, columns, workbook_rows
from landtrack.formats.exports.workbook_guide import GUIDE
from landtrack.formats.intake.open_source import open_source
from landtrack.formats.shapefile_fields import FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from landtrack.formats.case_tables import CaseTables, Setting
    from landtrack.formats.exports.workbook_columns import Column
    from landtrack.formats.fitting import Change

FILE = "vu_viec.xlsx"
CASES, LISTS, CODES, MANIFEST_SHEET = "Vụ việc", "Danh mục", "Bảng mã", "landtrack"
ROWS_AT_ONCE = 20_000
NO_NUMBER = float("nan")


def without_lists(sheets: Sequence[str]) -> tuple[str, ...]:
    """Return the sheets without those that explain a workbook of ours, whichever program saved it since."""
    ours = {CASES, GUIDE, MANIFEST_SHEET} <= set(sheets)
    return tuple(sheet for sheet in sheets if not (ours and sheet in {GUIDE, LISTS, CODES, MANIFEST_SHEET}))


def manifest_in_workbook(path: Path) -> str:
    """Return the manifest; Refusal ``check.no_manifest`` or ``check.not_ours`` where there is none."""
    return "\n".join(row[0] for row in _lines(path, MANIFEST_SHEET))


def codes_in_workbook(path: Path) -> list[list[str]]:
    """Return the lines of the code table; Refusal where there is none."""
    return _lines(path, CODES)


def _lines(path: Path, sheet: str) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in _rows(path, sheet)]


def _rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    try:
        return [row.values for row in open_source(path, "workbook.xlsx").table(sheet).rows]
    except Refusal as refusal:
        if refusal.code == "intake.no_sheet":
            raise Refusal("check.no_manifest", file=str(path)) from refusal
        raise Refusal("check.not_ours", file=str(path), reason=refusal.code) from refusal


@dataclass(slots=True)
class ReadWorkbook:
    """The sheet of cases to compare; raises ValueError where a cell is nothing of its kind."""

    rows: list[tuple[Any, ...]]
    columns: tuple[Column, ...]
    setting: Setting
    name: str = CASES

    def schema_differences(self) -> Sequence[Difference]:
        """Return whether the headings are others than those of the columns."""
        wanted, present = [column.heading for column in self.columns], [str(cell) for cell in self._head()]
        return [] if wanted == present else [Difference(self.name, "columns", ", ".join(wanted), ", ".join(present))]

    def codes(self) -> pa.ChunkedArray | None:
        """Return the case codes in the order of the sheet; None where it has no such column."""
        if not self._head() or self._head()[0] != self.columns[0].heading:
            return None
        return pa.chunked_array([[str(row[0] or "") for row in self.rows[1:]]], pa.string())

    def tables(self) -> Iterator[pa.Table]:
        """Give the cases, some at a time, labels turned back into codes; a column that is missing stays so."""
        head = self._head()
        for start in range(1, max(len(self.rows), 2), ROWS_AT_ONCE):
            some = self.rows[start : start + ROWS_AT_ONCE]
            arrays = {}
            for column in self.columns:
                if column.heading in head:
                    place = head.index(column.heading)
                    cells = [row[place] if place < len(row) else None for row in some]
                    arrays[column.field.name] = _values(column, cells, self.setting)
            yield pa.table(arrays)

    def _head(self) -> tuple[Any, ...]:
        return self.rows[0] if self.rows else ()


def compare_workbook(tables: CaseTables, folder: Path, setting: Setting, changes: list[Change]) -> Iterator[Difference]:
    """Give every difference between the sheet and the tables; ``changes`` stays as it is."""
    del changes
    some = columns(identities=setting.identities)
    rows = workbook_rows(tables)
    try:
        found = ReadWorkbook(_rows(folder / FILE, CASES), some, setting)
        fields = tuple(column.field for column in some)
        yield from compare_in_order(lambda: iter((rows,)), found, 0, fields)
    except (Refusal, *READ_FAULTS) as fault:
        yield unreadable(CASES, fault)


def _values(column: Column, cells: Sequence[Any], setting: Setting) -> pa.Array:
    kind = column.field.kind
    if kind is FieldKind.CODE:
        codes = {label: code for code, label in setting.labels[column.field.name].items()}
        return pa.array([codes.get(text := str(cell or ""), text) for cell in cells], pa.string())
    if kind is FieldKind.TEXT:
        return pa.array(["" if cell is None else str(cell) for cell in cells], pa.string())
    if kind is FieldKind.DATE:
        return pa.array([_day(cell) for cell in cells], pa.date32())
    if kind is FieldKind.FLAG:
        words = {YES: 1.0, NO: 0.0}
        return pa.array([words.get(str(cell), NO_NUMBER) for cell in cells], pa.float64())
    factor = 10 if kind is FieldKind.AREA else 1
    numbers = [0.0 if cell is None else _number(cell) * factor for cell in cells]
    return pa.array(numbers, pa.float64())


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return spelled_day(cell) if isinstance(cell, str) else cell


def _number(cell: Any) -> float:
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else NO_NUMBER
