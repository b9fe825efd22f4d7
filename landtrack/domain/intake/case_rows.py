"""Which rows of a sheet are cases: below the headings and the numbers of columns, above totals and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.case import CODE_PATTERN
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.table_rows import filled, is_blank, is_numbering, is_signature, is_total

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from landtrack.domain.intake.reading import Column
    from landtrack.domain.intake.source import SourceRow, SourceTable, Value

_NOT_OF_A_CASE = frozenset({Field.ORDER, Field.COMPUTED})
_FOOT = 60
"""Rows from the end of the sheet among which totals and signatures are looked for."""
_ENOUGH = 2


def read_columns(columns: Sequence[Column]) -> frozenset[int]:
    """Return the columns (from 0) that hold fields of a case, without running numbers and computed ones."""
    return frozenset(
        place
        for place, column in enumerate(columns)
        if column.meaning is not None and column.meaning not in _NOT_OF_A_CASE
    )


def case_range(table: SourceTable, heading_rows: Sequence[int], columns: Sequence[Column]) -> tuple[int, int]:
    """Return the numbers of the first and last row of cases; the last is before the first where there are none."""
    rows = table.rows
    if table.headings is not None:
        numbers = [row.number for row in rows]
        return (min(numbers), max(numbers)) if numbers else (1, 0)
    below = max(heading_rows, default=0)
    start = next((place for place, row in enumerate(rows) if row.number > below), len(rows))
    while start < len(rows) and (is_blank(rows[start].values) or is_numbering(rows[start].values)):
        start += 1
    if start == len(rows):
        return below + 1, below
    code = next((place for place, column in enumerate(columns) if column.meaning is Field.CODE), None)
    last = _last(rows, start, read_columns(columns), code)
    return rows[start].number, max(last, rows[start].number - 1)


def is_case(row: SourceRow, read: Collection[int], *, enough: int = 1) -> bool:
    """Say whether a row holds fields of a case, ``enough`` of them, and is neither a total nor a signature."""
    return (
        sum(place in read for place in filled(row.values)) >= enough
        and not is_total(row.values)
        and not is_signature(row.values)
    )


def _like_a_code(value: Value) -> bool:
    return isinstance(value, str) and bool(CODE_PATTERN.fullmatch(value.strip().upper()))


def _last(rows: Sequence[SourceRow], start: int, read: Collection[int], code: int | None) -> int:
    """Return the number of the last row that is a case; ``code`` is the column of case codes.

    From the first row of signatures on nothing is. Above it a single cell at the very end is a remark, unless it is
    a code.
    """
    foot = max(start, len(rows) - _FOOT)
    end = next((place for place in range(foot, len(rows)) if is_signature(rows[place].values)), len(rows))
    for place in range(end - 1, start - 1, -1):
        values = rows[place].values
        coded = code is not None and code < len(values) and _like_a_code(values[code])
        if is_case(rows[place], read, enough=1 if coded else min(_ENOUGH, max(len(read), 1))):
            return rows[place].number
    return rows[start].number - 1
