"""How a table is read: heading row, meaning of every column, coordinate system, spelling. Every guess can be changed.

A reading is what ``--mapping FILE`` holds as JSON, what the page's first step shows, and what is remembered per source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from landtrack.domain.intake.field import Field


FRAME = "frame"
"""The decision that names the day of the file's area units (yyyy-mm-dd)."""


class Spelling(StrEnum):
    """How Vietnamese letters are written in the file."""

    UNICODE = "unicode"  # NFC or NFD alike: made NFC
    TCVN3 = "tcvn3"
    VNI = "vni"
    WINDOWS_1258 = "windows-1258"


class AreaUnit(StrEnum):
    """In what the areas of a column are given."""

    SQUARE_METRES = "m2"
    HECTARES = "ha"


class AxisOrder(StrEnum):
    """What X means in the columns X and Y, and in lists of corners."""

    X_NORTH = "x_north"  # as Vietnamese field sheets write it: X is the northing
    X_EAST = "x_east"  # as drawing programs write it; in degrees X is the longitude


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading as written (lines of several heading rows joined by " / ") and what it means.

    ``meaning`` None is a column that is not read. ``area_unit`` only for areas. ``spelling`` is the column's own,
    since fonts are mixed within one sheet. ``sure`` False is a guess that a person should look at.
    """

    heading: str
    meaning: Field | None
    area_unit: AreaUnit | None = None
    spelling: Spelling = Spelling.UNICODE
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a table.

    ``heading_rows`` are the row numbers of the headings, empty where the format gives them; ``first_row`` and
    ``last_row`` (inclusive) are the rows of cases between them and totals or signatures. ``unit`` (code) and
    ``found_on`` stand for columns that are missing; "" and None: nothing does. ``system`` is the coordinate system
    to read shapes and X/Y in (None: there are none, or it is unknown and must be chosen). ``hidden_rows`` True reads
    hidden rows like the others. ``decisions`` keeps what a person decided against the guess ("system": "EPSG:9209 …").
    ``defaults`` are further values for the whole file, as typed, by the name of their field ("kind": "Lấn đất"): they
    stand where a row has no column or an empty cell.
    """

    sheet: str
    heading_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    encoding: str = ""
    system: str | None = None
    axes: AxisOrder = AxisOrder.X_NORTH
    unit: str = ""
    found_on: date | None = None
    hidden_rows: bool = True
    decisions: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    def column_of(self, meaning: Field) -> int | None:
        """Return the first column (from 0) that means ``meaning``, None where there is none."""
        return next((place for place, column in enumerate(self.columns) if column.meaning is meaning), None)
