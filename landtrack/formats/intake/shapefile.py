"""Shapefiles, zipped or with their parts beside them; the letters of their table are told by the bytes themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.formats.intake.dbf_letters import declared_letters
from landtrack.formats.intake.layer_format import LayerFormat, layer_reader
from landtrack.formats.intake.layer_letters import BYTES, with_letters
from landtrack.formats.intake.whole_files import require_whole_shapefile

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.intake.source import SourceTable
    from landtrack.formats.intake.incoming import Incoming

_START = b"\x00\x00\x27\x0a"


def begins(head: bytes) -> bool:
    """Say whether a file that begins so holds the shapes of a shapefile."""
    return head.startswith(_START)


def finished(table: SourceTable, file: Incoming, path: Path) -> SourceTable:
    """Decode the texts, which GDAL was told to hand over byte for byte."""
    require_whole_shapefile(path, file.name)
    return with_letters(table, file, declared_letters(path))


READER = layer_reader(
    LayerFormat(
        "shapefile",
        ("shp",),
        ("ESRI Shapefile",),
        begins,
        {"shp": ("shx", "dbf")},
        encoding=BYTES,
        finished=finished,
        streams=True,
    )
)
