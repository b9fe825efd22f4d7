"""landtrack crs doctor: numbers and files, told what they are."""

from __future__ import annotations

import json

import geopandas
import pytest
import shapely

from landtrack.formats.coordinates import from_wgs84
from tests.builders import new_register

PLACES = [shapely.Point(106.1268, 21.4671), shapely.Point(106.13, 21.465), shapely.Point(106.12, 21.47)]


@pytest.fixture
def url(sqlite_url):
    new_register(sqlite_url).close()
    return sqlite_url


def test_a_pair_is_told_with_its_unit(landtrack, url):
    point = from_wgs84(PLACES[0], "EPSG:9209")
    said = landtrack("crs", "doctor", f"{point.y:.2f}", f"{point.x:.2f}", "--unit", "07288", "--database", url)
    assert said.code == 0, said.err
    first = said.out.splitlines()[0]
    assert first.startswith("1. Read as VN-2000 / TM-3 105-30 (EPSG:9209), metres, northing first. All points (1)")
    assert "the two must be swapped" in first
    assert said.out.splitlines()[-1] == "This is a proposal; nothing was changed."


def test_a_file_is_told_by_what_it_declares(landtrack, url, tmp_path):
    moved = from_wgs84(PLACES, "EPSG:3405")
    file = tmp_path / "plots.gpkg"
    geopandas.GeoDataFrame(geometry=list(moved), crs="EPSG:9214").to_file(file)
    said = landtrack("crs", "doctor", file, "--unit", "07288", "--json", "--database", url)
    assert said.code == 0, said.err
    best = json.loads(said.out)["readings"][0]
    assert (best["system"], best["faults"], best["inside"]) == ("EPSG:3405", ["utm_against_tm3"], 3)
    assert best["moved_m"] > 200_000


@pytest.mark.parametrize(
    "text",
    [
        "STT;X (m);Y (m)\n1;{0.y:.2f};{0.x:.2f}\n2;{1.y:.2f};{1.x:.2f}\n;;\n",
        "Danh sách điểm\nten,toa_do_x,toa_do_y\na,{0.y:.2f},{0.x:.2f}\nb,{1.y:.2f},{1.x:.2f}\n",
        "name\teasting\tnorthing\na\t{0.x:.2f}\t{0.y:.2f}\nb\t{1.x:.2f}\t{1.y:.2f}\n",
    ],
)
def test_a_table_is_told_by_its_columns(landtrack, url, tmp_path, text):
    file = tmp_path / "points.csv"
    file.write_text(text.format(*from_wgs84(PLACES, "EPSG:9214")), encoding="utf-8")
    said = landtrack("crs", "doctor", file, "--unit", "07288", "--json", "--database", url)
    assert said.code == 0, said.err
    best = json.loads(said.out)["readings"][0]
    assert (best["system"], best["inside"], best["points"]) == ("EPSG:9214", 2, 2)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("1", "2", "3"), "Coordinates come in pairs"),
        (("one", "two"), "“one” is not a coordinate"),
        (("missing.gpkg",), "missing.gpkg"),
        (("1", "2", "--unit", "99999"), "99999"),
        (("1", "2", "--crs", "nonsense"), "nonsense"),
    ],
)
def test_what_means_nothing_is_refused(landtrack, url, arguments, sentence):
    said = landtrack("crs", "doctor", *arguments, "--database", url)
    assert said.code == 2
    assert sentence in said.err


def test_numbers_of_nowhere_are_said_to_be_so(landtrack, url):
    said = landtrack("crs", "doctor", "1", "2", "--database", url)
    assert (said.code, said.out) == (0, "Under no reading do these numbers lie in Việt Nam.\n")


def test_a_table_without_coordinates_says_what_is_missing(landtrack, url, tmp_path):
    file = tmp_path / "points.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    said = landtrack("crs", "doctor", file, "--database", url)
    assert said.code == 2
    assert "no two columns headed X and Y" in said.err
