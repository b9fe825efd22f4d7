"""The cells of a sheet of an OpenDocument workbook, from the XML as it streams by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from landtrack.domain.intake.source import CellError, SourceRow
from landtrack.formats.intake.cell_number import number
from landtrack.formats.intake.xml_events import StopReadingError

if TYPE_CHECKING:
    from landtrack.domain.intake.source import Value
    from landtrack.formats.intake.limits import Room

_CELLS = frozenset({"table-cell", "covered-table-cell"})
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_NUMBERS = frozenset({"float", "percentage", "currency"})
_WIDEST = 16_384
_DAY_HOURS = 24


@dataclass(slots=True)
class CellReading:
    """Handlers for the XML of a workbook; ``rows``, ``merged`` and ``bare`` of the sheet ``sheet`` fill up.

    Rows and cells are written once and repeated by number; empty ones, however many, cost nothing.
    ``bare`` are the cells whose formula comes without its value, by (row, column).
    """

    sheet: str
    room: Room
    rows: list[SourceRow] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    bare: list[tuple[int, int]] = field(default_factory=list)
    _inside: bool = False
    _row: int = 1
    _row_attributes: dict[str, str] = field(default_factory=dict)
    _column: int = 0
    _values: list[Value] = field(default_factory=list)
    _cell: dict[str, str] | None = None
    _depth: int = 0  # of elements inside the cell
    _aside: int = 0  # the depth at which a remark or a drawing began; 0: in none
    _lines: list[list[str]] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if self._cell is not None:
            self._depth += 1
            self._start_inside(tag, attributes)
        elif tag == "table":
            self._inside = attributes.get("table:name") == self.sheet
        elif not self._inside:
            return
        elif tag == "table-row":
            self._row_attributes, self._column, self._values = attributes, 0, []
        elif tag in _CELLS:
            self._cell, self._depth, self._aside, self._lines = attributes, 0, 0, []

    def text(self, words: str) -> None:
        """Take text between elements."""
        if self._lines and not self._aside:
            self._lines[-1].append(words)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._cell is not None and self._depth:
            if self._aside == self._depth:
                self._aside = 0
            self._depth -= 1
        elif self._cell is not None:
            self._finish_cell(self._cell, "\n".join("".join(line) for line in self._lines))
            self._cell = None
        elif self._inside and tag == "table-row":
            self._finish_row(self._row_attributes)
        elif self._inside and tag == "table":
            raise StopReadingError

    def _start_inside(self, tag: str, attributes: dict[str, str]) -> None:
        if self._aside:
            return
        if self._depth == 1 and tag != "p":
            self._aside = self._depth
        elif tag == "p":
            self._lines.append([])
        elif tag == "s":
            self._lines[-1].append(" " * min(_repeated(attributes, "text:c"), _WIDEST))
        elif tag in {"tab", "line-break"}:
            self._lines[-1].append("\t" if tag == "tab" else "\n")

    def _finish_cell(self, attributes: dict[str, str], text: str) -> None:
        many = _repeated(attributes, "table:number-columns-repeated")
        value = _value(attributes, text)
        if value is None and "table:formula" in attributes and "office:value-type" not in attributes:
            self.bare.append((self._row, self._column))
        if value is not None:
            if self._column + many > _WIDEST:
                raise ValueError(many)
            self._values.extend([None] * (self._column - len(self._values)))
            self._values.extend([value] * many)
        across = _repeated(attributes, "table:number-columns-spanned")
        down = _repeated(attributes, "table:number-rows-spanned")
        if across > 1 or down > 1:
            self.merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
        self._column += many

    def _finish_row(self, attributes: dict[str, str]) -> None:
        many = _repeated(attributes, "table:number-rows-repeated")
        if self._values:
            hidden = attributes.get("table:visibility", "visible") != "visible"
            values = tuple(self._values)
            self.room.take_all(many, many * len(values))
            self.rows.extend(SourceRow(self._row + place, values, hidden) for place in range(many))
        self._row += many


def _repeated(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 10 else 1  # noqa: PLR2004 - no sheet is so large


def _value(attributes: dict[str, str], text: str) -> Value:
    kind = attributes.get("office:value-type", "")
    if "error" in (kind, attributes.get("calcext:value-type")):
        return CellError(text or "#N/A")
    if kind in _NUMBERS:
        return number(attributes.get("office:value", ""))
    if kind == "boolean":
        return attributes.get("office:boolean-value") == "true"
    if kind == "date":
        return _day(attributes.get("office:date-value", ""))
    if kind == "time":
        return _time(attributes.get("office:time-value", ""))
    words = attributes.get("office:string-value", text) if kind == "string" else text
    return words if words.strip() else None


def _day(text: str) -> Value:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        # Days before year 1, and whatever else no calendar has: for a person to look at.
        return text or None


def _time(text: str) -> Value:
    found = _TIME.fullmatch(text)
    if found is None or int(found[1]) >= _DAY_HOURS:
        return text or None
    return time(int(found[1]), int(found[2]), int(found[3]))
