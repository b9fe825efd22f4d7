"""The cells of an .xlsx sheet, from the sheet's XML as it streams by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.source import CellError, SourceRow
from landtrack.formats.intake.cell_days import day_of
from landtrack.formats.intake.cell_number import number
from landtrack.formats.intake.xlsx_book import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from landtrack.domain.intake.source import Value
    from landtrack.formats.intake.limits import Room

_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?(?:/>|></c>)')
_EMPTY_ROW = re.compile(rb'<row r="[0-9]+"(?: [A-Za-z0-9:]+="[^"<>]*")*(?:/>|></row>)')
_DIGITS = "0123456789"
MOST_MERGED = 100_000
WIDEST = 16_384


def without_empty(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Leave out cells and rows that hold nothing but a style: a million of them are the rule, not an exception.

    They name their own place, so nothing moves; whatever is written differently is left to the parser.
    """
    kept = b""
    for piece in pieces:
        whole, cut, rest = (kept + piece).rpartition(b"<")
        whole, kept = (whole, cut + rest) if cut else (rest, b"")
        if b"<!" not in whole:
            whole = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", whole))
        yield whole
    yield kept


@dataclass(slots=True)
class CellReading:
    """Handlers for the XML of a sheet; ``rows``, ``merged`` and ``bare`` fill up.

    ``bare`` are the cells whose formula comes without its value, by (row, column). ``texts`` and ``dates`` are the
    workbook's shared texts and date styles.
    """

    texts: list[str]
    dates: dict[str, str]
    from_1904: bool
    room: Room
    rows: list[SourceRow] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    bare: list[tuple[int, int]] = field(default_factory=list)
    _values: list[Value] = field(default_factory=list)
    _row: int = 0
    _hidden: bool = False
    _column: int = -1
    _kind: str = "n"
    _style: str = "0"
    _formula: bool = False
    _aloud: bool = False  # inside a help for pronouncing
    _text: list[str] | None = None
    _parts: list[str] = field(default_factory=list)
    _columns: dict[str, int] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if tag == "c":
            place = attributes.get("r")
            self._column = self._column + 1 if place is None else self._place(place)
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._formula = False
            self._parts.clear()
        elif tag in {"v", "t"}:
            self._text = None if self._aloud else self._parts
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            row = attributes.get("r", "")
            self._row = int(row) if row.isdecimal() else self._row + 1
            self._hidden = attributes.get("hidden") in {"1", "true"}
            self._column, self._values = -1, []
        elif tag == "mergeCell" and len(self.merged) < MOST_MERGED:
            self._merge(attributes.get("ref", ""))
        elif tag == "rPh":
            self._aloud = True

    def text(self, words: str) -> None:
        """Take text between elements."""
        if self._text is not None:
            self._text.append(words)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in {"v", "t"}:
            self._text = None
        elif tag == "c":
            self._finish_cell("".join(self._parts))
        elif tag == "row":
            self._finish_row()
        elif tag == "rPh":
            self._aloud = False

    def _place(self, place: str) -> int:
        letters = place.rstrip(_DIGITS)
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters)
        return column

    def _merge(self, reference: str) -> None:
        corners = [corner.replace("$", "") for corner in reference.split(":")]
        rows = [corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for corner in corners]
        if len(corners) == 2 and all(row.isdecimal() for row in rows):  # noqa: PLR2004 - from and to
            first, last = (self._place(corner) for corner in corners)
            self.merged.append((int(rows[0]), first, int(rows[1]), last))

    def _finish_cell(self, text: str) -> None:
        if not text and self._formula and self._kind != "str":
            self.bare.append((self._row, self._column))
        if not text:
            return
        value = self._value(text)
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        missing = self._column + 1 - len(self._values)
        if missing > 0:
            self._values.extend([None] * missing)
        self._values[self._column] = value

    def _value(self, text: str) -> Value:
        kind = self._kind
        if kind == "s":
            place = int(text) if text.isdecimal() else -1
            if not 0 <= place < len(self.texts):
                # The texts were lost, or cut off: as an empty cell that would go unseen.
                raise Refusal("intake.damaged", file=self.room.file)
            return self.texts[place]
        if kind in {"n", ""}:
            value = number(text)
            return text if value is None else self._dated(value)
        if kind == "e":
            return CellError(text)
        if kind == "b":
            return text in {"1", "true"}
        if kind == "d":
            return datetime.fromisoformat(text)
        return plain_text(text)

    def _dated(self, value: float) -> Value:
        shown = self.dates.get(self._style)
        return value if shown is None else day_of(value, shown, from_1904=self.from_1904)

    def _finish_row(self) -> None:
        if self._values:
            self.room.take(len(self._values))
            self.rows.append(SourceRow(self._row, tuple(self._values), self._hidden))
        self._values = []


def column_number(letters: str) -> int:
    """Return the column, from 0, that letters name ("A": 0, "AA": 26); ValueError for one that no sheet has."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    if not 0 < place <= WIDEST:
        raise ValueError(letters)
    return place - 1
