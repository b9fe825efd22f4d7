"""Comparing a file that is read from its beginning to its end once, as long as its cases come in the right order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from landtrack.formats.comparison import Difference, Regrouped, compare_layer, compare_rows
from landtrack.formats.shapefile_fields import CASE_CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from landtrack.formats.comparison import ReadLayer
    from landtrack.formats.shapefile_fields import Field

MOST_KEPT = 1001
"""Differences that are kept until the order is known to be right; nobody reads more."""


def compare_in_order(
    expected: Callable[[], Iterator[pa.Table]], found: ReadLayer, tolerance: float, fields: Sequence[Field]
) -> Iterator[Difference]:
    """Give the differences of :func:`landtrack.formats.comparison.compare_layer`; ``expected`` gives the tables anew.

    Reading a text file takes longer than comparing it: so it is read twice only if cases are missing, too many, or in
    another order.
    """
    yield from found.schema_differences()
    kept = _in_one_pass(expected(), found, tolerance, fields)
    if kept is not None:
        yield from kept
        return
    codes = [chunk for table in expected() for chunk in table[CASE_CODE].chunks]
    every = compare_layer(pa.chunked_array(codes, pa.string()), expected(), found, tolerance, fields)
    said = set(found.schema_differences())
    yield from (difference for difference in every if difference not in said)


def _in_one_pass(
    expected: Iterator[pa.Table], found: ReadLayer, tolerance: float, fields: Sequence[Field]
) -> list[Difference] | None:
    """Return the differences, None where the cases of the file are others or come in another order."""
    kept: list[Difference] = []
    rows = Regrouped(found.tables())
    for table in expected:
        try:
            part = rows.take(table.num_rows)
        except ValueError:
            return None
        if CASE_CODE not in part.column_names or not table[CASE_CODE].equals(part[CASE_CODE]):
            return None
        if len(kept) < MOST_KEPT:
            kept += compare_rows(found.name, table, part, tolerance, fields)
    return kept if rows.at_end() else None
