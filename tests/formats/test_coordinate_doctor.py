"""The coordinate doctor: each mistake that is really made, planted and found again."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from landtrack.domain.diagnosis import Certainty, CoordinateFault, CoordinateScale, DatumShift, Reading
from landtrack.domain.errors import Refusal
from landtrack.formats.coordinate_doctor import diagnose, propose
from landtrack.formats.coordinate_readings import PROJECTED, place, placed, system_title
from landtrack.formats.coordinates import SYSTEMS, VN2000, WGS84, from_wgs84

UNIT = shapely.box(106.10, 21.44, 106.17, 21.50)
"""About 7 by 7 km in Yên Thế."""
SPREAD = np.stack(np.meshgrid(np.linspace(106.1, 106.17, 20), np.linspace(21.44, 21.5, 10)), axis=-1).reshape(-1, 2)
"""Longitudes and latitudes all over the unit, its edges among them: 200 points."""
MIDDLE = np.array([[106.135, 21.47]])
TM107 = "+proj=tmerc +lat_0=0 +lon_0=107 +k=0.9999 +x_0=500000 +y_0=0 +units=m"
OFFICIAL_SHIFT = "-191.90441429,-39.30318279,-111.45032835"
ESRI = (
    'PROJCS["TM107",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",107.0],'
    'PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


def raw(system, points=SPREAD):
    return shapely.get_coordinates(from_wgs84(shapely.points(points), system))


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_as_declared_needs_nothing(system):
    best = diagnose(raw(system), system, UNIT)[0]
    assert (best.reading.system, best.reading.swapped, best.as_declared) == (system, False, True)
    assert (best.inside, best.points, best.off_metres, best.certainty) == (200, 200, 0.0, Certainty.ONLY)
    assert best.moved_metres == pytest.approx(0.0, abs=0.001)


@pytest.mark.parametrize("system", SYSTEMS)
def test_northing_first_is_told_in_every_system(system):
    best = diagnose(raw(system)[:, ::-1], system, UNIT)[0]
    assert best.faults == (CoordinateFault.SWAPPED,)
    assert best.reading == Reading(
        system, swapped=True, scale=CoordinateScale.METRES if system in PROJECTED else CoordinateScale.DEGREES
    )
    assert (best.inside, best.certainty) == (200, Certainty.ONLY)


@pytest.mark.parametrize("system", PROJECTED)
def test_another_zone_is_told_by_where_the_points_fall(system):
    declared = "EPSG:9214" if system != "EPSG:9214" else "EPSG:9209"
    best = diagnose(raw(system), declared, UNIT)[0]
    utm = system in {"EPSG:3405", "EPSG:3406"}
    assert best.reading == Reading(system)
    assert best.faults == (CoordinateFault.UTM_AGAINST_TM3 if utm else CoordinateFault.WRONG_ZONE,)
    assert (best.inside, best.certainty) == (200, Certainty.ONLY)
    assert best.moved_metres is not None
    assert best.moved_metres > 20_000


def test_utm_and_tm3_of_one_meridian_are_told_apart_though_they_differ_by_seven_hundred_metres():
    best, second = diagnose(raw("EPSG:3405"), "EPSG:5897", UNIT)[:2]
    assert (best.reading.system, best.faults) == ("EPSG:3405", (CoordinateFault.UTM_AGAINST_TM3,))
    assert best.moved_metres == pytest.approx(713, abs=2)
    assert (second.reading.system, second.certainty) == ("EPSG:5897", Certainty.POOR)


def test_kilometres_are_told():
    best = diagnose(raw("EPSG:9214") / 1000, None, UNIT)[0]
    assert best.reading == Reading("EPSG:9214", scale=CoordinateScale.KILOMETRES)
    assert best.faults == (CoordinateFault.KILOMETRES,)


def test_degrees_under_a_system_of_metres_and_the_other_way_round():
    degrees = diagnose(SPREAD, "EPSG:9214", UNIT)[0]
    assert (degrees.reading.system, degrees.faults) == (WGS84, (CoordinateFault.DEGREES_AGAINST_METRES,))
    metres = diagnose(raw("EPSG:9214"), "EPSG:4326", UNIT)[0]
    assert (metres.reading.system, metres.faults) == ("EPSG:9214", (CoordinateFault.DEGREES_AGAINST_METRES,))
    assert metres.moved_metres is None


@pytest.mark.parametrize(
    ("pair", "scale"),
    [
        ((106.0806, 21.2812), CoordinateScale.DEGREES_MINUTES),  # 106 08 06, 21 28 12
        ((1060806, 212812), CoordinateScale.SEXAGESIMAL),
    ],
)
def test_minutes_and_seconds_written_without_marks(pair, scale):
    best = diagnose(np.array([pair], dtype=float), None, UNIT)[0]
    assert (best.reading, best.faults) == (Reading(WGS84, scale=scale), (CoordinateFault.DEGREES_MINUTES,))
    assert (best.lon, best.lat) == pytest.approx((106.135, 21.47))


@pytest.mark.parametrize("declared", [f"{TM107} +datum=WGS84", f"{TM107} +ellps=WGS84 +towgs84=0,0,0", ESRI])
def test_a_declaration_that_names_wgs84_for_a_vn2000_projection_is_224_metres_off(declared):
    best = diagnose(raw("EPSG:9214"), declared, UNIT)[0]
    assert (best.reading, best.faults) == (Reading("EPSG:9214"), (CoordinateFault.NO_DATUM_SHIFT,))
    assert best.moved_metres == pytest.approx(224.0, abs=0.3)


@pytest.mark.parametrize(
    ("rotations", "faults", "off"),
    [
        ("-0.00928836,0.01975479,-0.00427372,0.252906278", (CoordinateFault.WRONG_ROTATION,), 0.76),
        ("0.00928836,-0.01975479,0.00427372,0.252906278", (), 0.0),
    ],
)
def test_a_declaration_with_the_printed_rotation_signs_is_three_quarters_of_a_metre_off(rotations, faults, off):
    declared = f"{TM107} +ellps=WGS84 +towgs84={OFFICIAL_SHIFT},{rotations}"
    best = diagnose(raw("EPSG:9214"), declared, UNIT)[0]
    assert (best.reading, best.faults) == (Reading("EPSG:9214"), faults)
    assert best.moved_metres == pytest.approx(off, abs=0.005)


def unshifted(points):
    project = Transformer.from_crs("EPSG:4326", f"{TM107} +datum=WGS84", always_xy=True)
    return np.column_stack(project.transform(points[:, 0], points[:, 1]))


def test_numbers_without_the_shift_are_told_by_points_near_the_boundary():
    best, second = diagnose(unshifted(SPREAD), "EPSG:9214", UNIT)[:2]
    assert best.reading == Reading("EPSG:9214", shift=DatumShift.NONE)
    assert (best.faults, best.inside) == ((CoordinateFault.NO_DATUM_SHIFT,), 200)
    assert second.reading == Reading("EPSG:9214")
    assert second.inside < 200


def test_degrees_on_vn2000_are_told_from_degrees_on_wgs84_by_points_near_the_boundary():
    best = diagnose(raw(VN2000), WGS84, UNIT)[0]
    assert (best.reading.system, best.faults) == (VN2000, (CoordinateFault.NO_DATUM_SHIFT,))


def test_in_the_middle_of_a_unit_the_shift_cannot_be_told_and_that_is_said():
    best = diagnose(raw("EPSG:9214", MIDDLE), "EPSG:9214", UNIT)[0]
    assert best.as_declared
    assert set(best.untold) == {CoordinateFault.NO_DATUM_SHIFT, CoordinateFault.WRONG_ROTATION}


def test_a_single_point_just_outside_is_not_enough_to_suspect_the_shift():
    outside = np.array([[106.1 - 0.001, 21.47]])  # 104 m: with the shift left out it would lie inside
    best = diagnose(raw("EPSG:9214", outside), "EPSG:9214", UNIT)[0]
    assert (best.reading, best.inside) == (Reading("EPSG:9214"), 0)
    assert best.off_metres == pytest.approx(104, abs=2)


@pytest.mark.parametrize("shift", list(DatumShift))
def test_a_known_point_tells_even_three_quarters_of_a_metre(shift):
    numbers = raw("EPSG:9214", MIDDLE)
    known = placed(numbers, Reading("EPSG:9214", shift=shift))
    best = diagnose(numbers, None, UNIT, known)[0]
    assert best.reading == Reading("EPSG:9214", shift=shift)
    assert (best.off_metres, best.untold) == (0.0, ())


def test_without_a_target_only_the_country_speaks_and_several_systems_fit():
    best = diagnose(raw("EPSG:9214"), None, None)[0]
    assert (best.reading, best.certainty) == (Reading("EPSG:9214"), Certainty.ONE_OF_SEVERAL)


def test_wrong_rows_among_many_do_not_hide_the_reading():
    numbers = raw("EPSG:9209")
    numbers[::20] = numbers[::20, ::-1]
    numbers[3] = np.nan
    best = diagnose(numbers, "EPSG:9214", UNIT)[0]
    assert (best.reading, best.faults) == (Reading("EPSG:9209"), (CoordinateFault.WRONG_ZONE,))
    assert (best.inside, best.points) == (189, 199)


@pytest.mark.parametrize("numbers", [[[1.0, 2.0]], [[np.nan, 1.0]], np.empty((0, 2)), [[1e300, -1e300]]])
def test_numbers_that_lie_nowhere_have_no_reading(numbers):
    assert diagnose(np.array(numbers, dtype=float), "EPSG:9214", UNIT) == []


def test_a_declaration_that_names_nothing_is_refused():
    with pytest.raises(Refusal, match=r"crs\.unsupported"):
        diagnose(SPREAD, "EPSG:abc", UNIT)


def test_each_shape_is_judged_by_its_own_unit():
    west, east = shapely.box(106.09, 21.43, 106.135, 21.51), shapely.box(106.135, 21.43, 106.18, 21.51)
    shapes = [shapely.Point(xy).buffer(5) for xy in raw("EPSG:3405")]
    targets = [west if lon < 106.135 else east for lon, _ in SPREAD]
    best = propose([*shapes, None], "EPSG:9214", [*targets, west])[0]
    assert best.reading == Reading("EPSG:3405")
    assert best.inside == 200
    exchanged = propose(shapes, "EPSG:3405", [east if area is west else west for area in targets])[0]
    assert exchanged.certainty is Certainty.POOR
    assert propose([None], "EPSG:9214", [west]) == []


@given(
    st.sampled_from(PROJECTED), st.booleans(), st.sampled_from([CoordinateScale.METRES, CoordinateScale.KILOMETRES]),
    st.tuples(st.floats(106.105, 106.165), st.floats(21.445, 21.495)),
)  # fmt: skip
def test_what_is_proposed_puts_the_points_where_they_are(system, swapped, scale, where):
    numbers = raw(system, np.array([where]))
    numbers = (numbers / 1000 if scale is CoordinateScale.KILOMETRES else numbers)[:, :: -1 if swapped else 1]
    found = [one for one in diagnose(numbers, system, UNIT) if one.reading.system == system]
    assert (found[0].reading.swapped, found[0].reading.scale) == (swapped, scale)
    assert placed(numbers, found[0].reading)[0] == pytest.approx(where, abs=1e-9)
    shape = place(shapely.Polygon(numbers[0] + np.array([[0, 0], [1e-3, 0], [0, 1e-3]])), found[0].reading)
    assert shape.exterior.coords[0] == pytest.approx(where, abs=1e-9)


def test_a_system_is_named_as_people_know_it():
    assert system_title("EPSG:9214") == "VN-2000 / TM-3 107-00 (EPSG:9214)"
