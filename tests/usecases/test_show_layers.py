"""The office's own maps: what lies in the folder, one tile of it, and what cannot be shown."""

from __future__ import annotations

import io
import sqlite3

import geopandas as gpd
import numpy as np
import pytest
from PIL import Image
from pmtiles.tile import TileType

from landtrack.domain.errors import Refusal
from landtrack.domain.map_layer import LayerKind
from landtrack.maps.plan_tile import tile_bounds
from landtrack.usecases.show_layers import layer_corners, show_layers, show_tile
from tests.layer_files import COLUMN, EAST, NORTH, ROW, SOUTH, WEST, ZOOM, mbtiles, parcels, picture, pmtiles

BOUNDS = f"{WEST},{SOUTH},{EAST},{NORTH}"


def layer(folder):
    (found,) = show_layers(folder)
    return found


def tile(folder, zoom=ZOOM, column=COLUMN, row=ROW):
    return show_tile(folder, layer(folder).key, zoom, column, row)


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_a_tile_of_mbtiles_is_sent_as_it_is(tmp_path, kind, media):
    content = picture(kind=kind)
    mbtiles(tmp_path / "anh.mbtiles", content, name="Ảnh 2024", bounds=BOUNDS, format=kind.lower())
    found = layer(tmp_path)
    assert (found.title, found.kind, found.smallest, found.largest) == ("Ảnh 2024", LayerKind.TILES, ZOOM, ZOOM)
    assert found.bounds == pytest.approx((WEST, SOUTH, EAST, NORTH))
    assert tile(tmp_path) == (content, media)
    assert tile(tmp_path, row=ROW + 1) is None
    assert tile(tmp_path, zoom=1, column=5, row=0) is None


def test_a_tile_of_pmtiles_is_sent_as_it_is(tmp_path):
    content = picture()
    pmtiles(tmp_path / "anh.pmtiles", content)
    found = layer(tmp_path)
    assert (found.title, found.smallest, found.largest) == ("Ảnh", ZOOM, ZOOM)
    assert found.bounds == pytest.approx((WEST, SOUTH, EAST, NORTH), abs=1e-6)
    assert tile(tmp_path) == (content, "image/png")
    assert tile(tmp_path, column=COLUMN + 1) is None


def drawn(found):
    """Return which dots of a tile are drawn."""
    with Image.open(io.BytesIO(found[0])) as opened:
        return np.asarray(opened.convert("RGBA"))[:, :, 3] > 0


@pytest.mark.parametrize("name", ["thua.gpkg", "thua.shp"])
@pytest.mark.parametrize("system", ["EPSG:9214", "EPSG:4326", "EPSG:32648"])
def test_parcels_are_drawn_where_they_lie(tmp_path, name, system):
    parcels(tmp_path / name, system)
    found = layer(tmp_path)
    assert (found.title, found.kind) == ("thua", LayerKind.PLAN)
    dots = drawn(tile(tmp_path))
    columns = np.flatnonzero(dots.any(axis=0))
    # The two parcels reach 0.004 degrees to each side of the middle of a tile of 0.022 degrees, 512 dots wide.
    assert (columns[0], columns[-1]) == pytest.approx((256 - 93, 256 + 93), abs=3)
    assert dots[:, 256].sum() > 80
    assert tile(tmp_path, column=COLUMN + 2) is None


def test_numbers_are_written_where_there_is_room(tmp_path):
    parcels(tmp_path / "thua.gpkg")
    plain = tmp_path / "plain"
    plain.mkdir()
    parcels(plain / "thua.gpkg", columns={"KHAC": [1, 2]})
    place = {"zoom": 16, "column": COLUMN * 4 + 1, "row": ROW * 4 + 2}
    assert drawn(tile(tmp_path, **place)).sum() > drawn(tile(plain, **place)).sum() + 40


def test_every_layer_of_a_geopackage_is_one(tmp_path):
    parcels(tmp_path / "q.gpkg")
    gpd.read_file(tmp_path / "q.gpkg").to_file(tmp_path / "q.gpkg", layer="quy hoạch")
    assert [row.title for row in show_layers(tmp_path)] == ["q: q", "q: quy hoạch"]


def broken_mbtiles(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    connection.close()


BROKEN = {
    "a.mbtiles": (lambda path: path.write_bytes(b"no database"), "layer.damaged"),
    "b.mbtiles": (broken_mbtiles, "layer.damaged"),
    "c.mbtiles": (lambda path: mbtiles(path, b"\x1f\x8b", format="pbf"), "layer.vector_tiles"),
    "d.pmtiles": (lambda path: path.write_bytes(b"PMTiles\x03" + b"\xff" * 200), "layer.damaged"),
    "e.pmtiles": (lambda path: path.write_bytes(b""), "layer.damaged"),
    "f.pmtiles": (lambda path: pmtiles(path, b"\x1f\x8b", TileType.MVT), "layer.vector_tiles"),
    "g.gpkg": (lambda path: path.write_bytes(b"no database"), "layer.damaged"),
    "h.shp": (lambda path: parcels(path).with_suffix(".prj").unlink(), "layer.no_system"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_shown_says_why_and_hides_nothing_else(tmp_path, name):
    make, code = BROKEN[name]
    make(tmp_path / name)
    mbtiles(tmp_path / "good.mbtiles", picture(), name="good")
    problems = {row.title: row.problem and row.problem.code for row in show_layers(tmp_path)}
    assert problems == {name.partition(".")[0]: code, "good": None}
    bad = next(row for row in show_layers(tmp_path) if row.problem)
    with pytest.raises(Refusal) as refused:
        show_tile(tmp_path, bad.key, ZOOM, COLUMN, ROW)
    assert refused.value.code == code


def test_a_script_in_a_tile_is_not_sent(tmp_path):
    mbtiles(tmp_path / "x.mbtiles", b"<script>alert(1)</script>", name="x")
    assert tile(tmp_path) is None


def test_a_new_file_is_seen_and_a_key_is_no_path(tmp_path):
    assert show_layers(None) == show_layers(tmp_path / "missing") == show_layers(tmp_path) == []
    mbtiles(tmp_path / "x.mbtiles", picture("red"), name="x")
    first = tile(tmp_path)
    (tmp_path / "x.mbtiles").unlink()
    mbtiles(tmp_path / "x.mbtiles", picture("blue", "JPEG"), name="y")
    assert layer(tmp_path).title == "y"
    assert tile(tmp_path) != first
    for key in ("x.mbtiles", "../x.mbtiles", ""):
        with pytest.raises(Refusal, match=r"layer\.unknown"):
            show_tile(tmp_path, key, ZOOM, COLUMN, ROW)


def corners(folder, zoom, lon, lat):
    side = 1 << zoom
    column = int((lon + 180) / 360 * side)
    row = next(row for row in range(side) if tile_bounds(zoom, column, row, margin=0)[1] <= lat)
    return layer_corners(folder, layer(folder).key, zoom, column, row)


def test_the_corners_of_a_plan_are_given_once_where_they_are(tmp_path):
    parcels(tmp_path / "thua.gpkg")
    middle = (WEST + EAST) / 2
    (found,) = corners(tmp_path, 17, middle, 21.4400)  # of both parcels
    assert found == pytest.approx([middle, 21.44], abs=1e-8)
    assert corners(tmp_path, 17, middle, 21.4420) == []
    assert corners(tmp_path, 15, middle, 21.4400) == []  # too far away to be meant
    assert layer_corners(tmp_path, layer(tmp_path).key, 17, 1 << 17, 0) == []


def test_pictures_have_no_corners_and_a_damaged_file_is_refused(tmp_path):
    mbtiles(tmp_path / "anh.mbtiles", picture())
    assert layer_corners(tmp_path, layer(tmp_path).key, 17, COLUMN * 8, ROW * 8) == []
    (tmp_path / "anh.mbtiles").write_bytes(b"no database")
    with pytest.raises(Refusal, match=r"layer\.damaged"):
        layer_corners(tmp_path, layer(tmp_path).key, 17, COLUMN * 8, ROW * 8)
    with pytest.raises(Refusal, match=r"layer\.unknown"):
        layer_corners(tmp_path, "0" * 16, 17, 0, 0)
