"""GeoPackage: every layer is a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.formats.archive import SQLITE_START
from landtrack.formats.exports.geopackage_lists import CODES, FIELDS_TABLE, MANIFEST_TABLE, STYLES
from landtrack.formats.intake.layer_format import LayerFormat, layer_reader

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_APPLICATION = slice(68, 70)
"""Where SQLite keeps the mark of the program: "GPKG", "GP10" or "GP11"."""


def begins(head: bytes) -> bool:
    """Say whether a file that begins so is a GeoPackage, not just any SQLite file."""
    return head.startswith(SQLITE_START) and head[_APPLICATION] == b"GP"


def passed_over(layers: Sequence[str]) -> Collection[str]:
    """Return the tables that say how layers look, and those that explain an export of ours."""
    return {STYLES, *((MANIFEST_TABLE, CODES, FIELDS_TABLE) if MANIFEST_TABLE in layers else ())}


READER = layer_reader(
    LayerFormat("gpkg", ("gpkg",), ("GPKG",), begins, {}, named_by_file=False, passed_over=passed_over, streams=True)
)
