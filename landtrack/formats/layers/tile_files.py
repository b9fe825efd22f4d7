"""Pictures ready to be shown, cut into tiles: MBTiles and PMTiles files."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pmtiles.reader import Reader
from pmtiles.tile import MagicNumberNotFound, SpecVersionUnsupported, TileType

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Bounds = tuple[float, float, float, float]

MAGIC = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
DEGREES = 10_000_000
"""PMTiles counts degrees in whole ten-millionths."""
# pmtiles raises what its struct, JSON and gzip raise; a torn file may lead it anywhere.
PMTILES_FAULTS = (
    MagicNumberNotFound, SpecVersionUnsupported,
    ValueError, KeyError, IndexError, TypeError, OSError, EOFError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TileSet:
    """What a file of tiles says of itself: title, bounds in degrees, smallest and largest zoom."""

    title: str
    bounds: Bounds | None
    smallest: int
    largest: int


def describe_tiles(path: Path) -> TileSet:
    """Return what the file holds.

    Refuses ``layer.damaged``, and ``layer.vector_tiles``: those are no pictures yet and need a style to become some.
    """
    if path.suffix.lower() == ".pmtiles":
        return _pmtiles(path)
    with _mbtiles(path) as connection:
        stated = {str(name): str(value) for name, value in connection.execute("SELECT name, value FROM metadata")}
        if stated.get("format", "png").lower() in {"pbf", "mvt"}:
            raise Refusal("layer.vector_tiles", file=path.name)
        zooms = connection.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
    if zooms[0] is None:
        raise Refusal("layer.empty", file=path.name)
    return TileSet(stated.get("name") or path.stem, _bounds(stated.get("bounds", "")), int(zooms[0]), int(zooms[1]))


def read_tile(path: Path, zoom: int, column: int, row: int) -> tuple[bytes, str] | None:
    """Return the picture of a tile (row 0 in the north) and its media type; None where the file has none there.

    Refuses ``layer.damaged``.
    """
    if path.suffix.lower() == ".pmtiles":
        with _reader(path) as reader:
            found = reader.get(zoom, column, row)
    else:
        with _mbtiles(path) as connection:
            # MBTiles counts rows from the south.
            place = (zoom, column, (1 << zoom) - 1 - row)
            query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
            answer = connection.execute(query, place).fetchone()
            found = answer and bytes(answer[0])
    if not found:
        return None
    kind = next((media for magic, media in MAGIC.items() if found.startswith(magic)), None)
    return None if kind is None else (found, kind)


def _pmtiles(path: Path) -> TileSet:
    with _reader(path) as reader:
        header: dict[str, Any] = dict(reader.header())
        metadata = reader.metadata()
    if header["tile_type"] is TileType.MVT:
        raise Refusal("layer.vector_tiles", file=path.name)
    west, south, east, north = (header[f"{name}_e7"] / DEGREES for name in ("min_lon", "min_lat", "max_lon", "max_lat"))
    title = metadata.get("name") if isinstance(metadata, dict) else None
    return TileSet(
        str(title or path.stem), (west, south, east, north), int(header["min_zoom"]), int(header["max_zoom"])
    )


@contextmanager
def _reader(path: Path) -> Iterator[Reader]:
    try:
        with path.open("rb") as file:

            def part(offset: int, length: int) -> bytes:
                file.seek(offset)
                return file.read(length)

            yield Reader(part)
    except PMTILES_FAULTS as fault:
        raise Refusal("layer.damaged", file=path.name) from fault


@contextmanager
def _mbtiles(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        # immutable: nobody writes to it, and its folder may be one that the server cannot write to.
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            yield connection
    except (sqlite3.Error, OSError) as fault:
        raise Refusal("layer.damaged", file=path.name) from fault


def _bounds(text: str) -> Bounds | None:
    try:
        west, south, east, north = json.loads(f"[{text}]")
        return (float(west), float(south), float(east), float(north))
    except (ValueError, TypeError):
        return None
