"""A table as a file holds it, before anything is understood: cells with their addresses, and shapes as they lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.intake.problem import Problem


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds an error of the spreadsheet program instead of a value, such as ``#REF!``."""

    text: str


Value = str | int | float | Decimal | bool | date | datetime | time | CellError | None
"""What a cell holds; an empty cell is None, never ""."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of the file. ``number`` is the one that its program shows: from 1, in shapes the feature's own id."""

    number: int
    values: tuple[Value, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One sheet, or one layer of shapes.

    ``headings`` are given by formats that have them (layers, DBF) and None where they are rows like others
    (spreadsheets, CSV), to be found. ``shapes`` holds the WKB of every row (None: no geometry) in ``system``, the
    coordinate system that the file declares ("EPSG:9214", or WKT that is none of ours; None: it declares nothing).
    ``encoding`` is how texts were decoded, "" where the format leaves no choice. ``merged`` are merged ranges as
    (first row, first column, last row, last column), rows by number, columns from 0; the value stands in the first
    cell. ``problems`` are what the reader already saw: rows beyond a limit, a file without .prj, macros.
    """

    sheet: str
    rows: Sequence[SourceRow]
    headings: tuple[str, ...] | None = None
    shapes: Sequence[bytes | None] | None = None
    system: str | None = None
    encoding: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    hidden: bool = False
    """Whether its program does not show the sheet: an old copy, as often as not."""
    from_1904: bool = False
    """Whether plain numbers that mean days count from 1904, and not from 1900."""

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return max((len(row.values) for row in self.rows), default=len(self.headings or ()))


def column_letters(column: int) -> str:
    """Return the letters of a spreadsheet's column, from 0: "A", "Z", "AA"."""
    letters = ""
    number = column + 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def cell_address(table: SourceTable, column: int, row: int) -> str:
    """Return how a person finds the cell: "F12" in a spreadsheet, "DT_M2 12" where columns have names of their own."""
    if table.headings is None:
        return f"{column_letters(column)}{row}"
    return f"{table.headings[column]} {row}"
