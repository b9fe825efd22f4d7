"""DXF of release 12, in plain ASCII: closed lines by status, codes as labels, and a table of all cases beside it."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import shapely
from shapely.geometry import Point

from landtrack.domain.status import Status
from landtrack.formats.case_tables import WITH_GEOMETRY, CaseTables, Layer, Setting
from landtrack.formats.coordinates import VN2000
from landtrack.formats.exports.all_layers import all_cases, shapes_of
from landtrack.formats.exports.columns import WITH_VERSION
from landtrack.formats.exports.csv_table import FILE as TABLE
from landtrack.formats.exports.csv_table import TYPES, write_table
from landtrack.formats.exports.dxf_reading import (
    APPLICATION,
    DECIMALS,
    FILE,
    LAYER_OF_STATUS,
    MULTI,
    SINGLE,
    compare_dxf,
)
from landtrack.formats.exports.export_format import OFFICIAL_SYSTEMS, ZIP, ExportFormat
from landtrack.formats.shapefile_export import FIELD_TABLE
from landtrack.formats.shapefile_fields import CASE_CODE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from landtrack.formats.fitting import Change

LABELS = "MA_VU_VIEC"
COLOURS = {Status.OPEN: 1, Status.IN_HAND: 40, Status.PARTLY_RESOLVED: 140, Status.RESOLVED: 94}
"""Numbers of the colour table that every drawing program has."""
WHITE = 7
LABEL_HEIGHT = 2.0
"""Metres."""

Group = tuple[int, object]


def write_dxf(tables: CaseTables, folder: Path, setting: Setting) -> list[Change]:
    """Write the drawing and the table into ``folder``; nothing has to change."""
    with (folder / FILE).open("w", encoding="ascii", newline="\r\n") as file:
        _put(file, _head(setting))
        for table in all_cases(tables, DECIMALS, layers=WITH_GEOMETRY):
            for groups in _entities(table):
                _put(file, groups)
        _put(file, [(0, "ENDSEC"), (0, "EOF")])
    write_table(tables, folder, setting, shapes=False)
    return []


def _put(file: IO[str], groups: list[Group]) -> None:
    file.writelines(f"{code}\n{value}\n" for code, value in groups)


def _head(setting: Setting) -> list[Group]:
    """Return what stands before the entities: version, tables of line types, layers, letters and applications."""
    colours = {LAYER_OF_STATUS[status]: colour for status, colour in COLOURS.items()} | {LABELS: WHITE}
    layers = [_entry("LAYER", name, (62, colour), (6, "CONTINUOUS")) for name, colour in colours.items()]
    line = _entry("LTYPE", "CONTINUOUS", (3, "Solid line"), (72, 65), (73, 0), (40, 0.0))
    letters = _entry(
        "STYLE", "STANDARD", (40, 0.0), (41, 1.0), (50, 0.0), (71, 0), (42, LABEL_HEIGHT), (3, "txt"), (4, "")
    )
    return [
        (999, f"landtrack {setting.system} {setting.as_of.isoformat()}"),
        (0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1009"), (0, "ENDSEC"),
        (0, "SECTION"), (2, "TABLES"),
        *_table("LTYPE", [line]), *_table("LAYER", layers), *_table("STYLE", [letters]),
        *_table("APPID", [_entry("APPID", APPLICATION)]),
        (0, "ENDSEC"), (0, "SECTION"), (2, "BLOCKS"), (0, "ENDSEC"), (0, "SECTION"), (2, "ENTITIES"),
    ]  # fmt: skip


def _table(name: str, entries: list[list[Group]]) -> list[Group]:
    inside = [group for entry in entries for group in entry]
    return [(0, "TABLE"), (2, name), (70, len(entries)), *inside, (0, "ENDTAB")]


def _entry(kind: str, name: str, *rest: Group) -> list[Group]:
    return [(0, kind), (2, name), (70, 0), *rest]


def _entities(table: Any) -> Iterator[list[Group]]:
    shapes = shapes_of(table)
    places = shapely.point_on_surface(shapes)
    rows = zip(table[CASE_CODE].to_pylist(), table["TRANG_THAI"].to_pylist(), shapes, places, strict=True)
    for code, status, shape, place in rows:
        layer = LAYER_OF_STATUS[Status(status)]
        yield _drawn(layer, code, shape) + _label(code, place)


def _drawn(layer: str, code: str, shape: BaseGeometry) -> list[Group]:
    """Return a point, or a closed line for each ring; what program and import need to know of it is beside."""
    if isinstance(shape, Point):
        return [(0, "POINT"), (8, layer), *_position(shape.x, shape.y), *_marks(code, SINGLE, 0, 0)]
    several = shape.geom_type == "MultiPolygon"
    groups: list[Group] = []
    for part, polygon in enumerate(shape.geoms if several else [shape]):
        for number, ring in enumerate((polygon.exterior, *polygon.interiors)):
            groups += [(0, "POLYLINE"), (8, layer), (66, 1), *_position(0, 0), (70, 1)]
            groups += _marks(code, MULTI if several else SINGLE, part, number)
            # A closed line ends where it began without saying so.
            for x, y in shapely.get_coordinates(ring)[:-1].tolist():
                groups += [(0, "VERTEX"), (8, layer), *_position(x, y)]
            groups += [(0, "SEQEND"), (8, layer)]
    return groups


def _label(code: str, place: Point) -> list[Group]:
    return [(0, "TEXT"), (8, LABELS), *_position(place.x, place.y), (40, LABEL_HEIGHT), (1, code)]


def _marks(code: str, kind: str, part: int, ring: int) -> list[Group]:
    return [(1001, APPLICATION), (1000, code), (1000, kind), (1070, part), (1070, ring)]


def _position(x: float, y: float) -> list[Group]:
    return [(10, f"{x:.{DECIMALS}f}"), (20, f"{y:.{DECIMALS}f}"), (30, "0.0")]


DXF = ExportFormat(
    "dxf",
    "Write the cases to OUT.zip: a drawing for AutoCAD and MicroStation, in VN-2000.",
    1,
    ".zip",
    ZIP,
    {Layer.POLYGONS: FILE, Layer.POINTS: FILE, Layer.NO_GEOMETRY: TABLE},
    write_dxf,
    compare_dxf,
    members=frozenset({FILE, TABLE, TYPES, FIELD_TABLE}),
    systems=tuple(system for system in OFFICIAL_SYSTEMS if system != VN2000),
    fields=WITH_VERSION,
    carries_all=False,
)
