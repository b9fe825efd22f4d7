"""What a table says, before anybody looks: headings, rows of cases, meaning of every column, spelling, axes.

Everything here is a guess that the reading shows; nothing is read that the headings do not name.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.intake.case_rows import case_range
from landtrack.domain.intake.columns import axes_of, columns_by_heading, columns_of
from landtrack.domain.intake.heading_rows import HeadingBlock, find_headings, given_headings, headings_in
from landtrack.domain.intake.headings import UNKNOWN, HeadingTable, HeadingWord, normalise_heading
from landtrack.domain.intake.reading import Column, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.intake.source import SourceRow, SourceTable


def understand(
    table: SourceTable,
    headings: Sequence[HeadingWord],
    remembered: Reading | None = None,
    *,
    heading_rows: Sequence[int] | None = None,
) -> Reading:
    """Return how a table is read.

    ``remembered`` is a reading of an earlier file with the same headings: what a person decided about columns, axes,
    coordinate system and values for the whole file holds again; what was of that one file (rows, spelling, unit, day)
    does not.
    ``heading_rows`` are the numbers of the heading rows where a person said so.
    """
    block = _headings(table, HeadingTable(headings), heading_rows)
    below = max(block.rows, default=0)
    top = min(block.rows, default=0)
    after = [row for row in table.rows if row.number > below or table.headings is not None]
    above = [row for row in table.rows if row.number < top]
    first, last = case_range(table, block.rows, columns_by_heading(block))
    cases = _between(after, first, last)
    columns = columns_of(block, cases, above)
    reading = Reading(
        sheet=table.sheet,
        heading_rows=block.rows,
        first_row=first,
        last_row=last,
        columns=columns,
        encoding=table.encoding,
        system=table.system,
        axes=axes_of(columns, cases),
    )
    return reading if remembered is None else recalled(reading, remembered)


def signature(reading: Reading) -> str:
    """Return by what a source is known again: a digest of its normalised headings, 64 hexadecimal letters."""
    texts = "\n".join(normalise_heading(column.heading) for column in reading.columns)
    return hashlib.sha256(texts.encode()).hexdigest()


def recalled(reading: Reading, remembered: Reading) -> Reading:
    """Return the reading with what a person decided about columns of the same headings, axes and system."""
    known = {normalise_heading(column.heading): column for column in remembered.columns}
    decided = "system" in remembered.decisions or reading.system is None
    return replace(
        reading,
        columns=tuple(
            _recalled_column(column, known.get(normalise_heading(column.heading))) for column in reading.columns
        ),
        system=remembered.system if decided else reading.system,
        axes=remembered.axes,
        hidden_rows=remembered.hidden_rows,
        decisions=remembered.decisions,
        defaults=remembered.defaults,
    )


def _recalled_column(column: Column, known: Column | None) -> Column:
    if known is None:
        return column
    return replace(column, meaning=known.meaning, area_unit=known.area_unit, sure=known.sure)


def _headings(table: SourceTable, known: HeadingTable, heading_rows: Sequence[int] | None) -> HeadingBlock:
    if table.headings is not None:
        return given_headings(table, known)
    if heading_rows is not None:
        return headings_in(table, known, heading_rows)
    nothing = HeadingBlock((), ("",) * table.width, (UNKNOWN,) * table.width)
    return find_headings(table, known) or nothing


def _between(rows: Sequence[SourceRow], first: int, last: int) -> list[SourceRow]:
    return [row for row in rows if first <= row.number <= last]
