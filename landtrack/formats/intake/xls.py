"""Workbooks of Excel 97 to 2003 and before (.xls)."""

from __future__ import annotations

import struct
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.compdoc import CompDocError

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.source import CellError, SourceRow, SourceTable
from landtrack.formats.intake.cell_days import day_of
from landtrack.formats.intake.cell_number import whole
from landtrack.formats.intake.cell_problems import epoch_of_1904
from landtrack.formats.intake.limits import LARGEST_XLS_FILE, MEBIBYTE, Room
from landtrack.formats.intake.ole import OLE_START, ole_streams
from landtrack.formats.intake.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.domain.intake.source import Value
    from landtrack.formats.intake.incoming import Incoming

_BARE_STARTS = (b"\x09\x08\x08\x00", b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
"""Workbooks of before 1995 come without the container."""
_FAULTS = (
    XLRDError, CompDocError, struct.error, AssertionError, LookupError, ValueError, TypeError, AttributeError,
    OverflowError, MemoryError, EOFError,
)  # fmt: skip
"""What xlrd raises for damaged workbooks, beside its own error: it believes what the file says of itself."""
_WIDEST = 256


def knows(file: Incoming) -> bool:
    """Say whether this is an old workbook."""
    if file.head.startswith(OLE_START):
        return bool({"Workbook", "Book"} & ole_streams(file))
    return file.head.startswith(_BARE_STARTS)


def sheets(file: Incoming) -> tuple[str, ...]:
    """Return the names of the worksheets, visible ones first.

    Raises Refusal ``intake.encrypted``, ``intake.damaged``, ``intake.no_sheets``, ``intake.too_large``.
    """
    with _opened(file) as book:
        names = [(sheet.visibility != 0, sheet.name) for sheet in book.sheets()]
    if not names:
        raise Refusal("intake.no_sheets", file=file.name)
    return tuple(name for _, name in sorted(names, key=lambda one: one[0]))


def table(file: Incoming, sheet: str, _system: str | None = None) -> SourceTable:
    """Return a worksheet; rows that hold nothing are left out. Raises what :func:`sheets` raises."""
    room = Room(file.name)
    rows = []
    with _opened(file) as book:
        found = book.sheet_by_name(sheet)
        for place in range(found.nrows):
            values = _values(book, found, place)
            if values:
                room.take(len(values))
                shown = found.rowinfo_map.get(place)
                rows.append(SourceRow(place + 1, tuple(values), hidden=bool(shown and shown.hidden)))
        merged = tuple((top + 1, left, bottom, right - 1) for top, bottom, left, right in found.merged_cells)
        problems = (epoch_of_1904(sheet),) if book.datemode else ()
        hidden, from_1904 = found.visibility != 0, bool(book.datemode)
    return SourceTable(sheet, rows, merged=merged, problems=problems, hidden=hidden, from_1904=from_1904)


@contextmanager
def _opened(file: Incoming) -> Iterator[xlrd.Book]:
    if file.size > LARGEST_XLS_FILE:
        most = LARGEST_XLS_FILE // MEBIBYTE
        raise Refusal("intake.too_large", file=file.name, size=file.size // MEBIBYTE, most=most)
    try:
        # What xlrd prints about oddities goes nowhere; formats are needed for dates, hidden rows and merged cells.
        with xlrd.open_workbook(
            str(file.path), logfile=StringIO(), formatting_info=True, ragged_rows=True, encoding_override=file.encoding
        ) as book:
            yield book
    except _FAULTS as broken:
        if "encrypted" in str(broken):
            raise Refusal("intake.encrypted", file=file.name) from broken
        raise Refusal("intake.damaged", file=file.name) from broken


def _values(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int) -> list[Value]:
    values = [_value(book, cell) for cell in sheet.row(row)[:_WIDEST]]
    while values and values[-1] is None:
        values.pop()
    return values


def _value(book: xlrd.Book, cell: xlrd.sheet.Cell) -> Value:
    value = cell.value
    if isinstance(value, str):
        return value if value.strip() else None
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return whole(value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        shown = book.format_map[book.xf_list[cell.xf_index or 0].format_key].format_str
        return day_of(whole(value), shown, from_1904=bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return CellError(error_text_from_code.get(int(value), "#N/A"))
    return None


READER = Reader("xls", ("xls",), knows, sheets, table)
