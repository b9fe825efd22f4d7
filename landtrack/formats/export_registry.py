"""The formats that cases can be exported in: a new one is a new file and one line here."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.formats.archive import read_manifest_text
from landtrack.formats.exports.csv_table import CSV
from landtrack.formats.exports.dxf import DXF
from landtrack.formats.exports.export_format import OFFICIAL_SYSTEMS, ZIP, ExportFormat
from landtrack.formats.exports.geojson import GEOJSON
from landtrack.formats.exports.geopackage import GEOPACKAGE
from landtrack.formats.exports.kml import KML, KMZ
from landtrack.formats.exports.workbook import WORKBOOK
from landtrack.formats.manifest import Manifest, read_manifest
from landtrack.formats.shapefile_export import FILES, MEMBERS, compare_export, write_export

if TYPE_CHECKING:
    from pathlib import Path

SHAPEFILE = "shapefile"
ABOUT_SHAPEFILE = "Write exactly the cases that `progress` counts to OUT.zip: VN-2000 shapefiles with a manifest."
FORMATS = {
    form.name: form
    for form in (
        ExportFormat(SHAPEFILE, ABOUT_SHAPEFILE, 1, ".zip", ZIP, FILES, write_export, compare_export, MEMBERS),
        GEOPACKAGE,
        GEOJSON,
        KML,
        KMZ,
        WORKBOOK,
        CSV,
        DXF,
    )
}
EXPORT_SYSTEMS = OFFICIAL_SYSTEMS
LONGEST_START = 32
WORKBOOK_PART = "xl/workbook.xml"


def export_format(name: str) -> ExportFormat:
    """Return the format of this name; Refusal ``choice.unknown`` for any other."""
    if name not in FORMATS:
        raise Refusal("choice.unknown", text=name, choices=", ".join(FORMATS))
    return FORMATS[name]


def manifest_in(path: Path) -> Manifest:
    """Return the manifest of any export, whatever its name; Refusal ``check.…`` where there is none, or a damaged one.

    Refusal ``choice.unknown`` where it names a format that this program does not know.
    """
    manifest = read_manifest(_manifest_text(path))
    export_format(manifest.form)
    return manifest


def _manifest_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            start = file.read(LONGEST_START).removeprefix(b"\xef\xbb\xbf").lstrip()
    except FileNotFoundError:
        raise Refusal("file.missing", file=str(path)) from None
    except OSError as fault:
        raise Refusal("check.damaged", file=str(path), reason=fault.strerror or str(fault)) from fault
    for form in FORMATS.values():
        if form.single and start.startswith(form.single.start) and (form.ending == ".xlsx") == _is_workbook(path):
            return form.single.manifest(path)
    return read_manifest_text(path)


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return WORKBOOK_PART in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
