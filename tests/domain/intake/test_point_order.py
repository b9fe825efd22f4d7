"""Which of two coordinates is the northing, and rows that are the other way round than the rest."""

from __future__ import annotations

import pytest
from shapely import Point, box

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.corners import shape_in_text
from landtrack.domain.intake.point_order import order_of, other_way_round, usual_order
from landtrack.domain.intake.reading import AxisOrder
from tests.domain.intake.sheets import read, sheet

NORTH, EAST = AxisOrder.X_NORTH, AxisOrder.X_EAST


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        (2_374_919.5, 409_309.9, NORTH), (409_309.9, 2_374_919.5, EAST), (21.46, 106.12, NORTH), (106.12, 21.46, EAST),
        (2374.9, 409.3, None), (0, 0, None), (2_374_919, 2_374_919, None),
    ],
)  # fmt: skip
def test_size_tells_the_northing(first, second, order):
    assert order_of(first, second) is order


def test_most_pairs_decide():
    north, east = (2_374_919.5, 409_309.9), (409_309.9, 2_374_919.5)
    assert usual_order([north, north, east]) is NORTH
    assert usual_order([north, east, east, (0, 0)]) is EAST
    assert usual_order([north, east]) is usual_order([]) is None


def test_rows_are_the_other_way_round_only_beside_others_that_are_not():
    right, wrong = Point(409_309, 2_374_919), box(2_374_919, 409_309, 2_374_929, 409_319)
    assert other_way_round([right, wrong, None, right, Point()]) == {1}
    assert other_way_round([right, wrong]) == {1}
    assert other_way_round([wrong, wrong, right]) == other_way_round([wrong]) == frozenset()


def test_one_corner_the_other_way_round_is_named():
    text = "2374919,5 409309,9\n2374919,5 409329,9\n409329,9 2374949,5\n2374949,5 409309,9"
    with pytest.raises(Refusal) as refused:
        shape_in_text(text, NORTH)
    assert refused.value.code == "corners.mixed"
    assert refused.value.arguments == {"number": "3", "corner": "409329,9 2374949,5"}


def test_most_lists_of_corners_say_what_x_is():
    north = "2374919,5 409309,9\n2374919,5 409329,9\n2374949,5 409329,9"
    east = "\n".join(" ".join(reversed(line.split())) for line in north.splitlines())
    for texts, order in (([north, north, east], NORTH), ([north, east, east], EAST), (["?", None], NORTH)):
        table = sheet(("Xã", "Hành vi", "Tọa độ các điểm góc"), *[("A", "Lấn đất", text) for text in texts])
        assert read(table).axes is order
