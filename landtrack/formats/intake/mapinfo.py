"""MapInfo: tables (.tab with .dat, .map and .id) and exchange files (.mif with .mid)."""

from __future__ import annotations

import re

from landtrack.formats.intake.layer_format import LayerFormat, layer_reader

_TABLE = re.compile(rb"\s*!table\b", re.IGNORECASE)
_OWN = re.compile(rb"\bType\s+(?:NATIVE|DBF)\b", re.IGNORECASE)
"""Other types are views of tables elsewhere, or pictures."""
_EXCHANGE = re.compile(
    rb"\s*version\s+\d+.*?^\s*(?:charset|delimiter|columns|coordsys)\b", re.IGNORECASE | re.DOTALL | re.MULTILINE
)


def begins(head: bytes) -> bool:
    """Say whether a file that begins so is a table of MapInfo with contents of its own, or an exchange file."""
    return bool((_TABLE.match(head) and _OWN.search(head)) or _EXCHANGE.match(head))


READER = layer_reader(
    LayerFormat("mapinfo", ("tab", "mif"), ("MapInfo File",), begins, {"tab": ("dat", "map", "id"), "mif": ("mid",)})
)
