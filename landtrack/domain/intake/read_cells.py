"""Cells of many rows read together, column by column: a call for each of millions of cells is what takes the time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from landtrack.domain.intake.fault import Fault
    from landtrack.domain.intake.field import Field
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.remembering import Remembering
    from landtrack.domain.intake.source import SourceRow, Value

Faults = list[tuple["Field", "Fault"]]


class ReadCells(NamedTuple):
    """What the cells of a row hold, column by column, and what is wrong with some of them."""

    values: Sequence[Any]
    faults: Sequence[tuple[Field, Fault]]


def read_together(
    columns: Sequence[tuple[int, Field, Remembering]], rows: Sequence[Sequence[Value]]
) -> Iterator[ReadCells]:
    """Give what the cells of each row hold; ``columns`` are place, field and reader, each row reaches them all."""
    values: list[list[Any]] = []
    faults: dict[int, Faults] = {}
    for place, field, reader in columns:
        found, wrong = reader.column([cells[place] for cells in rows])
        values.append(found)
        for turn, fault in wrong.items():
            faults.setdefault(turn, []).append((field, fault))
    by_row = zip(*values, strict=True) if values else repeat((), len(rows))
    for turn, own in enumerate(by_row):
        yield ReadCells(own, faults.get(turn, ()))


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """All cells of one column that are cases, for readers that ask what the column writes as a whole."""

    rows: Sequence[SourceRow]
    place: int
    reading: Reading

    def __call__(self) -> Iterator[Value]:
        """Give the values."""
        first, last, place = self.reading.first_row, self.reading.last_row, self.place
        return (row.values[place] for row in self.rows if first <= row.number <= last and place < len(row.values))
