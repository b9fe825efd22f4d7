"""The folder with the office's own maps: what lies in it, by which key, and why some of it cannot be shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.map_layer import LayerKind, MapLayer
from landtrack.formats.layers.plan_files import Plan, describe_plan, plan_layers
from landtrack.formats.layers.tile_files import describe_tiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TILES, PLANS = (".mbtiles", ".pmtiles"), (".gpkg", ".shp")


@dataclass(frozen=True, slots=True)
class LayerFile:
    """A layer and the file that it is in; ``plan`` is None for tiles and for a layer with a problem."""

    layer: MapLayer
    path: Path
    plan: Plan | None = None


def find_layers(folder: Path) -> list[LayerFile]:
    """Return the layers of the folder by title, with those that cannot be shown and why; none if there is no folder."""
    if not folder.is_dir():
        return []
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in {*TILES, *PLANS} and path.is_file())
    found = [layer for path in files for layer in _layers_of(path, *_state(path))]
    return sorted(found, key=lambda row: (row.layer.title.casefold(), row.layer.key))


def _state(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_mtime_ns, about.st_size


@lru_cache(maxsize=256)
def _layers_of(path: Path, changed: int, size: int) -> tuple[LayerFile, ...]:
    """Return the layers of a file; kept as long as it is not changed (``changed`` and ``size`` tell)."""
    del changed, size
    return tuple(_tiles(path) if path.suffix.lower() in TILES else _plans(path))


def _tiles(path: Path) -> Iterator[LayerFile]:
    key = _key(path.name)
    try:
        found = describe_tiles(path)
    except Refusal as problem:
        yield LayerFile(MapLayer(key, path.stem, LayerKind.TILES, problem=problem), path)
    else:
        yield LayerFile(MapLayer(key, found.title, LayerKind.TILES, found.bounds, found.smallest, found.largest), path)


def _plans(path: Path) -> Iterator[LayerFile]:
    try:
        names = plan_layers(path)
    except Refusal as problem:
        yield LayerFile(MapLayer(_key(path.name), path.stem, LayerKind.PLAN, problem=problem), path)
        return
    for name in names:
        key = _key(f"{path.name}\0{name}")
        title = path.stem if len(names) == 1 else f"{path.stem}: {name}"
        try:
            plan = describe_plan(path, name)
        except Refusal as problem:
            yield LayerFile(MapLayer(key, title, LayerKind.PLAN, problem=problem), path)
        else:
            yield LayerFile(MapLayer(key, title, LayerKind.PLAN, plan.bounds, plan.smallest), path, plan)


def _key(name: str) -> str:
    """Return what stands for a layer in addresses: no name of a file ever does."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
