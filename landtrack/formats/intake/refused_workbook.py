"""The rows that an import refused, as a workbook with the same columns and the reason.

Nothing in it can run: a text is written as a text whatever it begins with, numbers, days and errors as themselves.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.source import CellError, column_letters
from landtrack.formats.archive import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from landtrack.domain.intake.source import Value

LONGEST_CELL = 32_767
NO_VALUE = "#VALUE!"
"""The error that stands for a formula without a value, and for errors that Excel does not know."""
_DAY = "dd/mm/yyyy"
_WIDTH, _REASON_WIDTH = 16, 60
_REASON_FILL = PatternFill("solid", fgColor="FFF2CC")
_FIRST_DAY = date(1900, 3, 1)
"""Before this day Excel's numbers of days are off by one."""


def write_refused_workbook(
    out: Path, sheet: str, headings: Sequence[str], rows: Iterable[tuple[Sequence[Value], str]], reason: str
) -> None:
    """Write the rows with their reasons to ``out``, all or nothing; ``reason`` is the heading of the last column.

    Raises Refusal ``file.not_written``.
    """
    try:
        with replacing(out) as file:
            _book(sheet, headings, rows, reason).save(file)
    except OSError as fault:
        raise Refusal("file.not_written", file=out.name, reason=fault.strerror or str(fault)) from fault


def _book(sheet: str, headings: Sequence[str], rows: Iterable[tuple[Sequence[Value], str]], reason: str) -> Workbook:
    book = Workbook(write_only=True)
    page: Any = book.create_sheet(_title(sheet))  # the stubs know no columns of a sheet that is only written
    for place in range(len(headings)):
        page.column_dimensions[column_letters(place)].width = _WIDTH
    page.column_dimensions[column_letters(len(headings))].width = _REASON_WIDTH
    page.freeze_panes = "A2"
    page.append([_heading(page, text) for text in (*headings, reason)])
    for values, why in rows:
        padded = [*values, *[None] * (len(headings) - len(values))][: len(headings)]
        page.append([*(_cell(page, value) for value in padded), _reason(page, why)])
    return book


def _cell(page: Any, value: Value) -> Any:
    if value is None or isinstance(value, CellError):
        return _error(page, value.text) if isinstance(value, CellError) else None
    if isinstance(value, bool):
        return _text(page, "1" if value else "0")
    if isinstance(value, int | float | Decimal):
        cell: Any = WriteOnlyCell(page)
        cell.value = value
        cell.data_type = "n"
        return cell
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date) and value >= _FIRST_DAY:
        cell = WriteOnlyCell(page)
        cell.value = value
        cell.number_format = _DAY
        return cell
    return _text(page, f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value))


def _text(page: Any, text: str) -> Any:
    """Return a cell of text: as such it is stored, so that no program takes "=1+1" for a formula."""
    cell = WriteOnlyCell(page, value="")
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST_CELL]
    cell.data_type = "s"
    # A program that lets a person edit the cell keeps it a text, too.
    cell.number_format = "@"
    return cell


def _error(page: Any, text: str) -> Any:
    """Return a cell with an error: as a text it would be one that is fine, where the column holds texts."""
    cell: Any = WriteOnlyCell(page)
    cell.value = text if text in ERROR_CODES else NO_VALUE
    cell.data_type = "e"
    return cell


def _heading(page: Any, text: str) -> Any:
    cell = _text(page, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _reason(page: Any, text: str) -> Any:
    cell = _text(page, text)
    cell.fill = _REASON_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _title(sheet: str) -> str:
    kept = "".join("-" if letter in "[]:*?/\\" else letter for letter in ILLEGAL_CHARACTERS_RE.sub("", sheet))
    return kept.strip("'")[:31] or "Sheet"
