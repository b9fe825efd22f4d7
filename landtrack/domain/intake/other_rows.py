"""Rows among the cases that are none: blank ones, sums, and names of communes over their cases."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

from landtrack.domain.intake.case_rows import read_columns
from landtrack.domain.intake.columns import AREAS
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.legacy_text import to_unicode
from landtrack.domain.intake.reading import Spelling
from landtrack.domain.intake.source import cell_address
from landtrack.domain.intake.table_rows import (
    filled,
    hamlet_heading,
    is_numbering,
    is_signature,
    is_total,
    unit_heading,
)

if TYPE_CHECKING:
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceRow, SourceTable, Value

_TEN_THOUSAND = 10_000
_FEW = 4
"""Filled cells up to which a row can be something else than a case."""


class OtherRows:
    """Told row after row, since a sum is of the rows before it and a commune of those after it."""

    def __init__(self, table: SourceTable, reading: Reading) -> None:
        """Take the table and how it is read."""
        self._table, self._reading = table, reading
        self._read = read_columns(reading.columns)
        self._areas = [place for place in self._read if reading.columns[place].meaning in AREAS]
        self._sums = [[0, 0] for _ in self._areas]
        self._unsummed: list[tuple[Value, ...]] = []
        self.unit: tuple[str, str] | None = None
        """The commune named above, and the cell of its name."""
        self.hamlet: tuple[str, str] | None = None
        """The hamlet named above in that commune, and the cell of its name."""

    def is_other(self, row: SourceRow, *, has_shape: bool) -> bool:
        """Say whether a row is no case, and remember what it says of those around it."""
        values = row.values
        present = 0 if has_shape else self._present(values)
        if has_shape or present > _FEW:
            self._unsummed.append(values)
            return False
        named = unit_heading(self._unicode(values), self._read)
        # In the column of units a name with an area beside it may be a case that lacks the rest.
        own = named is not None and named[0] == self._reading.column_of(Field.UNIT)
        if named is not None and present <= (1 if own else 1 + len(self._areas)):
            self.unit = (named[1], cell_address(self._table, named[0], row.number))
            self.hamlet = None
            return True
        named = hamlet_heading(self._unicode(values), self._read) if self._table.headings is None else None
        if named is not None and present <= 1:
            self.hamlet = (named[1], cell_address(self._table, named[0], row.number))
            return True
        if self._table.headings is None and self._not_a_case(values):
            return True
        if not any(place in self._read for place in filled(values)):
            return True
        self._unsummed.append(values)
        return False

    def _present(self, values: tuple[Value, ...]) -> int:
        """Return how many cells are filled, counted no further than it matters."""
        width, present = len(values), 0
        for place in self._read:
            if place < width and values[place] is not None:
                present += 1
                if present > _FEW:
                    break
        return present

    def _not_a_case(self, values: tuple[Value, ...]) -> bool:
        spelled = self._unicode(values)
        return is_total(spelled) or is_numbering(spelled) or is_signature(spelled) or self._is_sum(values)

    def _is_sum(self, values: tuple[Value, ...]) -> bool:
        """Say whether a row holds nothing but the sums of all rows above, or of those since the last sum."""
        places = [place for place in filled(values) if place in self._read]
        if not places or not set(places) <= set(self._areas):
            return False
        for case in self._unsummed:
            self._add(case)
        self._unsummed.clear()
        given = {place: _number(values[place]) for place in places}
        summed = any(
            all(
                given[place] == sums[which] != 0
                for place, sums in zip(self._areas, self._sums, strict=True)
                if place in given
            )
            for which in (0, 1)
        )
        if summed:
            for sums in self._sums:
                sums[1] = 0
        return summed

    def _add(self, values: tuple[Value, ...]) -> None:
        for place, sums in zip(self._areas, self._sums, strict=True):
            number = _number(values[place]) if place < len(values) else None
            if number is not None:
                sums[0] += number
                sums[1] += number

    def _unicode(self, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """Return the cells with texts in old fonts made Unicode, so that "Tæng céng" is known as well."""
        columns = self._reading.columns
        return tuple(
            to_unicode(value, columns[place].spelling)
            if isinstance(value, str) and place < len(columns) and columns[place].spelling is not Spelling.UNICODE
            else value
            for place, value in enumerate(values)
        )


def _number(value: Value) -> int | None:
    """Return the number of a cell in ten-thousandths, so that sums do not depend on their order; None for all else."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return round(value * _TEN_THOUSAND) if isinstance(value, int) or isfinite(value) else None
