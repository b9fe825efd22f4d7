"""The tables of a GeoPackage that hold no cases: styles, code table, field table, manifest."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyogrio

from landtrack.domain.errors import Refusal
from landtrack.formats.archive import LARGEST_MANIFEST
from landtrack.formats.code_labels import CODE_TABLE
from landtrack.formats.comparison import Difference, unreadable
from landtrack.formats.exports.columns import WITH_VERSION
from landtrack.formats.exports.qgis_style import STATUS_COLUMN, qml
from landtrack.formats.plain_table import field_table, read_lines
from landtrack.formats.shapefile import GDAL_FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from landtrack.formats.case_tables import Layer, Setting

CODES, FIELDS_TABLE, MANIFEST_TABLE, STYLES = "bang_ma", "bang_truong", "landtrack_manifest", "layer_styles"
STYLED = ("f_table_name", "f_geometry_column", "styleQML")
STYLE_NAME = "Tình trạng xử lý"
CONTENT = "content"


def write_lists(path: Path, folder: Path, setting: Setting, layers: Mapping[Layer, str]) -> None:
    """Add the styles of ``layers``, the field table, the manifest, and the code table that lies in ``folder``."""
    _write(path, CODES, read_lines(folder / CODE_TABLE))
    _write(path, FIELDS_TABLE, field_table(WITH_VERSION))
    _write(path, MANIFEST_TABLE, [[CONTENT], [setting.manifest]])
    _add(path, STYLES, pa.Table.from_pylist(_styles(setting, layers)), {"FID": "id"})


def compare_lists(path: Path, setting: Setting, layers: Mapping[Layer, str]) -> Iterator[Difference]:
    """Give the tables that do not say what every export says."""
    wanted = [{name: str(style[name]) for name in STYLED} for style in _styles(setting, layers)]
    try:
        if _lines(path, FIELDS_TABLE) != field_table(WITH_VERSION):
            yield Difference(FIELDS_TABLE, "content", "", "")
        head, *lines = _lines(path, STYLES)
        found = [{name: cell for name, cell in zip(head, line, strict=True) if name in STYLED} for line in lines]
        if found != wanted:
            yield Difference(STYLES, "content", "", "")
    except Refusal as refusal:
        yield unreadable(FIELDS_TABLE, refusal)


def _styles(setting: Setting, layers: Mapping[Layer, str]) -> list[dict[str, Any]]:
    """Return the rows by which QGIS finds the style of each layer."""
    return [
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": name,
            "f_geometry_column": "geom",
            "styleName": STYLE_NAME,
            "styleQML": qml(layer, setting.labels[STATUS_COLUMN]),
            "styleSLD": "",
            "useAsDefault": True,
            "description": "",
            "owner": "",
            "ui": "",
            # QGIS asks for the latest.
            "update_time": datetime.combine(setting.as_of, time(), UTC),
        }
        for layer, name in layers.items()
    ]


def manifest_in_geopackage(path: Path) -> str:
    """Return the manifest; Refusal ``check.no_manifest`` or ``check.not_ours`` where there is none."""
    lines = _lines(path, MANIFEST_TABLE)
    if len(lines) != 2 or len(lines[1][0]) > LARGEST_MANIFEST:  # noqa: PLR2004 - the heading and the one row
        raise Refusal("check.no_manifest", file=str(path))
    return lines[1][0]


def codes_in_geopackage(path: Path) -> list[list[str]]:
    """Return the lines of the code table; Refusal where there is none."""
    return _lines(path, CODES)


def _lines(path: Path, name: str) -> list[list[str]]:
    try:
        # What GDAL warns of in a damaged file shows by itself.
        with warnings.catch_warnings(action="ignore", category=RuntimeWarning):
            if name not in pyogrio.list_layers(path)[:, 0]:
                raise Refusal("check.no_manifest", file=str(path))
            _, table = pyogrio.read_arrow(path, layer=name)
        rows = list(zip(*(column.cast(pa.string()).to_pylist() for column in table.columns), strict=True))
    except (*GDAL_FAULTS, ValueError) as fault:
        raise Refusal("check.not_ours", file=str(path), reason=str(fault)[:200]) from fault
    return [table.column_names, *([cell or "" for cell in row] for row in rows)]


def _write(path: Path, name: str, lines: Sequence[Sequence[str]]) -> None:
    head, *rows = lines
    columns = list(zip(*rows, strict=True)) or [()] * len(head)
    table = pa.table([pa.array(column, pa.string()) for column in columns], list(head))
    _add(path, name, table, {})


def _add(path: Path, name: str, table: pa.Table, options: Mapping[str, str]) -> None:
    pyogrio.write_arrow(table, path, layer=name, driver="GPKG", layer_options=dict(options))
