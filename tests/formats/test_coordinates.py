"""Coordinates against known numbers of Yên Thế, against PROJ where it does not choose, and back again."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Transformer
from shapely.geometry import Point, Polygon, box

from landtrack.domain.errors import Refusal
from landtrack.formats.coordinates import (
    BAC_GIANG,
    SYSTEMS,
    WGS84,
    area_tenths,
    declared_to_wgs84,
    from_wgs84,
    known_system,
    system_name,
    to_wgs84,
)
from tests.area_builders import shipped_registry

YEN_THE = box(106.0303, 21.4229, 106.2873, 21.6265)
METRE = 1 / 111_320
PER_POINT = {"EPSG:9210", "EPSG:5897", "EPSG:3405", "EPSG:4756"}
"""For these PROJ has two shifts and takes one or the other by the place of each point."""


@pytest.mark.parametrize(
    ("system", "west", "east"),
    [("EPSG:9214", 399_370, 425_952), ("EPSG:3405", 606_476, 633_172), ("EPSG:9209", 554_722, 581_391)],
)
def test_yen_the_has_the_official_eastings(system: str, west: int, east: int) -> None:
    left, _, right, _ = from_wgs84(YEN_THE, system).bounds
    assert (left, right) == pytest.approx((west, east), abs=130)


def test_yen_the_has_the_official_northings() -> None:
    _, bottom, _, top = from_wgs84(YEN_THE, BAC_GIANG).bounds
    assert (bottom, top) == pytest.approx((2_370_002, 2_392_548), abs=130)


@pytest.mark.parametrize("system", sorted(set(SYSTEMS) - PER_POINT))
def test_where_proj_has_one_shift_it_is_the_same(system: str) -> None:
    east, north = from_wgs84(YEN_THE.exterior, system).coords.xy
    lon, lat = Transformer.from_crs(system, WGS84, always_xy=True).transform(east, north)
    ours = shapely.get_coordinates(to_wgs84(shapely.points(np.column_stack([east, north])), system))
    assert np.abs(ours - np.column_stack([lon, lat])).max() < 1e-9


@pytest.mark.parametrize("system", sorted(PER_POINT))
def test_the_mekong_delta_has_no_other_shift(system: str) -> None:
    # 9.35-11.04 N, 104.24-107.11 E: there PROJ takes EPSG:5194, 0.79 m to the east.
    hanoi_way = Transformer.from_crs(BAC_GIANG, WGS84, always_xy=True)
    in_delta = Point(hanoi_way.transform(*Transformer.from_crs(4756, 9214, always_xy=True).transform(105.7, 10.0)))
    raw = shapely.get_coordinates(from_wgs84(in_delta, "EPSG:4756"))[0]
    assert raw == pytest.approx((105.7, 10.0), abs=1e-9)
    back = to_wgs84(from_wgs84(in_delta, system), system)
    assert back.distance(in_delta) < 1e-9
    theirs = Point(Transformer.from_crs("EPSG:4756", WGS84, always_xy=True).transform(105.7, 10.0))
    assert theirs.distance(in_delta) / METRE == pytest.approx(0.79, abs=0.05)


def test_the_datum_shift_is_about_195_m_east_and_110_m_south() -> None:
    shifted = to_wgs84(Point(106.15, 21.5), "EPSG:4756")
    assert (shifted.x - 106.15) / METRE * np.cos(np.radians(21.5)) == pytest.approx(195, abs=3)
    assert (shifted.y - 21.5) / METRE == pytest.approx(-110, abs=1)


@given(
    st.sampled_from(SYSTEMS),
    st.floats(102.2, 109.4, allow_nan=False),
    st.floats(8.4, 23.3, allow_nan=False),
)
def test_there_and_back_is_where_one_was(system: str, lon: float, lat: float) -> None:
    back = to_wgs84(from_wgs84(Point(lon, lat), system), system)
    assert back.distance(Point(lon, lat)) / METRE < 1e-5


@given(st.floats(399_370, 425_952), st.floats(2_370_002, 2_392_548))
def test_surveyed_coordinates_come_back_as_they_were_given(east: float, north: float) -> None:
    back = from_wgs84(to_wgs84(Point(east, north), BAC_GIANG), BAC_GIANG)
    assert back.distance(Point(east, north)) < 1e-5


def test_an_array_keeps_its_shape_and_what_is_missing_and_drops_heights() -> None:
    moved = to_wgs84(np.array([Point(410_000, 2_380_000, 55), None]), BAC_GIANG)
    assert moved.shape == (2,)
    assert moved[1] is None
    assert not moved[0].has_z
    assert not to_wgs84(Point(106, 21, 5), WGS84).has_z


def test_names_of_systems() -> None:
    assert known_system(" epsg:9214 ") == "EPSG:9214"
    with pytest.raises(Refusal) as refused:
        to_wgs84(Point(0, 0), "EPSG:3857")
    assert refused.value.code == "crs.unsupported"
    assert "EPSG:9214" in str(refused.value.arguments["systems"])
    assert system_name(CRS("EPSG:3857")) == "EPSG:3857"
    assert system_name(CRS("+proj=tmerc +lon_0=107 +k=0.9 +ellps=WGS84")) == "unknown"


ESRI_9214 = CRS(BAC_GIANG).to_wkt("WKT1_ESRI")


@pytest.mark.parametrize(
    "declared",
    [
        CRS(BAC_GIANG),
        CRS(ESRI_9214),
        CRS(ESRI_9214.replace("D_Vietnam_2000", "D_VN2000")),
        CRS("+proj=tmerc +lon_0=107 +k=0.9999 +x_0=500000 +ellps=WGS84 +no_defs"),
    ],
    ids=["authority", "esri", "esri, other datum name", "proj4 without a shift"],
)
def test_every_way_to_write_the_official_system_is_the_official_system(declared: CRS) -> None:
    there = declared_to_wgs84(Point(410_000, 2_380_000), declared)
    assert there.distance(to_wgs84(Point(410_000, 2_380_000), BAC_GIANG)) < 1e-12


def test_a_vn2000_system_without_a_code_gets_the_pinned_shift() -> None:
    odd_meridian = CRS(CRS("EPSG:9210").to_wkt("WKT1_ESRI").replace("105.75", "105.6").replace("105-45", "105-36"))
    point = Transformer.from_crs("EPSG:4756", odd_meridian, always_xy=True).transform(105.7, 10.0)
    assert declared_to_wgs84(Point(point), odd_meridian).distance(to_wgs84(Point(105.7, 10.0), "EPSG:4756")) < 1e-9


def test_another_declared_system_is_moved_by_proj() -> None:
    web = Point(Transformer.from_crs(4326, 3857, always_xy=True).transform(106.15, 21.5))
    assert declared_to_wgs84(web, CRS("EPSG:3857")).distance(Point(106.15, 21.5)) < 1e-9


def test_areas_are_tenths_of_a_square_metre_rounded_half_up() -> None:
    def rectangle(width: float) -> Polygon:
        return to_wgs84(box(410_000, 2_380_000, 410_000 + width, 2_380_100), BAC_GIANG)

    assert area_tenths(rectangle(25)) == 25_000
    assert area_tenths(rectangle(0.00151)) == 2
    assert area_tenths(rectangle(0.00149)) == 1
    assert area_tenths(Point(106, 21)) == 0
    # In the neighbouring zone the scale at Yên Thế is another.
    assert area_tenths(rectangle(1000), "EPSG:9209") == pytest.approx(1_000_000, rel=5e-4)


def test_geodesic_areas_agree_within_a_thousandth_of_a_percent() -> None:
    from_registry = sum(
        float(one.registry_area_km2) for one in shipped_registry().on(shipped_registry().units[0].valid_from)
    )
    geodesic, _ = CRS(WGS84).get_geod().geometry_area_perimeter(YEN_THE)  # type: ignore[union-attr]
    assert area_tenths(YEN_THE) / 10 == pytest.approx(abs(geodesic), rel=1e-4)
    assert from_registry < abs(geodesic) / 1e6


@pytest.mark.parametrize("system", ["EPSG:9214", "EPSG:4756", "EPSG:3405"])
@pytest.mark.parametrize(
    "corners", [(106.03, 21.42, 106.29, 21.63), (102.2, 8.4, 109.4, 23.3)], ids=["here", "country"]
)
def test_many_points_come_back_to_a_micrometre(system: str, corners: tuple[float, float, float, float]) -> None:
    west, south, east, north = corners
    lon, lat = np.meshgrid(np.linspace(west, east, 40), np.linspace(south, north, 40))
    places = np.column_stack([lon.ravel(), lat.ravel()])
    back = shapely.get_coordinates(to_wgs84(from_wgs84(shapely.points(places), system), system))
    assert np.abs(back - places).max() < 1e-6 * METRE


def test_a_point_that_is_nowhere_moves_no_other() -> None:
    places = shapely.points([[106.1, 21.5], [np.nan, 21.5], [np.inf, 21.5], [106.2, 21.4]])
    alone = [from_wgs84(place, BAC_GIANG) for place in places[[0, 3]]]
    together = from_wgs84(places, BAC_GIANG)[[0, 3]]
    assert shapely.equals_exact(together, alone, 1e-6).all()
