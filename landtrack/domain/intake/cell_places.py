"""Where the fields of a row stand, made only when somebody asks: hundreds of thousands of rows never do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.source import column_letters

if TYPE_CHECKING:
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceTable


class CellPlaces(Mapping[Field, str]):
    """The address of each field of one row; ``elsewhere`` are fields that stand in other cells than their column's."""

    __slots__ = ("_columns", "_elsewhere", "_row")

    def __init__(self, columns: Mapping[Field, str], row: int, elsewhere: Mapping[Field, str]) -> None:
        """Take what stands before the row number for each field, and the row."""
        self._columns, self._row, self._elsewhere = columns, row, elsewhere

    def __getitem__(self, field: Field) -> str:
        """Return the address of a field, "F12" or "DT_M2 12"; KeyError for one that the file has no column for."""
        return self._elsewhere[field] if field in self._elsewhere else f"{self._columns[field]}{self._row}"

    def __iter__(self) -> Iterator[Field]:
        """Go through the fields."""
        yield from self._columns
        yield from (field for field in self._elsewhere if field not in self._columns)

    def __len__(self) -> int:
        """Return how many fields have a place."""
        return sum(1 for _ in self)


def column_names(table: SourceTable, reading: Reading) -> dict[Field, str]:
    """Return for each field that is read what its addresses begin with: "F", or "DT_M2 " where columns have names."""
    return {
        column.meaning: column_letters(place) if table.headings is None else f"{table.headings[place]} "
        for place, column in reversed(list(enumerate(reading.columns)))
        if column.meaning is not None and column.meaning not in {Field.ORDER, Field.COMPUTED}
    }
