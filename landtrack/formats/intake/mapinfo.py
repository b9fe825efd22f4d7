"""MapInfo: tables (.tab with .dat, .map and .id) and exchange files (.mif with .mid)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from landtrack.formats.intake.layer_format import LayerFormat, layer_reader
from landtrack.formats.intake.whole_files import require_whole_mapinfo

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.intake.source import SourceTable
    from landtrack.formats.intake.incoming import Incoming

_TABLE = re.compile(rb"\s*!table\b", re.IGNORECASE)
_OWN = re.compile(rb"\bType\s+(?:NATIVE|DBF)\b", re.IGNORECASE)
"""Other types are views of tables elsewhere, or pictures."""
_EXCHANGE = re.compile(
    rb"\s*version\s+\d+.*?^\s*(?:charset|delimiter|columns|coordsys)\b", re.IGNORECASE | re.DOTALL | re.MULTILINE
)


def begins(head: bytes) -> bool:
    """Say whether a file that begins so is a table of MapInfo with contents of its own, or an exchange file."""
    return bool((_TABLE.match(head) and _OWN.search(head)) or _EXCHANGE.match(head))


def finished(table: SourceTable, file: Incoming, path: Path) -> SourceTable:
    """Return the table as it is; refuse parts that GDAL read as far as they go."""
    require_whole_mapinfo(path, file.name, len(table.rows))
    return table


READER = layer_reader(
    LayerFormat(
        "mapinfo",
        ("tab", "mif"),
        ("MapInfo File",),
        begins,
        {"tab": ("dat", "map", "id"), "mif": ("mid",)},
        finished=finished,
    )
)
