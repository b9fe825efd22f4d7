"""Boundary files of every kind that may come: the same boundaries are read from each."""

from __future__ import annotations

import shutil
import unicodedata
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import MultiPolygon, Polygon, box

from landtrack.formats.boundary_file import read_boundary_file
from tests.area_builders import THE_5, shipped_boundaries, shipped_registry, square
from tests.formats.boundary_files import TM3_ON_WGS84, geojson, the_5, zipped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("system", ["EPSG:4326", "EPSG:9214", "EPSG:3405", "EPSG:9209", "EPSG:4756", "EPSG:3857"])
@pytest.mark.parametrize("suffix", [".geojson", ".shp", ".gpkg"])
def test_every_format_in_every_system_gives_the_same_boundaries(tmp_path: Path, suffix: str, system: str) -> None:
    path = tmp_path / f"xa{suffix}"
    the_5().to_crs(system).to_file(path)
    file = read_boundary_file(path)
    assert (file.name, file.system, file.feature_count) == (path.name, system, 5)
    for one, unit in zip(file.features, shipped_registry().on(THE_5), strict=True):
        assert (one.code, one.name) == (unit.code, unit.full_name)
        expected = shipped_boundaries()[unit.id].geometry
        # EPSG:3857 is written by PROJ, which is as near as a millimetre; GeoJSON keeps 7 decimals of a metre at least.
        assert one.geometry.hausdorff_distance(expected) < 2e-8
        assert one.area_tenths / 1e7 == pytest.approx(float(unit.registry_area_km2), rel=0.02)


@pytest.mark.parametrize("inside", ["", "ranh gioi/"])
def test_a_zipped_shapefile_is_read(tmp_path: Path, inside: str) -> None:
    the_5().to_crs(9214).to_file(tmp_path / "xa.shp")
    path = zipped(tmp_path, ".shp", ".shx", ".dbf", ".prj", ".cpg", inside=inside)
    assert [one.name for one in read_boundary_file(path).features][3] == "Xã Yên Thế"


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("code", ["07246", "07264", "07282", "07288", "07294"]),
        ("gso_code", [7246, 7264, 7282, 7288, 7294]),
        ("MA_XA", [7246.0, 7264.0, 7282.0, 7288.0, 7294.0]),
        ("ma_xa", [" 7246", "7264 ", "7282", "7288", "7294"]),
    ],
)
def test_codes_are_found_under_every_usual_name_and_get_their_zero_back(
    tmp_path: Path, column: str, values: list[object]
) -> None:
    the_5(**{column: values}).to_file(tmp_path / "xa.gpkg")
    features = read_boundary_file(tmp_path / "xa.gpkg").features
    assert [one.code for one in features] == ["07246", "07264", "07282", "07288", "07294"]
    assert {one.name for one in features} == {None}


def test_missing_codes_and_names_are_none(tmp_path: Path) -> None:
    the_5(MA_XA=[7246.0, None, None, None, None], TEN_XA=["", None, " ", "Xã Yên Thế", "A1"]).to_file(
        tmp_path / "xa.gpkg"
    )
    features = read_boundary_file(tmp_path / "xa.gpkg").features
    assert [one.code for one in features] == ["07246", None, None, None, None]
    assert [one.name for one in features] == [None, None, None, "Xã Yên Thế", "A1"]
    the_5(code=["x1", "", " ", None, "7294"], name=[1, 2, 3, 4, 5]).to_file(tmp_path / "other.gpkg")
    features = read_boundary_file(tmp_path / "other.gpkg").features
    assert [one.code for one in features] == ["x1", None, None, None, "07294"]
    assert {one.name for one in features} == {None}


def test_names_become_nfc_and_utf8_without_a_cpg_is_read_as_such(tmp_path: Path) -> None:
    names = [unicodedata.normalize("NFD", one.full_name) for one in shipped_registry().on(THE_5)]
    the_5(TEN_XA=names).to_file(tmp_path / "xa.shp")
    (tmp_path / "xa.cpg").unlink()
    read = [one.name for one in read_boundary_file(tmp_path / "xa.shp").features]
    assert read == [one.full_name for one in shipped_registry().on(THE_5)]


def test_heights_are_dropped_and_parts_kept(tmp_path: Path) -> None:
    high = Polygon([(x, y, 50) for x, y in square(0).exterior.coords])
    (one,) = read_boundary_file(geojson(tmp_path, MultiPolygon([high, square(5)]))).features
    assert not one.geometry.has_z
    assert one.geometry.equals(MultiPolygon([square(0), square(5)]))


def test_the_hash_is_that_of_the_content(tmp_path: Path) -> None:
    the_5().to_file(tmp_path / "xa.shp")
    first = read_boundary_file(tmp_path / "xa.shp").sha256
    for part in list(tmp_path.iterdir()):
        shutil.copy(part, part.with_stem("copy"))
    (tmp_path / "xa.txt").write_text("not a part")
    assert read_boundary_file(tmp_path / "copy.shp").sha256 == first
    other = the_5()
    other["name"] = "A"
    other.to_file(tmp_path / "xa.shp")
    assert read_boundary_file(tmp_path / "xa.shp").sha256 != first
    path = geojson(tmp_path, square(0))
    assert read_boundary_file(path).sha256 != read_boundary_file(geojson(tmp_path, square(1))).sha256


def test_geojson_that_names_its_system_or_none_at_all(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9214"}}
    metres = box(410_000, 2_380_000, 411_000, 2_381_000)
    assert read_boundary_file(geojson(tmp_path, metres, crs=crs)).system == "EPSG:9214"
    assert read_boundary_file(geojson(tmp_path, square(0))).system == "EPSG:4326"


@pytest.mark.parametrize(
    "declared",
    ["EPSG:32648", f"{TM3_ON_WGS84.replace('+datum', '+ellps')} +towgs84=-191.9,-39.3,-111.45", "EPSG:32648+5773"],
)
def test_other_systems_that_bring_their_shift_are_trusted(tmp_path: Path, declared: str) -> None:
    the_5().to_crs(declared).to_file(tmp_path / "xa.gpkg")
    assert read_boundary_file(tmp_path / "xa.gpkg").feature_count == 5
