"""Leaving out columns of a table that say nothing."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from landtrack.domain.intake.source import SourceRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.intake.source import SourceTable


def keep_columns(table: SourceTable, wanted: Callable[[str], bool], never: frozenset[str] = frozenset()) -> SourceTable:
    """Return a layer without the columns whose name is not wanted and that hold nothing, or the same in all rows.

    Those named by ``never`` go in any case.
    """
    headings = table.headings or ()
    kept = [
        place for place, name in enumerate(headings) if name not in never and (wanted(name) or _varies(table, place))
    ]
    if len(kept) == len(headings):
        return table
    rows = [SourceRow(row.number, tuple(row.values[place] for place in kept), row.hidden) for row in table.rows]
    return replace(table, headings=tuple(headings[place] for place in kept), rows=rows)


def _varies(table: SourceTable, place: int) -> bool:
    values = map(itemgetter(place), (row.values for row in table.rows))
    first = next(values, None)
    return any(value != first for value in values)
