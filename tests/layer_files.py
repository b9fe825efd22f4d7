"""Maps as an office lays them into the folder: tiles of pictures, plans of parcels."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import geopandas as gpd
from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write
from pyproj import CRS
from shapely import box

from landtrack.formats.coordinates import declared_from_wgs84

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# A tile over Phồn Xương, and the place in its middle.
ZOOM, COLUMN, ROW = 14, 13024, 7192
WEST, SOUTH, EAST, NORTH = 106.171875, 21.432617, 106.193848, 21.453069


def picture(colour: str = "green", kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (256, 256), colour).save(out, kind)
    return out.getvalue()


def mbtiles(path: Path, tile: bytes, **metadata: str) -> Path:
    """Write a file of one tile; its rows count from the south."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        connection.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        place = (ZOOM, COLUMN, (1 << ZOOM) - 1 - ROW, tile)
        connection.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", place)
    return path


def pmtiles(path: Path, tile: bytes, kind: TileType = TileType.PNG, name: str = "Ảnh") -> Path:
    with write(str(path)) as writer:
        writer.write_tile(zxy_to_tileid(ZOOM, COLUMN, ROW), tile)
        header = {
            "tile_type": kind, "tile_compression": Compression.NONE, "min_zoom": ZOOM, "max_zoom": ZOOM,
            "min_lon_e7": int(WEST * 1e7), "min_lat_e7": int(SOUTH * 1e7), "max_lon_e7": int(EAST * 1e7),
            "max_lat_e7": int(NORTH * 1e7), "center_zoom": ZOOM, "center_lon_e7": 0, "center_lat_e7": 0,
        }  # fmt: skip
        writer.finalize(header, {"name": name})
    return path


def parcels(path: Path, system: str = "EPSG:9214", columns: Mapping[str, list[object]] | None = None) -> Path:
    """Write two parcels beside each other in the middle of the tile, the left one a square hole short."""
    middle = (WEST + EAST) / 2
    shapes = [box(middle - 0.004, 21.4400, middle, 21.4440), box(middle, 21.4400, middle + 0.004, 21.4440)]
    moved = [declared_from_wgs84(shape, CRS(system)) for shape in shapes]
    frame = gpd.GeoDataFrame(columns or {"SO_THUA": [12, 345]}, geometry=moved, crs=system)
    frame.to_file(path)
    return path
