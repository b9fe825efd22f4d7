"""The office's own maps under the cases: which there are, and one tile of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.map_layer import LayerKind, MapLayer
from landtrack.formats.layers.layer_folder import LayerFile, find_layers
from landtrack.formats.layers.plan_files import read_shapes
from landtrack.formats.layers.tile_files import read_tile
from landtrack.maps.plan_tile import draw_plan, tile_bounds

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_ZOOM = 22


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


def _found(folder: Path | None, key: str) -> LayerFile:
    for row in [] if folder is None else find_layers(folder):
        if row.layer.key == key:
            return row
    raise Refusal("layer.unknown")
