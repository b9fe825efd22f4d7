"""A workbook of one plain table, for reading: no formulas whatever texts begin with, headings that stay in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from openpyxl.cell import Cell

LONGEST_TEXT = 32_767
"""What a cell of a spreadsheet program holds."""
LONGEST_SHEET_NAME = 31


def write_plain_workbook(
    out: BinaryIO, sheet: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[float]
) -> None:
    """Write a table to ``out``; ``widths`` of the columns in letters. Texts stay texts, also "=1+1"."""
    book = Workbook(write_only=True)
    # The library's types know less of such a sheet than it can do.
    page: Any = book.create_sheet(sheet[:LONGEST_SHEET_NAME])
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    page.append([_cell(page, heading, bold=True) for heading in headings])
    for row in rows:
        page.append([_cell(page, value) for value in row])
    book.save(out)


def _cell(page: Any, value: Any, *, bold: bool = False) -> Cell:
    text = isinstance(value, str)
    cell: Cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT] if text else value)
    if text:
        # Else the library takes what begins with "=" for a formula, and a program would run it.
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
