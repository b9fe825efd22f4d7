"""Comparing what an exported file says with what it should say, value by value.

Tables are those of :mod:`landtrack.formats.case_tables`; a read one has areas and flags as float64, so that a value
between two allowed ones shows.
"""

from __future__ import annotations

import csv
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from landtrack.formats.shapefile_fields import CASE_CODE, FIELDS, GEOMETRY, Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

METRE_TOLERANCE = 0.001
DEGREE_TOLERANCE = 1e-8
"""About a millimetre on the ground."""
NUMBER_TOLERANCE = 0.001
"""Tenths of m²: far below what a file keeps, far above what a binary fraction loses."""
NO_DAY = -(10**9)
LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in a file that is not as the register says: where, of what, what it should be and what it is."""

    where: str
    what: str
    expected: str
    found: str


READ_FAULTS = (csv.Error, ValueError, OSError)
"""What Python raises for a table that is missing or is none."""


def unreadable(where: str, fault: Exception) -> Difference:
    """Return the difference that a file cannot be read at all."""
    return Difference(where, "readable", "", f"{type(fault).__name__}: {fault}"[:200])


class ReadLayer(Protocol):
    """One layer of a file, as it was read."""

    @property
    def name(self) -> str:
        """Return the name that differences are reported under."""

    def schema_differences(self) -> Sequence[Difference]:
        """Return what is wrong with the columns and the coordinate system."""

    def codes(self) -> pa.ChunkedArray | None:
        """Return the case codes in the order of the file; None where it has no such column."""

    def tables(self) -> Iterator[pa.Table]:
        """Give the cases, some at a time; a column that the file lacks is missing."""


def compare_layer(
    codes: pa.ChunkedArray,
    expected: Iterator[pa.Table],
    found: ReadLayer,
    tolerance: float,
    fields: Sequence[Field] = FIELDS,
) -> Iterator[Difference]:
    """Give the differences of a layer.

    ``codes`` are the case codes and ``expected`` the tables as the format can hold them; ``tolerance`` is that of
    coordinates, ``fields`` the columns. Cases in the expected order are compared a table at a time, else all at once,
    by their codes.
    """
    yield from found.schema_differences()
    present = found.codes()
    if present is None:
        return
    if codes.equals(present):
        with ThreadPoolExecutor(max_workers=1) as reader:
            rows = Regrouped(_one_ahead(found.tables(), reader))
            for table in expected:
                yield from compare_rows(found.name, table, rows.take(table.num_rows), tolerance, fields)
        return
    wanted, codes_found = codes.to_pylist(), present.to_pylist()
    yield from compare_codes(found.name, wanted, codes_found)
    once = {code for code, times in Counter(codes_found).items() if times == 1}
    both = pa.array(sorted(once & set(wanted)), pa.string())
    yield from compare_rows(found.name, _picked(expected, both), _picked(found.tables(), both), tolerance, fields)


def _one_ahead(tables: Iterator[pa.Table], reader: ThreadPoolExecutor) -> Iterator[pa.Table]:
    """Give the tables; the next one is read while the caller is busy with the one before."""
    running = reader.submit(next, tables, None)
    while (table := running.result()) is not None:
        running = reader.submit(next, tables, None)
        yield table


def compare_codes(where: str, wanted: Sequence[str], present: Sequence[str]) -> Iterator[Difference]:
    """Give the cases that are missing, too many, or in another order."""
    missing, unexpected = Counter(wanted) - Counter(present), Counter(present) - Counter(wanted)
    for code in sorted(missing):
        yield Difference(f"{where} {code}", "case", code, "")
    for code in sorted(unexpected):
        yield Difference(f"{where} {code}", "case", "", code)
    if not missing and not unexpected:
        first = next(position for position, code in enumerate(wanted) if code != present[position])
        yield Difference(f"{where} {first + 1}", "order", wanted[first], present[first])


def compare_rows(
    where: str, expected: pa.Table, found: pa.Table, tolerance: float, fields: Sequence[Field] = FIELDS
) -> Iterator[Difference]:
    """Give the differences of the same cases in the same order."""
    codes = expected[CASE_CODE]
    for column in fields:
        if column.name in found.column_names and column.name in expected.column_names:
            wanted, present = expected[column.name], found[column.name]
            for position in unequal(column, wanted, present):
                shown = (_shown(column, values[position].as_py()) for values in (wanted, present))
                yield Difference(f"{where} {codes[position]}", column.name, *shown)
    if GEOMETRY in expected.column_names and GEOMETRY in found.column_names:
        for position in unequal_shapes(expected[GEOMETRY], found[GEOMETRY], tolerance):
            shapes = (_shape_shown(table[GEOMETRY][position].as_py()) for table in (expected, found))
            yield Difference(f"{where} {codes[position]}", GEOMETRY, *shapes)


def unequal(column: Field, wanted: pa.ChunkedArray, present: pa.ChunkedArray) -> list[int]:
    """Return where the two values differ; no text and an empty text are the same."""
    if column.kind in {FieldKind.TEXT, FieldKind.CODE}:
        return _places(pc.not_equal(*(pc.fill_null(values, "") for values in (wanted, present))))
    if column.kind is FieldKind.DATE:
        return _places(pc.not_equal(*(pc.fill_null(values.cast(pa.int32()), NO_DAY) for values in (wanted, present))))
    numbers = (np.asarray(pc.fill_null(values.cast(pa.float64()), np.nan)) for values in (wanted, present))
    # Written so that a missing number, which is near to nothing, differs.
    return _places(~(np.abs(np.subtract(*numbers)) <= NUMBER_TOLERANCE))


def unequal_shapes(wanted: pa.ChunkedArray, present: pa.ChunkedArray, tolerance: float) -> list[int]:
    """Return where two columns of WKB are more than ``tolerance`` apart; where a ring begins does not matter."""
    suspects = _places(pc.not_equal(wanted, pc.fill_null(present, b"")))
    if not suspects:
        return []
    pairs = (np.asarray(values.take(suspects).to_pylist(), dtype=object) for values in (wanted, present))
    ours, theirs = (shapely.from_wkb(wkb, on_invalid="ignore") for wkb in pairs)
    same = shapely.equals_exact(ours, theirs, tolerance, normalize=True)
    return [place for place, ok in zip(suspects, same, strict=True) if not ok]


def _places(different: Any) -> list[int]:
    found: list[int] = np.flatnonzero(np.asarray(different)).tolist()
    return found


@dataclass(slots=True)
class Regrouped:
    """Tables that come in one size, taken in another."""

    source: Iterator[pa.Table]
    _rest: list[pa.Table] = field(default_factory=list)

    def take(self, count: int) -> pa.Table:
        """Return the next ``count`` rows; ValueError when there are fewer."""
        while sum(table.num_rows for table in self._rest) < count or not self._rest:
            following = next(self.source, None)
            if following is None:
                raise ValueError(count)
            self._rest.append(following)
        joined = pa.concat_tables(self._rest)
        self._rest = [joined.slice(count)]
        return joined.slice(0, count)

    def at_end(self) -> bool:
        """Say whether nothing is left to take."""
        return not any(table.num_rows for table in self._rest) and not any(table.num_rows for table in self.source)


def _picked(tables: Iterator[pa.Table], codes: pa.Array) -> pa.Table:
    """Return the cases of these codes, in the order of their codes."""
    kept = [table.filter(pc.is_in(table[CASE_CODE], codes)) for table in tables]
    return pa.concat_tables(kept).sort_by(CASE_CODE)


def _shown(column: Field, value: Any) -> str:
    if value is None:
        return ""
    if column.kind is FieldKind.AREA:
        return f"{value / 10:.12g}"
    return f"{value:.12g}" if column.kind in {FieldKind.FLAG, FieldKind.COUNT} else str(value)


def _shape_shown(wkb: bytes | None) -> str:
    shape = None if wkb is None else shapely.from_wkb(wkb, on_invalid="ignore")
    text = "" if shape is None else shapely.to_wkt(shape, rounding_precision=3)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
