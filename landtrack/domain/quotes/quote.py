"""Quoted figures: what an official text says, word for word, and which computed figure it is to be set against."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.office.office_cells import RowCells


class QuoteKind(StrEnum):
    """What is quoted: a figure as it stood, an aim that was set, or a remark typed with the quote."""

    FIGURE = "figure"
    AIM = "aim"
    NOTE = "note"


class QuoteUnit(StrEnum):
    """What the value counts; percent are of the cases."""

    CASES = "cases"
    HECTARES = "hectares"
    PERCENT = "percent"


class QuoteColumn(StrEnum):
    """Which of the cases it counts: all that were found, those resolved, the rest."""

    FOUND = "found"
    RESOLVED = "resolved"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Quote:
    """One figure of a ``statement`` (quotes of one sentence share it), as published.

    ``bands`` empty means all cases. ``value`` keeps its precision: 88.6 says more than 89 and less than 88.60; None
    in a note. ``compare_on`` is the day whose figures it is set against when nobody asks for another.
    """

    statement: str
    kind: QuoteKind
    unit: QuoteUnit
    column: QuoteColumn
    bands: tuple[Band, ...]
    value: Decimal | None
    source: str
    page: str
    published: date
    compare_on: date
    wording: str
    note: str = ""
    note_en: str = ""

    @property
    def places(self) -> int:
        """Return how many decimals the value was quoted with."""
        exponent = Decimal(0 if self.value is None else self.value).as_tuple().exponent
        return max(0, -int(exponent))


def parse_quote(cells: RowCells) -> Quote:
    """Return the row; a figure and an aim need a value, a note needs its text."""
    kind = cells.choice("kind", QuoteKind, QuoteKind.FIGURE)
    value = None if kind is QuoteKind.NOTE else cells.number("value")
    unit = cells.choice("unit", QuoteUnit, QuoteUnit.CASES)
    if unit is QuoteUnit.CASES and value is not None and value != int(value):
        raise Refusal("table.field_whole", table=cells.table, key=cells.key, field="value", text=str(value))
    return Quote(
        cells.text("statement", required=True), kind, unit, cells.choice("column", QuoteColumn, QuoteColumn.FOUND),
        cells.choices("bands", Band), value, cells.text("source", required=True), cells.text("page"),
        cells.day("published"), cells.day("compare_on"), cells.text("wording", required=True),
        cells.text("note", required=kind is QuoteKind.NOTE), cells.text("note_en"),
    )  # fmt: skip
