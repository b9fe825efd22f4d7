"""Drawn geometries: what is taken, what is refused, and where a fault lies."""

from __future__ import annotations

import math

import pytest
import shapely

from landtrack.domain.drawn import MOST_CORNERS, read_drawn, read_line
from landtrack.domain.errors import Refusal
from landtrack.domain.shape_faults import cut_by, joined_parts, shape_fault

WEST, SOUTH, SIDE = 106.12, 21.46, 0.001


def ring(*corners, closed=True):
    """Return a ring in degrees of corners in thousandths of a degree, east and north of a place in Yên Thế."""
    places = [[WEST + east * SIDE, SOUTH + north * SIDE] for east, north in corners]
    return [*places, places[0]] if closed else places


SQUARE = ring((0, 0), (4, 0), (4, 4), (0, 4))


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def parts(*polygons):
    return {"type": "MultiPolygon", "coordinates": [list(one) for one in polygons]}


def drawn(content):
    found = read_drawn(content)
    assert found is not None
    return found


def test_what_was_drawn_keeps_every_digit():
    found = drawn(polygon(SQUARE, ring((1, 1), (2, 1), (2, 2))))
    assert [list(place) for place in found.exterior.coords] == SQUARE
    assert len(found.interiors) == 1
    assert drawn({"type": "Point", "coordinates": [106.1234567890123, 21.5]}).x == 106.1234567890123
    assert read_drawn(None) is None


def test_one_part_of_a_multipolygon_is_a_polygon():
    assert drawn(parts([SQUARE])).geom_type == "Polygon"
    assert drawn(parts([SQUARE], [ring((5, 5), (6, 5), (6, 6))])).geom_type == "MultiPolygon"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("POLYGON EMPTY", "geometry.malformed"),
        ([], "geometry.malformed"),
        ({}, "geometry.malformed"),
        ({"type": "LineString", "coordinates": SQUARE}, "geometry.malformed"),
        ({"type": "Polygon"}, "geometry.malformed"),
        (polygon(), "geometry.malformed"),
        (polygon([]), "geometry.malformed"),
        ({"type": "Polygon", "coordinates": [[["106", "21"]] * 4]}, "geometry.malformed"),
        ({"type": "Polygon", "coordinates": [[[106.1, 21.4, 5.0]] * 4]}, "geometry.malformed"),
        ({"type": "Point", "coordinates": [106.1]}, "geometry.malformed"),
        ({"type": "Point", "coordinates": [True, 21.4]}, "geometry.malformed"),
        ({"type": "Point", "coordinates": [math.nan, 21.4]}, "geometry.malformed"),
        ({"type": "Point", "coordinates": [106.1, math.inf]}, "geometry.malformed"),
        ({"type": "Point", "coordinates": [10**400, 21]}, "geometry.malformed"),
        ({"type": "MultiPolygon", "coordinates": [SQUARE]}, "geometry.malformed"),
        (polygon(SQUARE[:-1]), "geometry.ring_open"),
        (polygon(ring((0, 0), (1, 1))), "geometry.too_few_corners"),
        (polygon(ring((0, 0), (1, 1), (0, 0), (1, 1))), "geometry.too_few_corners"),
        ({"type": "Point", "coordinates": [21.4, 106.1]}, "geometry.outside_vietnam"),
        ({"type": "Point", "coordinates": [-106.1, 21.4]}, "geometry.outside_vietnam"),
        (polygon([[WEST, SOUTH]] * (MOST_CORNERS + 2)), "geometry.too_many_corners"),
        (parts(*[[SQUARE]] * (MOST_CORNERS // 4 + 1)), "geometry.too_many_corners"),
    ],
)
def test_what_is_no_geometry_of_vietnam_is_refused(content, code):
    with pytest.raises(Refusal) as refused:
        read_drawn(content)
    assert refused.value.code == code


@pytest.mark.parametrize("content", [None, [], [[106.1, 21.4]], "x", [[106.1, 21.4], [0, 0]]])
def test_a_line_has_two_ends_in_vietnam(content):
    with pytest.raises(Refusal):
        read_line(content)


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (polygon(ring((0, 0), (2, 2), (2, 0), (0, 2))), "geometry.crossing", (1, 1)),
        (polygon(ring((0, 0), (4, 0), (4, 4), (4, 0))), "geometry.crossing", None),
        (polygon(SQUARE, ring((6, 6), (7, 6), (7, 7))), "geometry.hole_outside", (6, 6)),
        (polygon(SQUARE, ring((1, 1), (3, 1), (3, 3), (1, 3)), ring((1.5, 1.5), (2, 1.5), (2, 2))),
         "geometry.holes_overlap", None),
        (parts([SQUARE], [ring((2, 0), (6, 0), (6, 4), (2, 4))]), "geometry.parts_overlap", (3, 2)),
        (parts([SQUARE], [ring((1, 1), (2, 1), (2, 2), (1, 2))]), "geometry.parts_overlap", (1.5, 1.5)),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(content, code, place):
    found = shape_fault(drawn(content))
    assert found is not None
    assert found.code == code
    if place is not None:
        assert found.place == pytest.approx((WEST + place[0] * SIDE, SOUTH + place[1] * SIDE), abs=1e-9)
    with pytest.raises(Refusal) as refused:
        joined_parts(drawn(content))
    assert refused.value.code == code


def test_corners_on_one_line_are_no_land():
    found = shape_fault(drawn(polygon(ring((0, 0), (1, 0), (2, 0)))))
    assert found is not None
    assert found.code == "geometry.no_area"


@pytest.mark.parametrize(
    "content",
    [
        polygon(SQUARE),
        polygon(SQUARE, ring((1, 1), (2, 1), (2, 2))),
        parts([SQUARE], [ring((5, 0), (6, 0), (6, 1))]),
        parts([SQUARE], [ring((4, 4), (5, 4), (5, 5))]),  # touching in one corner
        {"type": "Point", "coordinates": [WEST, SOUTH]},
    ],
)
def test_good_land_has_no_fault_and_stays_as_it_is(content):
    found = drawn(content)
    assert shape_fault(found) is None
    assert joined_parts(found) is found


def test_parts_along_a_line_become_one_with_the_same_land():
    both = drawn(parts([SQUARE], [ring((4, 0), (8, 0), (8, 4), (4, 4))]))
    assert shape_fault(both) is None
    whole = joined_parts(both)
    assert whole.is_valid
    assert whole.geom_type == "Polygon"
    assert whole.area == pytest.approx(both.area)


def test_a_line_cuts_land_into_parts_and_holes_with_it():
    holed = drawn(polygon(SQUARE, ring((1, 1), (2, 1), (2, 2), (1, 2))))
    through = cut_by(holed, read_line(ring((-1, 1.5), (5, 1.5), closed=False)))
    above = cut_by(holed, read_line(ring((-1, 3), (5, 3), closed=False)))
    assert [len(one.interiors) for one in through.geoms] == [0, 0]
    assert sorted(len(one.interiors) for one in above.geoms) == [0, 1]
    assert through.area == pytest.approx(holed.area)
    assert shapely.equals(shapely.set_precision(joined_parts(above), 1e-9), shapely.set_precision(holed, 1e-9))


def test_a_line_that_ends_inside_cuts_nothing():
    with pytest.raises(Refusal, match=r"geometry\.not_cut"):
        cut_by(drawn(polygon(SQUARE)), read_line(ring((-1, 1), (2, 1), closed=False)))


def test_parts_that_all_lie_on_each_other_are_told_at_the_first() -> None:
    many = [[ring(*((x + number * 1e-6, y) for x, y in ((2, 0), (6, 0), (6, 4), (2, 4))))] for number in range(3_000)]
    found = shape_fault(read_drawn(parts(*many)))
    assert found is not None
    assert found.code == "geometry.parts_overlap"
