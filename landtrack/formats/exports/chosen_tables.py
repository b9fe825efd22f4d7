"""The cases of a selection, with the columns that a format has besides those that were gathered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from landtrack.domain.cutoff import Band
from landtrack.domain.status import Status
from landtrack.formats.case_tables import ARROW_TYPES, CaseTables, Layer
from landtrack.formats.shapefile_fields import CASE_CODE, FIELDS, GEOMETRY, FieldKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from typing import Self

    from landtrack.domain.selection import Days, Selection
    from landtrack.formats.shapefile_fields import Field

WITHOUT_VALUE: dict[FieldKind, Any] = {FieldKind.TEXT: "", FieldKind.COUNT: 0}
"""What stands in an added column for a case that has none of it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Chosen cases that are alike in all that the figures ask; areas in tenths of m², ``unit`` "" is none."""

    layer: Layer
    unit: str
    band: Band
    status: Status
    outside: bool
    cases: int
    area: int
    resolved_area: int


@dataclass(slots=True)
class ChosenTables(CaseTables):
    """Tables like those of :class:`CaseTables`, with the columns ``fields``, in a folder of their own."""

    fields: tuple[Field, ...] = FIELDS
    watch: Callable[[int], None] = lambda _cases: None
    """Told how many cases were gone through, each time that some were."""

    def batches(self, layer: Layer) -> Iterator[pa.Table]:
        """Give the tables of a layer in the order in which they were added."""
        # Not super(): a dataclass with slots is another class than the one that the bare word means.
        for table in CaseTables.batches(self, layer):
            yield table
            self.watch(table.num_rows)

    def __enter__(self) -> Self:
        for layer in Layer:
            self._writers[layer] = pa.ipc.new_file(str(self.path(layer)), chosen_schema(layer, self.fields))
        return self

    def put(self, layer: Layer, table: pa.Table) -> None:
        """Add cases that are a table already."""
        table = table.select([column.name for column in chosen_schema(layer, self.fields)])
        for column in self.fields:
            if column.kind is FieldKind.TEXT and table.num_rows:
                longest = pc.max(pc.binary_length(table[column.name])).as_py()
                self.longest[column.name] = max(longest, self.longest.get(column.name, 0))
        self._writers[layer].write_table(table)
        self.cases[layer] += table.num_rows


def choose(
    tables: CaseTables,
    chosen: ChosenTables,
    selection: Selection,
    added: Mapping[str, Mapping[str, object]],
    report: Callable[[int], None] = lambda _done: None,
) -> list[Cell]:
    """Put the cases of the selection into ``chosen``; return them counted. ``report`` tells how many are done.

    ``added`` gives for every column that ``tables`` lack the values by case code; a case without one has nothing there.
    """
    sums: defaultdict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    done = 0
    for layer in Layer:
        for table in tables.batches(layer):
            some = table.filter(_mask(table, selection)) if selection.narrows else table
            chosen.put(layer, _widened(some, chosen.fields, added))
            for *key, cases, area, resolved in _counted(some):
                counted = sums[layer, *key]
                counted[:] = [counted[0] + cases, counted[1] + area, counted[2] + resolved]
            done += table.num_rows
            report(done)
    return [
        Cell(layer, unit, Band(band), Status(status), bool(outside), *counted)
        for (layer, unit, band, status, outside), counted in sums.items()
    ]


def chosen_schema(layer: Layer, fields: tuple[Field, ...]) -> pa.Schema:
    """Return the columns of a layer's table."""
    columns = [pa.field(column.name, ARROW_TYPES[column.kind]) for column in fields]
    return pa.schema(columns if layer is Layer.NO_GEOMETRY else [*columns, pa.field(GEOMETRY, pa.binary())])


def _mask(table: pa.Table, selection: Selection) -> pa.ChunkedArray:
    """Return for each case whether :meth:`Selection.takes` it, by the columns that say so."""
    mask = pa.chunked_array([pa.repeat(pa.scalar(value=True), table.num_rows)])
    lists: tuple[tuple[str, frozenset[str] | frozenset[Status] | frozenset[Band]], ...] = (
        ("MA_XA", selection.units),
        ("TRANG_THAI", selection.statuses),
        ("GIAI_DOAN", selection.bands),
        ("HANH_VI", selection.kinds),
    )
    for name, values in lists:
        if values:
            mask = pc.and_(mask, pc.is_in(table[name], pa.array(sorted(map(str, values)), pa.string())))
    for name, days in (("NGAY_PH", selection.found), ("NGAY_TT", selection.effective)):
        mask = pc.and_(mask, _among(table[name], days)) if days.bounded else mask
    return mask


def _among(values: pa.ChunkedArray, days: Days) -> pa.ChunkedArray:
    def held(compare: Callable[..., Any], day: date | None) -> Any:
        return pc.is_valid(values) if day is None else compare(values, pa.scalar(day, pa.date32()))

    both = pc.and_(held(pc.greater_equal, days.first), held(pc.less_equal, days.last))
    return pc.fill_null(both, fill_value=False)


def _widened(table: pa.Table, fields: tuple[Field, ...], added: Mapping[str, Mapping[str, object]]) -> pa.Table:
    codes = table[CASE_CODE].to_pylist() if added else []
    for column in fields:
        if column.name in added:
            values, nothing = added[column.name], WITHOUT_VALUE[column.kind]
            found = pa.array([values.get(code, nothing) for code in codes], ARROW_TYPES[column.kind])
            table = table.append_column(column.name, found)
    return table


def _counted(table: pa.Table) -> list[tuple[Any, ...]]:
    """Return unit, band, status, outside, cases, area and resolved area of the cases that are alike."""
    keys = ["MA_XA", "GIAI_DOAN", "TRANG_THAI", "NGOAI_XA"]
    groups = table.group_by(keys).aggregate([(CASE_CODE, "count"), ("DT_M2", "sum"), ("DT_XL_M2", "sum")])
    names = [*keys, f"{CASE_CODE}_count", "DT_M2_sum", "DT_XL_M2_sum"]
    return list(zip(*(groups[name].to_pylist() for name in names), strict=True))
