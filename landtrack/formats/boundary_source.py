"""Which kind of geo file lies before us, told by its first bytes, and what GDAL is to open.

GDAL would open anything, text that names a remote server included. So only four kinds pass, each known by its content.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path, PurePosixPath

from landtrack.domain.errors import Refusal

_GEOPACKAGE = b"SQLite format 3\x00"
_SHAPEFILE = b"\x00\x00\x27\x0a"
_ZIP = b"PK\x03\x04"
_JSON_START = (b"{", b"\xef\xbb\xbf{")
_PARTS = (".shx", ".dbf")
"""Without the first a shapefile cannot be read, without the second it has no codes and names."""
_HASHED = (".cpg", ".dbf", ".prj", ".shp", ".shx")


def opened(path: Path) -> str:
    """Return what GDAL is to open for this file: the file, or the one geo file inside a zip.

    Raises Refusal ``boundaries.file_missing``, ``boundaries.not_geo``, ``boundaries.parts_missing``,
    ``boundaries.several_layers`` (a zip with several) or ``boundaries.no_system`` (GeoJSON that says it has none).
    """
    if not path.is_file():
        raise Refusal("boundaries.file_missing", file=str(path))
    with path.open("rb") as stream:
        start = stream.read(64)
    if start.startswith(_SHAPEFILE):
        _require_parts(path.name, path.stem, {other.name for other in path.parent.iterdir()})
    elif start.startswith(_ZIP):
        return _opened_zip(path)
    elif start.lstrip().startswith(_JSON_START):
        _require_geojson(path)
    elif not start.startswith(_GEOPACKAGE):
        raise Refusal("boundaries.not_geo", file=path.name)
    return str(path.resolve())


def content_hash(path: Path) -> str:
    """Return the SHA-256 of the file, or of a shapefile's parts together, each after its suffix."""
    if path.suffix.lower() != ".shp":
        return hashlib.sha256(path.read_bytes()).hexdigest()
    digest = hashlib.sha256()
    for part in sorted(path.parent.iterdir(), key=lambda part: part.suffix.lower()):
        if part.stem == path.stem and part.suffix.lower() in _HASHED:
            digest.update(part.suffix.lower().encode() + part.read_bytes())
    return digest.hexdigest()


def _require_parts(name: str, stem: str, beside: set[str]) -> None:
    there = {other.lower() for other in beside}
    missing = [suffix for suffix in _PARTS if (stem + suffix).lower() not in there]
    if missing:
        raise Refusal("boundaries.parts_missing", file=name, parts=", ".join(missing))


def _opened_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except zipfile.BadZipFile as broken:
        raise Refusal("boundaries.not_geo", file=path.name) from broken
    layers = [name for name in names if name.lower().endswith(".shp") and not name.startswith("__MACOSX/")]
    if not layers:
        raise Refusal("boundaries.not_geo", file=path.name)
    if len(layers) > 1:
        raise Refusal("boundaries.several_layers", file=path.name, layers=", ".join(sorted(layers)))
    member = PurePosixPath(layers[0])
    _require_parts(path.name, str(member.with_suffix("")), set(names))
    return f"/vsizip/{{{path.resolve()}}}/{member}"


def _require_geojson(path: Path) -> None:
    """Refuse JSON that is no GeoJSON, or that says its coordinate system is unknown or names one we cannot tell.

    RFC 7946 makes WGS 84 the system where none is named; GDAL would take it also for a null or unknown name, which the
    older GeoJSON, still written by many programs, means as "do not assume any".
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as broken:
        raise Refusal("boundaries.not_geo", file=path.name) from broken
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise Refusal("boundaries.not_geo", file=path.name)
    if "crs" in content and not _names_system(content["crs"]):
        raise Refusal("boundaries.no_system", file=path.name)


def _names_system(crs: object) -> bool:
    text = json.dumps(crs)
    return "EPSG" in text or "CRS84" in text
