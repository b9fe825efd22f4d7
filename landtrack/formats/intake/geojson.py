"""GeoJSON: in WGS 84, or in what the older form of the format names as its system."""

from __future__ import annotations

import re

from landtrack.formats.intake.layer_format import LayerFormat, layer_reader

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_TYPES = re.compile(rb'"type"\s*:\s*"(?:FeatureCollection|Feature|(?:Multi)?(?:Point|LineString|Polygon))"')


def begins(head: bytes) -> bool:
    """Say whether a file that begins so is GeoJSON, not just any JSON."""
    return _START.match(head) is not None and _TYPES.search(head) is not None


READER = layer_reader(
    LayerFormat("geojson", ("geojson",), ("GeoJSON",), begins, {}, prefix="GeoJSON:", other_endings=("json",))
)
