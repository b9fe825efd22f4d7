"""Workbooks of Excel and its kin (.xlsx, .xlsm): values as they were last computed, errors as errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.intake.problem import Problem, Severity
from landtrack.domain.intake.source import SourceTable
from landtrack.formats.intake.cell_problems import epoch_of_1904, formulas_without_value
from landtrack.formats.intake.limits import Room
from landtrack.formats.intake.reader import Reader
from landtrack.formats.intake.safe_zip import opened_zip
from landtrack.formats.intake.xlsx_book import read_book, read_date_styles, read_texts
from landtrack.formats.intake.xlsx_cells import CellReading, without_empty
from landtrack.formats.intake.xml_events import read_xml

if TYPE_CHECKING:
    from landtrack.formats.intake.incoming import Incoming


def knows(file: Incoming) -> bool:
    """Say whether this is an .xlsx workbook."""
    return file.members is not None and "xl/workbook.xml" in file.members


def sheets(file: Incoming) -> tuple[str, ...]:
    """Return the names of the worksheets, visible ones first.

    Raises what :func:`~landtrack.formats.intake.safe_zip.opened_zip` raises, and Refusal ``intake.no_sheets``.
    """
    with opened_zip(file) as packed:
        book = read_book(packed)
    return tuple(sheet.name for sheet in sorted(book.sheets, key=lambda sheet: not sheet.visible))


def table(file: Incoming, sheet: str, _system: str | None = None) -> SourceTable:
    """Return a worksheet; rows that hold nothing are left out.

    Raises Refusal ``intake.damaged``, ``intake.too_many_rows``, ``intake.too_many_cells``, ``intake.zip_bomb``.
    """
    with opened_zip(file) as packed:
        book = read_book(packed)
        own = next(one for one in book.sheets if one.name == sheet)
        cells = CellReading(read_texts(packed), read_date_styles(packed), book.from_1904, Room(file.name))
        read_xml(file.name, without_empty(packed.stream(own.member)), cells.start, cells.end, cells.text)
    problems = formulas_without_value(sheet, cells.bare)
    if book.from_1904:
        problems.append(epoch_of_1904(sheet))
    if book.macros:
        problems.append(Problem(Severity.NOTE, "intake.macros", sheet=sheet))
    merged = tuple(cells.merged)
    return SourceTable(
        sheet,
        cells.rows,
        merged=merged,
        problems=tuple(problems),
        hidden=not own.visible,
        from_1904=book.from_1904,
    )


READER = Reader("xlsx", ("xlsx", "xlsm"), knows, sheets, table)
