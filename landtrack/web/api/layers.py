"""The office's own maps under the cases, served by the application itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Response, current_app

from landtrack.domain.scope import Right
from landtrack.usecases.show_layers import layer_corners, show_layers, show_tile
from landtrack.web.access import Routes, needs
from landtrack.web.headers import A_DAY
from landtrack.web.language import SETTINGS, say
from landtrack.web.packing import feed

NOTHING_THERE = 204

routes = Routes()


@routes.get("/api/layers", needs(Right.SEE_CASES))
def api_layers() -> Response:
    """List the layers; one that cannot be shown has a ``problem``."""
    return feed({"layers": [_block(layer) for layer in show_layers(_folder())]})


@routes.get("/api/layer/<key>/<int:zoom>/<int:column>/<int:row>", needs(Right.SEE_CASES))
def api_layer_tile(key: str, zoom: int, column: int, row: int) -> Response:
    """Send the picture of a tile; nothing (204) where the layer has none."""
    found = show_tile(_folder(), key, zoom, column, row)
    response = Response(status=NOTHING_THERE) if found is None else Response(found[0], content_type=found[1])
    response.headers["Cache-Control"] = A_DAY
    return response


@routes.get("/api/layer/<key>/corners/<int:zoom>/<int:column>/<int:row>", needs(Right.SEE_CASES))
def api_layer_corners(key: str, zoom: int, column: int, row: int) -> Response:
    """Send the corners of a plan within a tile, for drawing that snaps to them."""
    response = feed({"corners": layer_corners(_folder(), key, zoom, column, row)})
    response.headers["Cache-Control"] = A_DAY
    return response


def _block(layer: Any) -> dict[str, Any]:
    return {
        "key": layer.key,
        "title": layer.title,
        "kind": layer.kind.value,
        "bounds": layer.bounds,
        "smallest": layer.smallest,
        "largest": layer.largest,
        "problem": None if layer.problem is None else say().sentence(layer.problem),
    }


def _folder() -> Path | None:
    setting = current_app.extensions[SETTINGS].layers
    return Path(setting) if setting else None
