"""Plain numbers that mean days in workbooks which count them from 1904: they become the days that they mean.

Everywhere else a number of a day counts from 1900; read so, these would lie four years too early.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import Field

if TYPE_CHECKING:
    from collections.abc import Collection

    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceRow, SourceTable, Value

DAY_FIELDS = frozenset(
    {Field.OCCURRED, Field.OCCURRED_EARLIEST, Field.OCCURRED_LATEST, Field.FOUND_ON, Field.EFFECTIVE_ON}
)
_DAY_ZERO = date(1904, 1, 1)
_SERIALS = range(18_538, 58_538)
"""Days from 1954 to 2064, as everywhere else; a year is never among them."""
_TEXT = re.compile(r"\s*(\d{5})(?:[.,]0+)?\s*")


def with_days_of_1904(table: SourceTable, reading: Reading) -> SourceTable:
    """Return the table with days in place of their numbers in its columns of days; only if it counts from 1904."""
    places = {place for place, column in enumerate(reading.columns) if column.meaning in DAY_FIELDS}
    if not table.from_1904 or not places:
        return table
    cases = range(reading.first_row, reading.last_row + 1)
    return replace(table, rows=[_dated(row, places) if row.number in cases else row for row in table.rows])


def _dated(row: SourceRow, places: Collection[int]) -> SourceRow:
    values = tuple(_day(value) if place in places else value for place, value in enumerate(row.values))
    return row if values == row.values else replace(row, values=values)


def _day(value: Value) -> Value:
    number = value
    if isinstance(value, str):
        found = _TEXT.fullmatch(value)
        number = int(found[1]) if found else None
    if isinstance(number, bool) or not isinstance(number, int | float) or int(number) not in _SERIALS:
        return value
    return _DAY_ZERO + timedelta(days=int(number))
