"""Rows below the headings that are read as nothing: totals, signatures and remarks, which a person should see named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.other_rows import OtherRows
from landtrack.domain.intake.table_rows import filled, is_numbering, is_signature, is_total

if TYPE_CHECKING:
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceRow, SourceTable

_RUNNING = re.compile(r"\s*\d{1,6}[.)]?\s*")


def rows_left_out(table: SourceTable, reading: Reading) -> list[int]:
    """Return the numbers of all rows below the headings that hold something and are no case, from the top.

    Without the names of communes and hamlets over their cases, which are read; without the numbers of the columns, and
    rows with nothing but a running number, which say nothing. None where there is nothing but the usual foot of a list:
    totals and signatures below its last case.
    """
    others = OtherRows(table, reading)
    headings = max(reading.heading_rows, default=0)
    left, foot = list[int](), True
    in_column = reading.column_of(Field.HAMLET) is not None
    for place, row in enumerate(table.rows):
        if row.number <= headings or (row.hidden and not reading.hidden_rows):
            continue
        if not reading.first_row <= row.number <= reading.last_row:
            if not _says_nothing(row):
                left.append(row.number)
                foot = foot and (is_total(row.values) or is_signature(row.values))
            continue
        above = others.unit, others.hamlet
        shape = table.shapes is not None and table.shapes[place] is not None
        other = others.is_other(row, has_shape=shape)
        named = others.unit is not above[0] or (others.hamlet is not above[1] and not in_column)
        if other and not named and not _says_nothing(row):
            left.append(row.number)
            foot = False
    return [] if foot else left


def _says_nothing(row: SourceRow) -> bool:
    places = filled(row.values)
    only = str(row.values[places[0]]) if len(places) == 1 else ""
    return not places or bool(_RUNNING.fullmatch(only)) or is_numbering(row.values)
