"""The office's own maps under the cases: which there are, and one tile of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from landtrack.domain.errors import Refusal
from landtrack.domain.map_layer import LayerKind, MapLayer
from landtrack.formats.layers.layer_folder import LayerFile, find_layers
from landtrack.formats.layers.plan_files import read_shapes
from landtrack.formats.layers.tile_files import read_tile
from landtrack.maps.plan_tile import draw_plan, tile_bounds

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_ZOOM = 22
CORNERS_FROM = 16
"""The zoom from which on the corners of a plan are sent: a tile of fewer would be a village."""
MOST_CORNERS = 20_000
"""Of one tile: a plan so dense has no corner that somebody could mean."""


def show_layers(folder: Path | None) -> list[MapLayer]:
    """Return the layers by title, those that cannot be shown with their problem; ``folder`` None: none is set."""
    return [] if folder is None else [row.layer for row in find_layers(folder)]


def show_tile(folder: Path | None, key: str, zoom: int, column: int, row: int) -> tuple[bytes, str] | None:
    """Return the picture of a tile and its media type; None where the layer has nothing.

    Refuses ``layer.unknown``, the layer's own problem, and ``layer.damaged``.
    """
    found = _found(folder, key)
    if found.layer.problem is not None:
        raise found.layer.problem
    if not 0 <= zoom <= LARGEST_ZOOM or not (0 <= column < 1 << zoom and 0 <= row < 1 << zoom):
        return None
    if found.layer.kind is LayerKind.TILES:
        return read_tile(found.path, zoom, column, row)
    if found.plan is None or zoom < found.layer.smallest:
        return None
    shapes, names = read_shapes(found.path, found.plan, tile_bounds(zoom, column, row))
    return (draw_plan(shapes, names, zoom, column, row), "image/png") if len(shapes) else None


def layer_corners(folder: Path | None, key: str, zoom: int, column: int, row: int) -> list[list[float]]:
    """Return the corners [longitude, latitude] of a plan within a tile, each once; none of tiles of pictures.

    Nothing from afar or where there are more than 20,000. Refuses as :func:`show_tile` does.
    """
    found = _found(folder, key)
    if found.layer.problem is not None:
        raise found.layer.problem
    on_the_map = CORNERS_FROM <= zoom <= LARGEST_ZOOM and 0 <= column < 1 << zoom and 0 <= row < 1 << zoom
    if found.plan is None or not on_the_map:
        return []
    west, south, east, north = tile_bounds(zoom, column, row, margin=0)
    corners = shapely.get_coordinates(read_shapes(found.path, found.plan, (west, south, east, north))[0])
    inside = (corners >= (west, south)).all(axis=1) & (corners < (east, north)).all(axis=1)
    kept = np.unique(corners[inside], axis=0)
    return [] if len(kept) > MOST_CORNERS else [[float(lon), float(lat)] for lon, lat in kept]


def _found(folder: Path | None, key: str) -> LayerFile:
    for row in [] if folder is None else find_layers(folder):
        if row.layer.key == key:
            return row
    raise Refusal("layer.unknown")
