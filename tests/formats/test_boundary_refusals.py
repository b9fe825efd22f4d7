"""Boundary files that cannot be taken: each gets the answer that says what is wrong with it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from landtrack.domain.errors import Refusal
from landtrack.formats.boundary_file import read_boundary_file
from tests.area_builders import square
from tests.formats.boundary_files import TM3_ON_WGS84, geojson, the_5, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

BOW_TIE = Polygon([(106.1, 21.5), (106.2, 21.6), (106.2, 21.5), (106.1, 21.6)])


def refusal(path: Path) -> Refusal:
    """Return why this file is refused; every sentence names the file."""
    with pytest.raises(Refusal) as refused:
        read_boundary_file(path)
    assert refused.value.arguments["file"] in {path.name, str(path)}
    return refused.value


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.geojson").code == "boundaries.file_missing"
    assert refusal(tmp_path).code == "boundaries.file_missing"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"{}",
        b"[1, 2]",
        b'{"type": "Topology"}',
        b'{"type": "FeatureCollection", "features": [',
        b'{"type": "FeatureCollection", "features": 7}',
        b'{"type": "\xff"}',
        b"PK\x03\x04 and then nothing",
        b"SQLite format 3\x00 and then nothing",
        b"<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>",
    ],
)
def test_what_is_no_geo_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "xa.geojson"
    path.write_bytes(content)
    assert refusal(path).code == "boundaries.not_geo"


def test_a_spreadsheet_is_a_zip_but_no_geo_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "xa.xlsx", "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(tmp_path / "xa.xlsx").code == "boundaries.not_geo"


def test_a_truncated_shapefile(tmp_path: Path) -> None:
    the_5().to_file(tmp_path / "xa.shp")
    content = (tmp_path / "xa.shp").read_bytes()
    (tmp_path / "xa.shp").write_bytes(content[: len(content) // 2])
    assert refusal(tmp_path / "xa.shp").code in {"boundaries.not_geo", "boundaries.no_geometry"}


@pytest.mark.parametrize("suffix", [".shx", ".dbf"])
def test_a_shapefile_without_one_of_its_parts(tmp_path: Path, suffix: str) -> None:
    the_5().to_file(tmp_path / "xa.shp")
    (tmp_path / f"xa{suffix}").unlink()
    refused = refusal(tmp_path / "xa.shp")
    assert (refused.code, refused.arguments["parts"]) == ("boundaries.parts_missing", suffix)
    packed = zipped(tmp_path, ".shp", ".prj")
    assert refusal(packed).arguments["parts"] == ".shx, .dbf"


def test_several_layers(tmp_path: Path) -> None:
    for layer in ("xa", "huyen"):
        the_5().to_file(tmp_path / "xa.gpkg", layer=layer)
    assert refusal(tmp_path / "xa.gpkg").arguments["layers"] == "xa, huyen"
    with zipfile.ZipFile(tmp_path / "xa.zip", "w") as packed:
        packed.writestr("a.shp", "")
        packed.writestr("b.SHP", "")
        packed.writestr("__MACOSX/a.shp", "")
    assert refusal(tmp_path / "xa.zip").arguments["layers"] == "a.shp, b.SHP"


def test_a_shapefile_without_a_coordinate_system(tmp_path: Path) -> None:
    the_5().to_file(tmp_path / "xa.shp")
    (tmp_path / "xa.prj").unlink()
    assert refusal(tmp_path / "xa.shp").code == "boundaries.no_system"
    (tmp_path / "xa.prj").write_text('LOCAL_CS["map",UNIT["metre",1]]')
    assert refusal(tmp_path / "xa.shp").code == "boundaries.no_system"
    for damaged in ("VN2000", 'GEOGCS["VN2000"]'):
        (tmp_path / "xa.prj").write_text(damaged)
        assert refusal(tmp_path / "xa.shp").code == "boundaries.no_system"


def test_a_shapefile_in_a_projection_that_nobody_knows(tmp_path: Path) -> None:
    the_5().to_crs(9214).to_file(tmp_path / "xa.shp")
    prj = (tmp_path / "xa.prj").read_text()
    (tmp_path / "xa.prj").write_text(prj.replace("Transverse_Mercator", "My_Grid").replace("VN-2000", "Mine"))
    with pytest.raises(Refusal, match=r"crs\.unsupported") as refused:
        read_boundary_file(tmp_path / "xa.shp")
    assert refused.value.arguments["system"] == "Mine_TM-3_107-00"


@pytest.mark.parametrize("system", [-1, 0])
def test_a_geopackage_without_a_coordinate_system(tmp_path: Path, system: int) -> None:
    with pytest.warns(UserWarning, match="'crs' was not provided"):
        the_5().set_crs(None, allow_override=True).to_file(tmp_path / "xa.gpkg", SRID=system)
    assert refusal(tmp_path / "xa.gpkg").code == "boundaries.no_system"


@pytest.mark.parametrize("crs", [None, {"type": "name", "properties": {"name": "my grid"}}])
def test_geojson_that_says_its_system_is_unknown(tmp_path: Path, crs: object) -> None:
    assert refusal(geojson(tmp_path, square(0), crs=crs)).code == "boundaries.no_system"


@pytest.mark.parametrize("declared", [TM3_ON_WGS84, f"{TM3_ON_WGS84.replace('+datum', '+ellps')} +towgs84=0,0,0"])
def test_vn2000_coordinates_under_the_name_of_wgs84(tmp_path: Path, declared: str) -> None:
    the_5().to_crs(declared).to_file(tmp_path / "xa.gpkg")
    assert refusal(tmp_path / "xa.gpkg").code == "boundaries.suspect_system"


def test_no_column_that_names_the_unit(tmp_path: Path) -> None:
    the_5(ten_huyen=["Yên Thế"] * 5, ghi_chu=["x"] * 5).to_file(tmp_path / "xa.gpkg")
    refused = refusal(tmp_path / "xa.gpkg")
    assert (refused.code, refused.arguments["columns"]) == ("boundaries.no_columns", "ten_huyen, ghi_chu")


def test_a_file_without_features(tmp_path: Path) -> None:
    assert refusal(geojson(tmp_path)).code == "boundaries.empty"


@pytest.mark.parametrize("nothing", [None, Polygon(), {"type": "Polygon", "coordinates": [[[106, 21], [106, "x"]]]}])
def test_a_feature_without_geometry(tmp_path: Path, nothing: Polygon | dict[str, Any] | None) -> None:
    refused = refusal(geojson(tmp_path, square(0), nothing))
    assert (refused.code, refused.arguments["number"]) == ("boundaries.no_geometry", 2)


def test_a_feature_that_is_no_area(tmp_path: Path) -> None:
    refused = refusal(geojson(tmp_path, square(0), LineString([(106.1, 21.5), (106.2, 21.5)])))
    assert (refused.code, refused.arguments["number"]) == ("boundaries.not_polygon", 2)
    assert refused.arguments["kind"] == "LineString"


def test_a_ring_that_crosses_itself_is_refused_with_the_place(tmp_path: Path) -> None:
    refused = refusal(geojson(tmp_path, square(0), square(1), BOW_TIE))
    assert (refused.code, refused.arguments["number"]) == ("boundaries.self_crossing", 3)
    assert float(str(refused.arguments["x"])) == pytest.approx(106.15)
    assert float(str(refused.arguments["y"])) == pytest.approx(21.55)


def test_the_place_of_a_crossing_is_in_the_file_s_own_coordinates(tmp_path: Path) -> None:
    gpd.GeoDataFrame({"code": ["07246"]}, geometry=[BOW_TIE], crs=4326).to_crs(9214).to_file(tmp_path / "xa.shp")
    refused = refusal(tmp_path / "xa.shp")
    assert refused.code == "boundaries.self_crossing"
    assert float(str(refused.arguments["x"])) == pytest.approx(411_764.4, abs=0.1)


@pytest.mark.parametrize(
    "geometry",
    [
        MultiPolygon([square(0), square(0).buffer(-0.001)]),
        Polygon(square(0).exterior, [square(5).exterior]),
    ],
    ids=["one part in another", "a hole outside"],
)
def test_rings_that_do_not_fit_together(tmp_path: Path, geometry: BaseGeometry) -> None:
    refused = refusal(geojson(tmp_path, geometry))
    assert (refused.code, refused.arguments["number"]) == ("boundaries.rings", 1)


def test_a_ring_that_is_not_closed(tmp_path: Path) -> None:
    open_ring = {"type": "Polygon", "coordinates": [[[106, 21], [106.1, 21], [106.1, 21.1]]]}
    refused = refusal(geojson(tmp_path, open_ring))
    assert (refused.code, refused.arguments["number"]) == ("boundaries.broken_geometry", 1)


def test_a_coordinate_that_is_no_number(tmp_path: Path) -> None:
    endless = Polygon([(106.1, 21.5), (106.2, 21.5), (float("inf"), 21.6)])
    gpd.GeoDataFrame({"code": ["07246"]}, geometry=[endless], crs=4326).to_file(tmp_path / "xa.gpkg")
    assert refusal(tmp_path / "xa.gpkg").code == "boundaries.broken_geometry"


def test_longitude_and_latitude_exchanged(tmp_path: Path) -> None:
    refused = refusal(geojson(tmp_path, square(0), box(21.5, 106.1, 21.6, 106.2)))
    assert (refused.code, refused.arguments["number"]) == ("boundaries.swapped", 2)


def test_metres_declared_as_degrees_and_another_country(tmp_path: Path) -> None:
    metres = box(410_000, 2_380_000, 411_000, 2_381_000)
    assert refusal(geojson(tmp_path, metres)).code == "boundaries.outside_vietnam"
    refused = refusal(geojson(tmp_path, box(2.3, 48.8, 2.4, 48.9)))
    assert (refused.code, refused.arguments["lon"], refused.arguments["lat"]) == (
        "boundaries.outside_vietnam",
        "2.3000",
        "48.8000",
    )
