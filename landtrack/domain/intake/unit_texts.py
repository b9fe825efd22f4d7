"""What a table calls its area units, each name once: by all of them together the day is told that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.intake.cell_texts import read_unit
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.legacy_text import to_unicode
from landtrack.domain.intake.other_rows import OtherRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceTable, Value


def unit_texts(table: SourceTable, reading: Reading) -> frozenset[str]:
    """Return the texts of the column of units, else the communes over their cases, and what stands for the file."""
    place = reading.column_of(Field.UNIT)
    if place is None:
        found = set(_above(table, reading))
    else:
        spelling = reading.columns[place].spelling
        cells = set(_cells(table, reading, place)) - {None}
        found = {read_unit(to_unicode(cell, spelling) if isinstance(cell, str) else cell)[0] for cell in cells}
    return frozenset(text for text in (*found, reading.unit) if text)


def _cells(table: SourceTable, reading: Reading, place: int) -> Iterator[Value]:
    first, last = reading.first_row, reading.last_row
    return (row.values[place] for row in table.rows if first <= row.number <= last and place < len(row.values))


def _above(table: SourceTable, reading: Reading) -> Iterator[str]:
    others = OtherRows(table, reading)
    for place, row in enumerate(table.rows):
        if reading.first_row <= row.number <= reading.last_row:
            others.is_other(row, has_shape=table.shapes is not None and table.shapes[place] is not None)
            if others.unit is not None:
                yield others.unit[0]
