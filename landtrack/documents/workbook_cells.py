"""Cells of the Biểu: every value as what it is, and as exact as the register; a text is never a formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from landtrack.documents.template_values import printable
from landtrack.domain.progress import TENTHS_IN_HECTARE
from landtrack.formats.exports.workbook import FIRST_EXCEL_DAY

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT = "Times New Roman"
COUNT, HECTARES, SQUARE_METRES, SHARE, DAY = "#,##0", "#,##0.00", "#,##0.0", "0.00%", "dd/mm/yyyy"
LONGEST_TEXT = 2_000
LONGEST_FURNITURE = 180
"""Letters of a header or footer: the file format allows 255, with the codes."""
RICH = "<r>"
Cell = str | int | Decimal | date | None


def exact_hectares(area: int) -> Decimal:
    """Return tenths of m² as hectares, not rounded: the format of the cell rounds what is shown."""
    return Decimal(area) / TENTHS_IN_HECTARE


def exact_square_metres(area: int) -> Decimal:
    """Return tenths of m² as m²; exact."""
    return Decimal(area).scaleb(-1)


def shape(book: Workbook, number: str = "@", **more: Any) -> Format:
    """Return a format in the office's letters."""
    return book.add_format({"font_name": FONT, "font_size": 11, "valign": "vcenter", "num_format": number, **more})


def write(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    """Write one cell; numbers as decimals, since a binary one may show a digit that nobody entered."""
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, column, plain(cell), look)
    elif isinstance(cell, date):
        if cell < FIRST_EXCEL_DAY:
            sheet.write_string(row, column, f"{cell:%d/%m/%Y}", look)
        else:
            sheet.write_datetime(row, column, cell, look)
    else:
        sheet.write_number(row, column, cell, look)


def plain(text: str) -> str:
    """Return a text that the writer of the file takes for nothing but a text."""
    spelled = printable(text)[:LONGEST_TEXT]
    # It would put a text that begins so into the file as it is, as markup.
    return f" {spelled}" if spelled.startswith(RICH) else spelled


def furniture(text: str) -> str:
    """Return a text for a header or footer, in which "&" begins a code."""
    return printable(text)[:LONGEST_FURNITURE].replace("&", "&&")[:LONGEST_FURNITURE]
