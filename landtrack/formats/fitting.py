"""Fitting values into what a format can hold; every value that changes is listed, none is changed silently."""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from landtrack.formats.case_tables import Layer
from landtrack.formats.exports.formula_guard import RISKY, guarded
from landtrack.formats.shapefile_fields import CASE_CODE, FIELDS, GEOMETRY, LONGEST_TEXT, FieldKind

if TYPE_CHECKING:
    from collections.abc import Callable

# Byte order, type (6 multipolygon) and number of parts of a WKB.
ONE_PART = struct.pack("<BII", 1, 6, 1)
WKB_HEAD = len(ONE_PART)


@dataclass(frozen=True, slots=True)
class Change:
    """A value that a format cannot hold as it is: what the register says and what the file says instead."""

    layer: str
    case: str
    field: str
    reason: str
    original: str
    written: str


def cut(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return as much of ``text`` as ``longest`` bytes of UTF-8 hold: whole letters with their marks, no space last."""
    kept = text.encode()[:longest].decode(errors="ignore")
    while kept and len(kept) < len(text) and unicodedata.combining(text[len(kept)]):
        kept = kept[:-1]
    return kept.rstrip(" ")


def fit_shapes(layer: Layer, table: pa.Table) -> tuple[pa.Table, list[Change]]:
    """Return the table as a shapefile can hold it, and what that changes."""
    table, changes = _with_texts(
        layer, table, "cut", cut, lambda column: pc.or_(
            pc.greater(pc.binary_length(column), LONGEST_TEXT), pc.ends_with(column, " ")
        )
    )  # fmt: skip
    if layer is Layer.POLYGONS:
        table, more = _with_single_parts(layer, table)
        changes += more
    return table, changes


def fit_rows(layer: Layer, table: pa.Table) -> tuple[pa.Table, list[Change]]:
    """Return the table as a text file for spreadsheets can hold it, and what that changes."""
    return _with_texts(layer, table, "formula", guarded, lambda column: pc.match_substring_regex(column, RISKY))


def _with_texts(
    layer: Layer,
    table: pa.Table,
    reason: str,
    fit: Callable[[str], str],
    suspect: Callable[[pa.ChunkedArray], pa.ChunkedArray],
) -> tuple[pa.Table, list[Change]]:
    changes = []
    for column in FIELDS:
        if column.kind is not FieldKind.TEXT:
            continue
        suspects = np.flatnonzero(np.asarray(suspect(table[column.name])))
        if not suspects.size:
            continue
        texts = table[column.name].to_pylist()
        for position in map(int, suspects):
            original, texts[position] = texts[position], fit(texts[position])
            case = table[CASE_CODE][position].as_py()
            changes.append(Change(layer.value, case, column.name, reason, original, texts[position]))
        table = table.set_column(table.schema.get_field_index(column.name), column.name, pa.array(texts, pa.string()))
    return table, changes


def _with_single_parts(layer: Layer, table: pa.Table) -> tuple[pa.Table, list[Change]]:
    """Make polygons of multipolygons with one part: a shapefile has no way to tell them apart."""
    single = _single_parts(table[GEOMETRY])
    if not single.size:
        return table, []
    shapes = np.asarray(table[GEOMETRY].to_pylist(), dtype=object)
    parts = shapely.get_geometry(shapely.from_wkb(shapes[single]), 0)
    shapes[single] = shapely.to_wkb(parts, byte_order=1)
    wkb = pa.array(shapes, pa.binary())
    changes = [
        Change(layer.value, table[CASE_CODE][int(position)].as_py(), GEOMETRY, "single_part", "MultiPolygon", "Polygon")
        for position in single
    ]
    return table.set_column(table.schema.get_field_index(GEOMETRY), GEOMETRY, wkb), changes


def _single_parts(column: pa.ChunkedArray) -> np.ndarray:
    """Return where a column of little-endian WKB holds a multipolygon of one part, told by the first bytes of each."""
    heads = pc.binary_slice(column, 0, WKB_HEAD)
    return np.flatnonzero(np.asarray(pc.equal(heads, ONE_PART)))
