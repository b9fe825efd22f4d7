"""KML and KMZ of Google Earth: always WGS 84; folders are sheets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.formats.intake.layer_format import LayerFormat, layer_reader
from landtrack.formats.intake.table_columns import keep_columns

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.intake.source import SourceTable
    from landtrack.formats.intake.incoming import Incoming

_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?kml[\s>]", re.DOTALL)
_DISPLAY = frozenset(
    {"altitudemode", "tessellate", "extrude", "visibility", "draworder", "icon", "snippet", "timestamp", "begin", "end"}
)
"""How Google Earth shows a placemark: fields that GDAL gives to every layer, and that say nothing of a case."""


def begins(head: bytes) -> bool:
    """Say whether a file that begins so is KML; one with entities of its own is not read."""
    return _ROOT.match(head) is not None and b"<!DOCTYPE" not in head


def finished(table: SourceTable, _file: Incoming, _path: Path) -> SourceTable:
    """Leave out the fields of display, unless they say something different from row to row."""
    return keep_columns(replace(table, system=table.system or "EPSG:4326"), lambda name: name.lower() not in _DISPLAY)


READER = layer_reader(
    LayerFormat(
        "kml", ("kml",), ("LIBKML", "KML"), begins, {}, named_by_file=False, finished=finished, other_endings=("kmz",)
    )
)
