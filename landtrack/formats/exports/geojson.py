"""GeoJSON after RFC 7946: longitude and latitude with seven decimals, outer rings against the clock, no crs member."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import shapely

from landtrack.domain.errors import Refusal
from landtrack.formats.case_tables import WITH_GEOMETRY, CaseTables, Layer, Setting
from landtrack.formats.code_labels import CODE_TABLE
from landtrack.formats.comparison import READ_FAULTS, Difference, unreadable
from landtrack.formats.coordinates import WGS84
from landtrack.formats.exports.all_layers import all_cases, shapes_of
from landtrack.formats.exports.columns import WITH_VERSION
from landtrack.formats.exports.export_format import ExportFormat
from landtrack.formats.exports.in_order import compare_in_order
from landtrack.formats.exports.json_stream import FEATURES, JsonStream
from landtrack.formats.exports.single_file import SingleFile
from landtrack.formats.plain_table import field_table, read_lines
from landtrack.formats.shapefile_fields import CASE_CODE, GEOMETRY, FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from landtrack.formats.fitting import Change
    from landtrack.formats.shapefile_fields import Field

FILE = "vi_pham.geojson"
DECIMALS = 7
TOLERANCE = 1e-9
"""Degrees: far below the last decimal, above what a binary fraction loses."""
OURS = "landtrack"
"""The foreign member (RFC 7946, 6.1) that holds manifest, code table and field table."""
ROWS_AT_ONCE = 20_000


def write_geojson(tables: CaseTables, folder: Path, setting: Setting) -> list[Change]:
    """Write the file into ``folder``; nothing has to change."""
    own = {
        "manifest": json.loads(setting.manifest),
        "codes": read_lines(folder / CODE_TABLE),
        "fields": field_table(WITH_VERSION),
    }
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"type":"FeatureCollection",\n"{OURS}":{_json(own)},\n')
        bounds = _bounds(tables)
        if bounds:
            file.write(f'"bbox":{_json(bounds)},\n')
        file.write('"features":[')
        separator = "\n"
        for feature in _features(tables, setting):
            file.write(separator + feature)
            separator = ",\n"
        file.write("\n]}\n")
    return []


def compare_geojson(tables: CaseTables, folder: Path, setting: Setting, changes: list[Change]) -> Iterator[Difference]:
    """Give every difference between the file and the tables; ``changes`` stays as it is."""
    del changes
    try:
        found = ReadGeoJson(folder / FILE, setting)
        cases = partial(all_cases, tables, DECIMALS, against_clock=True)
        yield from compare_in_order(cases, found, TOLERANCE, WITH_VERSION)
    except READ_FAULTS as fault:
        yield unreadable(FILE, fault)


@dataclass(frozen=True, slots=True)
class ReadGeoJson:
    """The features to compare; raises ValueError where they are none."""

    path: Path
    setting: Setting
    name: str = FILE

    def schema_differences(self) -> Sequence[Difference]:
        """Return whether the first feature has other properties, and a coordinate system that the format forbids."""
        found, first = [], None
        for name, value in _members(self.path):
            if name == "crs":
                found.append(Difference(self.name, "crs", "", _json(value)[:80]))
            if name == FEATURES:
                first = value
                break
        wanted = [column.name for column in WITH_VERSION]
        if first is not None and sorted(first["properties"]) != sorted(wanted):
            found.append(Difference(self.name, "columns", ", ".join(wanted), ", ".join(first["properties"])))
        return found

    def codes(self) -> pa.ChunkedArray | None:
        """Return the case codes in the order of the file."""
        codes = [str(feature["properties"].get(CASE_CODE, "")) for feature in _read_features(self.path)]
        return pa.chunked_array([codes], pa.string())

    def tables(self) -> Iterator[pa.Table]:
        """Give the cases, some at a time, labels turned back into codes."""
        features = _read_features(self.path)
        while True:
            some = list(islice(features, ROWS_AT_ONCE))
            rows = [feature["properties"] for feature in some]
            arrays: dict[str, Any] = {
                column.name: _values(column, [row.get(column.name) for row in rows], self.setting)
                for column in WITH_VERSION
            }
            texts = [None if feature["geometry"] is None else json.dumps(feature["geometry"]) for feature in some]
            shapes = shapely.from_geojson(texts, on_invalid="ignore")
            arrays[GEOMETRY] = pa.array(shapely.to_wkb(shapes, byte_order=1), pa.binary())
            yield pa.table(arrays)
            if len(some) < ROWS_AT_ONCE:
                return


def manifest_in_geojson(path: Path) -> str:
    """Return the manifest; Refusal ``check.no_manifest`` or ``check.not_ours`` where there is none."""
    return json.dumps(_own(path).get("manifest"), ensure_ascii=False)


def codes_in_geojson(path: Path) -> list[list[str]]:
    """Return the lines of the code table; Refusal where there is none."""
    lines = _own(path).get("codes")
    if not isinstance(lines, list) or not all(isinstance(line, list) for line in lines):
        raise Refusal("check.no_manifest", file=str(path))
    return [[str(cell) for cell in line] for line in lines]


def _own(path: Path) -> dict[str, Any]:
    try:
        own = next((value for name, value in _members(path) if name == OURS), None)
    except (ValueError, RecursionError) as fault:
        raise Refusal("check.not_ours", file=str(path), reason=str(fault)[:80]) from fault
    if not isinstance(own, dict):
        raise Refusal("check.no_manifest", file=str(path))
    return own


def _members(path: Path) -> Iterator[tuple[str, Any]]:
    with path.open(encoding="utf-8-sig") as file:
        yield from JsonStream(file).members()


def _read_features(path: Path) -> Iterator[dict[str, Any]]:
    """Give the features; ValueError for what is none."""
    for name, value in _members(path):
        if name == FEATURES:
            if not isinstance(value, dict) or not isinstance(value.get("properties"), dict) or GEOMETRY not in value:
                raise ValueError(FEATURES)
            yield value


def _bounds(tables: CaseTables) -> list[float]:
    """Return west, south, east and north of all cases; nothing where none has a geometry."""
    found = [
        shapely.total_bounds(shapes_of(table))
        for layer in WITH_GEOMETRY
        for table in tables.batches(layer)
        if table.num_rows
    ]
    if not found:
        return []
    lowest, highest = np.min(found, axis=0), np.max(found, axis=0)
    return [round(float(value), DECIMALS) for value in (*lowest[:2], *highest[2:])]


def _features(tables: CaseTables, setting: Setting) -> Iterator[str]:
    names = [column.name for column in WITH_VERSION]
    for table in all_cases(tables, DECIMALS, against_clock=True):
        cells = [_cells(column, table[column.name].to_pylist(), setting) for column in WITH_VERSION]
        for shape, *row in zip(shapely.to_geojson(shapes_of(table)), *cells, strict=True):
            values = dict(zip(names, row, strict=True))
            yield f'{{"type":"Feature","geometry":{shape or "null"},"properties":{_json(values)}}}'


def _cells(column: Field, values: list[Any], setting: Setting) -> list[Any]:
    """Return the values of properties: null for nothing."""
    if column.kind is FieldKind.CODE:
        words = setting.labels[column.name]
        return [words.get(value, value) or None for value in values]
    if column.kind is FieldKind.DATE:
        return [None if value is None else value.isoformat() for value in values]
    if column.kind is FieldKind.AREA:
        return [value / 10 for value in values]
    return [value or None for value in values] if column.kind is FieldKind.TEXT else values


def _values(column: Field, cells: Sequence[Any], setting: Setting) -> pa.Array:
    if column.kind in {FieldKind.TEXT, FieldKind.CODE}:
        texts = ["" if cell is None else str(cell) for cell in cells]
        codes = {label: code for code, label in setting.labels.get(column.name, {}).items()}
        return pa.array([codes.get(text, text) for text in texts], pa.string())
    if column.kind is FieldKind.DATE:
        return pa.array([None if cell is None else date.fromisoformat(str(cell)) for cell in cells], pa.date32())
    factor = 10 if column.kind is FieldKind.AREA else 1
    return pa.array([_number(cell) * factor for cell in cells], pa.float64())


def _number(cell: Any) -> float:
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else math.nan


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


GEOJSON = ExportFormat(
    "geojson",
    "Write the cases to OUT.geojson: RFC 7946, longitude and latitude.",
    1,
    ".geojson",
    "application/geo+json",
    dict.fromkeys(Layer, FILE),
    write_geojson,
    compare_geojson,
    single=SingleFile(FILE, b"{", manifest_in_geojson, codes_in_geojson),
    systems=(WGS84,),
    fields=WITH_VERSION,
)
