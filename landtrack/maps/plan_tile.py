"""One tile of a plan as a picture: the outlines of its shapes and, where there is room, their numbers."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

    Bounds = tuple[float, float, float, float]

SIZE = 256
SHARP = 2
"""The picture has so many dots a pixel: lines are smooth, and sharp on good screens."""
EDGE = 4
"""Shapes up to so many pixels beyond the edge are drawn along, so that lines go on in the next tile."""
LINE, NAME = (120, 60, 160, 210), (80, 30, 120, 255)
NAMES_FROM = 16
"""The zoom from which on there is room for numbers."""
SMALLEST_NAMED = 24
"""Pixels that a shape must be wide and high to be named."""


def tile_bounds(zoom: int, column: int, row: int, margin: float = EDGE / SIZE) -> Bounds:
    """Return west, south, east, north in degrees of a tile of the web map, a margin (share of its side) around it."""
    side = 1 / (1 << zoom)
    west, east = (column - margin) * side, (column + 1 + margin) * side
    north, south = (row - margin) * side, (row + 1 + margin) * side
    return (west * 360 - 180, _latitude(south), east * 360 - 180, _latitude(north))


def draw_plan(shapes: np.ndarray, names: Sequence[str], zoom: int, column: int, row: int) -> bytes:
    """Return a PNG (512 × 512, transparent) of shapes in EPSG:4326, each with its name where it fits."""
    picture = Image.new("RGBA", (SIZE * SHARP, SIZE * SHARP))
    pen = ImageDraw.Draw(picture)
    placed = shapely.transform(shapes, lambda points: _pixels(points, zoom, column, row))
    parts, owners = shapely.get_parts(placed, return_index=True)
    for part in parts:
        _draw(pen, part)
    if zoom >= NAMES_FROM:
        font = ImageFont.load_default(11 * SHARP)
        named = set()
        for part, owner in zip(parts, owners, strict=True):
            if names[owner] and owner not in named and _has_room(part):
                named.add(owner)
                place = part.representative_point()
                pen.text((place.x, place.y), names[owner], NAME, font, anchor="mm")
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=3)
    return out.getvalue()


def _draw(pen: ImageDraw.ImageDraw, part: shapely.Geometry) -> None:
    if part.geom_type == "Polygon":
        for ring in (part.exterior, *part.interiors):
            pen.line(_corners(ring), LINE, SHARP)
    elif part.geom_type in {"LineString", "LinearRing"}:
        pen.line(_corners(part), LINE, SHARP)
    elif part.geom_type == "Point" and not part.is_empty:
        size = 3 * SHARP
        pen.ellipse((part.x - size, part.y - size, part.x + size, part.y + size), outline=LINE, width=SHARP)


def _corners(line: shapely.Geometry) -> list[float]:
    return [float(value) for value in shapely.get_coordinates(line).ravel()]


def _has_room(part: shapely.Geometry) -> bool:
    if part.is_empty or part.geom_type != "Polygon":
        return False
    west, south, east, north = part.bounds
    return bool(min(east - west, north - south) >= SMALLEST_NAMED * SHARP)


def _pixels(points: np.ndarray, zoom: int, column: int, row: int) -> np.ndarray:
    scale = SIZE * SHARP * (1 << zoom)
    latitude = np.radians(np.clip(points[:, 1], -85, 85))
    x = (points[:, 0] + 180) / 360 * scale - column * SIZE * SHARP
    y = (1 - np.arcsinh(np.tan(latitude)) / math.pi) / 2 * scale - row * SIZE * SHARP
    return np.column_stack([x, y])


def _latitude(share: float) -> float:
    """Return the latitude in degrees at this share of the web map from its north."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * share))))
