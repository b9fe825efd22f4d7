"""KML for Google Earth and its like: cases in their status' colour, all values as data, no link to anywhere."""

from __future__ import annotations

import html
import json
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from landtrack.domain.progress import square_metres
from landtrack.formats.case_tables import CaseTables, Layer, Setting
from landtrack.formats.code_labels import CODE_TABLE
from landtrack.formats.coordinates import WGS84
from landtrack.formats.exports.all_layers import all_cases, shapes_of
from landtrack.formats.exports.columns import WITH_VERSION
from landtrack.formats.exports.export_format import ExportFormat
from landtrack.formats.exports.kml_reading import (
    CODES,
    DOCUMENT,
    MANIFEST_NAME,
    codes_in_kml,
    compare_kml,
    manifest_in_kml,
)
from landtrack.formats.exports.kml_shapes import DECIMALS, kml_shape
from landtrack.formats.exports.single_file import SingleFile
from landtrack.formats.exports.status_colours import STATUS_COLOURS
from landtrack.formats.plain_table import field_table, read_lines, write_lines
from landtrack.formats.shapefile_export import FIELD_TABLE
from landtrack.formats.shapefile_fields import CASE_CODE, FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from landtrack.domain.status import Status
    from landtrack.formats.fitting import Change
    from landtrack.formats.shapefile_fields import Field

LAYERS = {Layer.POLYGONS: "vi_pham_vung", Layer.POINTS: "vi_pham_diem", Layer.NO_GEOMETRY: "vi_pham_khong_hinh"}
TYPES = {FieldKind.AREA: "double", FieldKind.FLAG: "int", FieldKind.COUNT: "int"}
SHOWN = ("TEN_XA", "THON", "SO_TO", "SO_THUA", "LOAI_DAT", "HANH_VI", "GIAI_DOAN", "DT_M2", "TRANG_THAI", "DT_XL_M2")
"""What stands in the description: never a note or a number of a decision."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'


def write_kml(tables: CaseTables, folder: Path, setting: Setting, *, alone: bool = True) -> list[Change]:
    """Write the document into ``folder``; nothing has to change. One that is ``alone`` holds manifest and lists."""
    with (folder / DOCUMENT).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{HEAD}<name>Vi phạm đất đai</name>\n")
        file.writelines(_style(status) for status in STATUS_COLOURS)
        if alone:
            own = {MANIFEST_NAME: setting.manifest, CODES: json.dumps(read_lines(folder / CODE_TABLE))}
            held = "".join(f'<Data name="{name}"><value>{escape(text)}</value></Data>' for name, text in own.items())
            file.write(f"<ExtendedData>{held}</ExtendedData>\n")
        for layer, name in LAYERS.items():
            # A document of its own, not a folder: else GDAL finds the types of the values in a .kml, but not in a .kmz.
            file.write(f"<Document><name>{name}</name>\n{_schema(name)}")
            for table in all_cases(tables, DECIMALS, against_clock=True, layers=(layer,)):
                file.writelines(_placemarks(table, name, setting))
            file.write("</Document>\n")
        file.write("</Document>\n</kml>\n")
    if not alone:
        write_lines(folder / FIELD_TABLE, field_table(WITH_VERSION))
    return []


def _style(status: Status) -> str:
    """Return the colours of a status; KML writes them as opacity, blue, green, red."""
    colour = STATUS_COLOURS[status]
    turned = colour[4:] + colour[2:4] + colour[:2]
    return (
        f'<Style id="{status.value}"><IconStyle><color>ff{turned}</color></IconStyle>'
        f"<LineStyle><color>ff{turned}</color><width>2</width></LineStyle>"
        f"<PolyStyle><color>80{turned}</color></PolyStyle>"
        # Else programs show all the data, put into HTML without escaping.
        "<BalloonStyle><text>&lt;b&gt;$[name]&lt;/b&gt;&lt;br/&gt;$[description]</text></BalloonStyle></Style>\n"
    )


def _schema(name: str) -> str:
    fields = "".join(
        f'<SimpleField type="{TYPES.get(column.kind, "string")}" name="{column.name}">'
        f"<displayName>{escape(column.vietnamese)}</displayName></SimpleField>"
        for column in WITH_VERSION
    )
    return f'<Schema name="{name}" id="{name}">{fields}</Schema>\n'


def _placemarks(table: Any, schema: str, setting: Setting) -> Iterator[str]:
    texts = {column.name: _texts(column, table[column.name].to_pylist(), setting) for column in WITH_VERSION}
    shapes = ["" if shape is None else kml_shape(shape) for shape in shapes_of(table)]
    statuses = table["TRANG_THAI"].to_pylist()
    shown = [column for column in WITH_VERSION if column.name in SHOWN]
    for place, (status, shape) in enumerate(zip(statuses, shapes, strict=True)):
        row = {name: cells[place] for name, cells in texts.items()}
        said = "".join(f'<SimpleData name="{name}">{escape(text)}</SimpleData>' for name, text in row.items() if text)
        # A description is plain text, but HTML to those who show it: escaped once for that, and once for XML.
        lines = [
            f"{column.vietnamese}: {row[column.name]} {column.unit}".strip() for column in shown if row[column.name]
        ]
        description = escape(html.escape(";\n".join(lines), quote=False))
        yield (
            f'<Placemark><name>{escape(row[CASE_CODE])}</name><Snippet maxLines="0"></Snippet>'
            f"<description>{description}</description><styleUrl>#{status}</styleUrl>"
            f'<ExtendedData><SchemaData schemaUrl="#{schema}">{said}</SchemaData></ExtendedData>{shape}</Placemark>\n'
        )


def _texts(column: Field, values: list[Any], setting: Setting) -> list[str]:
    """Return the values as texts: "" for nothing."""
    if column.kind is FieldKind.CODE:
        words = setting.labels[column.name]
        return [words.get(value, value) for value in values]
    if column.kind is FieldKind.AREA:
        return [str(square_metres(value)) for value in values]
    return ["" if value is None else str(value) for value in values]


KML = ExportFormat(
    "kml",
    "Write the cases to OUT.kml, for Google Earth.",
    1,
    ".kml",
    "application/vnd.google-earth.kml+xml",
    LAYERS,
    write_kml,
    compare_kml,
    single=SingleFile(DOCUMENT, b"<", manifest_in_kml, codes_in_kml),
    systems=(WGS84,),
    fields=WITH_VERSION,
    carries_all=False,
)
KMZ = ExportFormat(
    "kmz",
    "Write the cases to OUT.kmz: the same as kml, packed.",
    1,
    ".kmz",
    "application/vnd.google-earth.kmz",
    LAYERS,
    partial(write_kml, alone=False),
    compare_kml,
    members=frozenset({DOCUMENT, FIELD_TABLE}),
    systems=(WGS84,),
    fields=WITH_VERSION,
    carries_all=False,
    modern_zip=False,
)
