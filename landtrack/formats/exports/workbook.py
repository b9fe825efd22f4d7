"""The workbook that goes to a commune and comes back: a row for each case, code and version protected, lists."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from math import ceil
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from landtrack.domain.errors import Refusal
from landtrack.formats.archive import FULL
from landtrack.formats.case_tables import Layer
from landtrack.formats.code_labels import CODE_TABLE
from landtrack.formats.exports.columns import VERSION, WITH_VERSION
from landtrack.formats.exports.export_format import ExportFormat
from landtrack.formats.exports.inline_text import inline_text
from landtrack.formats.exports.single_file import SingleFile
from landtrack.formats.exports.workbook_columns import NO, YES, columns, lists, workbook_rows
from landtrack.formats.exports.workbook_guide import GUIDE, write_guide
from landtrack.formats.exports.workbook_reading import (
    CASES,
    CODES,
    FILE,
    LISTS,
    MANIFEST_SHEET,
    codes_in_workbook,
    compare_workbook,
    manifest_in_workbook,
)
from landtrack.formats.plain_table import read_lines
from landtrack.formats.shapefile_fields import CASE_CODE, FieldKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa
    from xlsxwriter.worksheet import Worksheet

    from landtrack.formats.case_tables import CaseTables, Setting
    from landtrack.formats.exports.workbook_columns import Column
    from landtrack.formats.fitting import Change

MOST_CASES = 200_000
ROWS_AT_ONCE = 5_000
LAST_ROW = 1_048_575
A4 = 9
PAGES_ACROSS = 2
LINE, MOST_LINES, LETTERS_IN_WIDTH = 15, 20, 1.1
"""The height of a line in points; the most lines of a row; letters are narrower than the digits widths count."""
FIRST_EXCEL_DAY = date(1900, 3, 1)
"""Before it, spreadsheet programs disagree about the number of a day: such days are written as text."""
FORMATS = {FieldKind.DATE: "dd/mm/yyyy", FieldKind.AREA: "#,##0.0", FieldKind.COUNT: "0"}
PLAIN = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
ALLOWED = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}


def write_workbook(tables: CaseTables, folder: Path, setting: Setting) -> list[Change]:
    """Write the file into ``folder``; nothing has to change."""
    path = folder / FILE
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(folder), **PLAIN})
    # Else it would be the moment of writing, and the same question would give other bytes tomorrow.
    book.set_properties({"title": CASES, "created": datetime.combine(setting.as_of, time(), UTC).replace(tzinfo=None)})
    some = columns(identities=setting.identities)
    rows = workbook_rows(tables)
    sheets = {name: book.add_worksheet(name) for name in (CASES, GUIDE, LISTS, CODES, MANIFEST_SHEET)}
    try:
        _write_cases(book, sheets[CASES], some, rows, setting)
        write_guide(book, sheets[GUIDE], setting)
        _write_lists(sheets[LISTS], setting)
        _write_lines(sheets[CODES], read_lines(folder / CODE_TABLE))
        _write_lines(sheets[MANIFEST_SHEET], [[line] for line in setting.manifest.splitlines()])
        for name in (LISTS, CODES, MANIFEST_SHEET):
            sheets[name].hide()
        book.close()
    except FileCreateError as fault:
        if any(os.strerror(number) in str(fault) for number in FULL):
            raise Refusal("export.disk_full", folder=gettempdir()) from fault
        raise Refusal("file.not_written", file=path.name, reason=str(fault)) from fault
    return []


def _write_cases(book: Any, sheet: Worksheet, some: Sequence[Column], rows: pa.Table, setting: Setting) -> None:
    open_cell = [book.add_format(_shape(column)) for column in some]
    locked = book.add_format({"num_format": "@", "bg_color": "#eeeeee", "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#d9e8e3"})
    for place, column in enumerate(some):
        # The version of a new row stays empty; its code may be typed.
        plain = locked if column.field is VERSION else open_cell[place]
        sheet.set_column(place, place, column.width, plain)
    _set_up(sheet, some, rows.num_rows)
    _offer(sheet, some, setting)
    for place, column in enumerate(some):
        sheet.write_string(0, place, column.heading, head)
    kept = {CASE_CODE, VERSION.name}
    shapes = [locked if column.field.name in kept else open_cell[place] for place, column in enumerate(some)]
    number = 0
    for start in range(0, rows.num_rows, ROWS_AT_ONCE):
        piece = rows.slice(start, ROWS_AT_ONCE)
        cells = [_cells(column, piece[column.field.name].to_pylist(), setting) for column in some]
        for row in zip(*cells, strict=True):
            number += 1
            if (lines := _lines_of(row, some)) > 1:
                sheet.set_row(number, LINE * lines)
            for place, cell in enumerate(row):
                _write(sheet, number, place, cell, shapes[place])


def _lines_of(row: Sequence[Any], some: Sequence[Column]) -> int:
    """Return how many lines the longest words of a row need: not every program stretches a row by itself."""
    needed = 1
    for cell, column in zip(row, some, strict=True):
        if isinstance(cell, str) and len(cell) > column.width:
            needed = max(needed, ceil(len(cell) / (column.width * LETTERS_IN_WIDTH)))
    return min(needed, MOST_LINES)


def _write(sheet: Worksheet, row: int, place: int, cell: Any, shape: Any) -> None:
    """Write a value as what it is; a text is never a formula, an address or a number."""
    if isinstance(cell, str):
        sheet.write_string(row, place, inline_text(cell), shape)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, shape)
    elif cell is not None:
        sheet.write_number(row, place, cell, shape)


def _cells(column: Column, values: list[Any], setting: Setting) -> list[Any]:
    """Return what the cells hold: None for nothing."""
    kind = column.field.kind
    if kind is FieldKind.CODE:
        words = setting.labels[column.field.name]
        return [words.get(value, value) or None for value in values]
    if kind is FieldKind.FLAG:
        return [YES if value else NO for value in values]
    if kind is FieldKind.AREA:
        return [value / 10 if value else None for value in values]
    if kind is FieldKind.DATE:
        return [f"{value:%d/%m/%Y}" if value is not None and value < FIRST_EXCEL_DAY else value for value in values]
    return [value or None for value in values] if kind is FieldKind.TEXT else values


def _shape(column: Column) -> dict[str, Any]:
    """Return how a cell looks: long words in lines of their own, days and numbers off the text that follows them."""
    kind = column.field.kind
    shape: dict[str, Any] = {"num_format": FORMATS.get(kind, "@"), "locked": False, "valign": "top"}
    if kind is FieldKind.DATE:
        return shape | {"align": "center"}
    if kind in {FieldKind.AREA, FieldKind.COUNT}:
        return shape | {"align": "right", "indent": 1}
    return shape | {"text_wrap": True}


def _set_up(sheet: Worksheet, some: Sequence[Column], cases: int) -> None:
    """Freeze the headings, filter, protect without a password, and print on A4 across: two sheets side by side."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(cases, 1), len(some) - 1)
    sheet.protect("", ALLOWED)
    sheet.set_row(0, 48)
    sheet.set_landscape()
    sheet.set_paper(A4)
    # On a single one the letters of all columns would be a millimetre high.
    sheet.fit_to_pages(PAGES_ACROSS, 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&L&A&RTrang &P/&N")


def _offer(sheet: Worksheet, some: Sequence[Column], setting: Setting) -> None:
    """Offer the lists, and refuse what is no day or no area, in all rows: also in those that are still empty."""
    offered = lists(setting)
    for place, column in enumerate(some):
        rule: dict[str, Any] = {"ignore_blank": True, "error_title": column.heading}
        if column.listed and offered[column.listed]:
            letter = chr(ord("A") + list(offered).index(column.listed))
            source = f"='{LISTS}'!${letter}$2:${letter}${len(offered[column.listed]) + 1}"
            rule |= {"validate": "list", "source": source, "error_type": "warning" if column.loose else "stop"}
            rule |= {
                "error_message": "Hãy chọn trong danh sách."
                if not column.loose
                else "Mã loại đất không có trong danh sách."
            }
        elif column.field.kind is FieldKind.DATE:
            rule |= {"validate": "date", "criteria": ">=", "value": FIRST_EXCEL_DAY}
            rule |= {"error_message": "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 30/11/2023."}
        elif column.field.kind is FieldKind.AREA:
            rule |= {"validate": "decimal", "criteria": ">=", "value": 0}
            rule |= {"error_message": "Nhập diện tích bằng số, đơn vị m²."}
        else:
            continue
        sheet.data_validation(1, place, LAST_ROW, place, rule)


def _write_lists(sheet: Worksheet, setting: Setting) -> None:
    offered = lists(setting)
    deepest = max(map(len, offered.values()))
    heads = [[name, *words, *[""] * (deepest - len(words))] for name, words in offered.items()]
    _write_lines(sheet, list(zip(*heads, strict=True)))


def _write_lines(sheet: Worksheet, lines: Sequence[Sequence[str]]) -> None:
    for row, line in enumerate(lines):
        for place, cell in enumerate(line):
            if cell:
                sheet.write_string(row, place, inline_text(cell))


WORKBOOK = ExportFormat(
    "workbook",
    "Write the cases to OUT.xlsx: to be filled in, and brought back by `landtrack import`.",
    1,
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    dict.fromkeys(Layer, CASES),
    write_workbook,
    compare_workbook,
    single=SingleFile(FILE, b"PK", manifest_in_workbook, codes_in_workbook),
    systems=("EPSG:9214",),
    fields=WITH_VERSION,
    most=MOST_CASES,
    identities=True,
)
