"""Generated cases as tables of every format, and the settings to write them with."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import shapely
from hypothesis import strategies as st
from shapely.geometry import Point

from landtrack.domain.cutoff import DEFAULT_CUTOFFS, cutoffs_of
from landtrack.domain.selection import EVERYTHING
from landtrack.formats.case_tables import CaseTables, Layer, Setting
from landtrack.formats.code_labels import CODE_TABLE, code_labels, write_code_table
from landtrack.formats.coordinates import WGS84, to_wgs84
from landtrack.formats.export_registry import FORMATS
from landtrack.formats.exports.chosen_tables import ChosenTables, choose
from landtrack.formats.exports.columns import VERSION
from landtrack.formats.shapefile_fields import CASE_CODE
from landtrack.formats.shipped_vocabulary import shipped_vocabulary
from tests.formats.test_shapefile import EAST, NORTH, gathered, plain, shapes, values

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.formats.exports.export_format import ExportFormat

CUTOFFS = cutoffs_of(DEFAULT_CUTOFFS)
SETTING = Setting("EPSG:9214", date(2023, 11, 30), code_labels(CUTOFFS, shipped_vocabulary()))
FIGURES = {
    "as_of": "2023-11-30", "known_at": "2023-11-30T23:59:59+07:00", "frame": "2023-11-30", "head": "18-f55ea271157a",
    "unit": None, "total": {"cases": 3, "area_ha": "1.25"},
}  # fmt: skip
POINT = Point(EAST, NORTH + 0.123456789)
Cases = dict[Layer, list[tuple[dict[str, Any], Any]]]


def real(row: dict[str, Any]) -> dict[str, Any]:
    """Return values that a case can have: it always has a kind, a band and a status."""
    usual = {"HANH_VI": "other", "GIAI_DOAN": "before", "TRANG_THAI": "open"}
    return {**row, **{name: row[name] or value for name, value in usual.items()}}


def several_cases() -> st.SearchStrategy[Cases]:
    """Return some cases of each layer, with any values and shapes."""
    return st.fixed_dictionaries(
        {
            Layer.POLYGONS: st.lists(st.tuples(values().map(real), shapes()), max_size=4),
            Layer.POINTS: st.lists(st.tuples(values().map(real), st.just(POINT)), max_size=2),
            Layer.NO_GEOMETRY: st.lists(st.tuples(values().map(real), st.none()), max_size=3),
        }
    )


def tables_of(cases: Cases, form: ExportFormat, folder: Path) -> CaseTables:
    """Return the cases as tables with the columns of the format, in its usual system; versions count from 1."""
    if form.systems[0] == WGS84:
        cases = {
            layer: [(row, shape and to_wgs84(shape, "EPSG:9214")) for row, shape in some]
            for layer, some in cases.items()
        }
    tables = gathered(folder, cases)
    if form.fields == FORMATS["shapefile"].fields:
        return tables
    codes = [code for layer in Layer for code in tables.column(layer, CASE_CODE).to_pylist()]
    own = folder / "chosen"
    own.mkdir()
    with ChosenTables(own, fields=form.fields) as chosen:
        versions = {code: number for number, code in enumerate(codes, start=1)}
        choose(tables, chosen, EVERYTHING, {VERSION.name: versions})
    return chosen


def setting_of(form: ExportFormat) -> Setting:
    """Return the setting with the format's usual system."""
    return replace(
        SETTING,
        system=form.systems[0],
        units=("Xã Yên Thế (07288)",),
        manifest=json.dumps(FIGURES, indent=1),
        land_types=tuple(sorted(shipped_vocabulary().land_types)),
    )


def written(cases: Cases, name: str, folder: Path) -> CaseTables:
    """Write the cases in a format into ``folder / "files"``; return the tables."""
    form, files = FORMATS[name], folder / "files"
    files.mkdir()
    tables = tables_of(cases, form, folder)
    write_code_table(files / CODE_TABLE, CUTOFFS, shipped_vocabulary(), SETTING.labels)
    form.write(tables, files, setting_of(form))
    return tables


def simple(**changed: Any) -> Cases:
    """Return one case of each layer."""
    square = shapely.box(EAST, NORTH, EAST + 10, NORTH + 10)
    row = plain(HANH_VI="other", GIAI_DOAN="before", TRANG_THAI="open", **changed)
    shapes_by_layer = {Layer.POLYGONS: square, Layer.POINTS: POINT, Layer.NO_GEOMETRY: None}
    return {layer: [(dict(row), shape)] for layer, shape in shapes_by_layer.items()}
