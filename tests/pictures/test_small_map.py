"""The small map: every case where it is, with a symbol of its status that needs no colour."""

from __future__ import annotations

import random

import pytest

from landtrack.domain.report.small_map import SmallMap
from landtrack.domain.status import Status
from landtrack.messages import catalogue
from landtrack.pictures.palette import PAPER, STATUS_FILLS, SUNK
from landtrack.pictures.small_map import small_map
from tests.pictures.examples import SQUARE, case, filled, land, lines, texts

WORDS = catalogue("vi")
CORNERS = {Status.OPEN: 3, Status.IN_HAND: 4, Status.PARTLY_RESOLVED: 3}


def boundary(drawing):
    (ring,) = filled(drawing, SUNK)
    return ring


def middle(ring):
    return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)


def test_every_status_has_a_shape_of_its_own() -> None:
    cases = [case(status, 1000 * place, 1500) for place, status in enumerate((*CORNERS, Status.RESOLVED), 0)]
    drawing = small_map(land(cases), WORDS)
    for status, corners in CORNERS.items():
        rings = filled(drawing, STATUS_FILLS[status])
        assert len(rings) == 2  # on the map and in the legend
        assert {len(ring) for ring in rings} == {corners}
    assert len([ring for ring in filled(drawing, PAPER) if len(ring) == 10]) == 2  # empty circles
    # The full half of a diamond is no triangle that points up: its left side is upright.
    half = filled(drawing, STATUS_FILLS[Status.PARTLY_RESOLVED])[0]
    assert half[0][0] == half[2][0]


def test_excluded_cases_are_crosses() -> None:
    drawing = small_map(land([case(Status.EXCLUDED, 1000, 1000)]), WORDS)
    assert len(lines(drawing)) == 4


def test_cases_lie_where_they_are_north_up() -> None:
    drawing = small_map(land([case(Status.IN_HAND, 1000, 3000)]), WORDS)
    edge = boundary(drawing)
    left, right = min(x for x, _y in edge), max(x for x, _y in edge)
    upper, lower = min(y for _x, y in edge), max(y for _x, y in edge)
    x, y = middle(filled(drawing, STATUS_FILLS[Status.IN_HAND])[0])
    assert (x - left) / (right - left) == pytest.approx(0.25, abs=0.005)
    assert (lower - y) / (lower - upper) == pytest.approx(0.75, abs=0.005)
    assert right - left == pytest.approx(lower - upper, abs=0.05)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    drawing = small_map(land([]), WORDS)
    edge = boundary(drawing)
    metre = (max(x for x, _y in edge) - min(x for x, _y in edge)) / 4000
    parts = [ring for colour in ("#1d2725", PAPER) for ring in filled(drawing, colour) if len(ring) == 4]
    parts = [ring for ring in parts if ring[0][1] > max(y for _x, y in edge)]
    assert len(parts) == 4
    long = max(x for ring in parts for x, _y in ring) - min(x for ring in parts for x, _y in ring)
    assert long == pytest.approx(1000 * metre, abs=0.05)
    assert "1 km" in texts(drawing)


def test_land_of_a_few_metres_has_its_scale_in_metres() -> None:
    tiny = SmallMap((((0, 0), (300, 0), (300, 300), (0, 300)),), (), schematic=False)
    assert "100 m" in texts(small_map(tiny, WORDS))


def test_legend_and_table_have_the_counts() -> None:
    cases = [case(Status.OPEN, 100 * place, 500) for place in range(12)] + [case(Status.RESOLVED, 50, 50)]
    drawing = small_map(land(cases), WORDS)
    assert drawing.rows == (("Chưa xử lý", "12"), ("Đã xử lý dứt điểm", "1"), ("Tổng số", "13"))
    written = texts(drawing)
    assert written[written.index("Chưa xử lý") - 1] == "12"
    assert "B" in written


def test_schematic_boundaries_are_said_and_official_ones_not() -> None:
    said = "Ranh giới sơ đồ, không phải ranh giới chính thức"
    schematic, official = small_map(land([]), WORDS), small_map(land([], schematic=False), WORDS)
    assert said in texts(schematic)
    assert said in schematic.note
    assert said not in texts(official)
    assert said not in official.note


def test_outlines_are_drawn_where_they_are_larger_than_the_symbol() -> None:
    drawing = small_map(land([case(Status.OPEN, 1000, 1000, 400), case(Status.OPEN, 3000, 3000, 20)]), WORDS)
    pale = [ring for ring in filled(drawing, "#f1c9aa") if len(ring) == 4]
    assert len(pale) == 1
    assert middle(pale[0]) == pytest.approx(
        middle([(x, y) for x, y in filled(drawing, STATUS_FILLS[Status.OPEN])[0]]), abs=1
    )


def test_what_is_left_to_do_lies_on_what_is_done() -> None:
    drawing = small_map(land([case(Status.OPEN, 1000, 1000), case(Status.RESOLVED, 1000, 1000)]), WORDS)
    fills = [getattr(mark, "line", None) or getattr(mark, "fill", None) for mark in drawing.sheet.marks]
    colours = [getattr(mark, "fill", None) for mark in drawing.sheet.marks]
    assert fills.index(STATUS_FILLS[Status.RESOLVED]) < colours.index(STATUS_FILLS[Status.OPEN])


def test_a_case_far_away_is_counted_and_not_drawn() -> None:
    drawing = small_map(land([case(Status.OPEN, 1000, 1000), case(Status.OPEN, 90_000, 0)]), WORDS)
    assert drawing.rows[0] == ("Chưa xử lý", "1")
    assert "Sơ đồ thể hiện 1 vụ. 1 vụ nằm quá xa ranh giới" in drawing.note


def test_a_case_just_outside_is_on_the_map() -> None:
    drawing = small_map(land([case(Status.OPEN, 4600, 1000)]), WORDS)
    x, _y = middle(filled(drawing, STATUS_FILLS[Status.OPEN])[0])
    assert max(x for x, _y in boundary(drawing)) < x < drawing.sheet.width


def test_cases_without_a_boundary_are_drawn() -> None:
    found = SmallMap((), (case(Status.OPEN, 0, 0), case(Status.RESOLVED, 500, 200)), schematic=False)
    assert small_map(found, WORDS).rows[-1] == ("Tổng số", "2")
    assert small_map(SmallMap((), found.shapes[:1], schematic=False), WORDS).rows[-1] == ("Tổng số", "1")


def test_neither_land_nor_cases_say_so() -> None:
    assert "Không có số liệu để vẽ." in texts(small_map(SmallMap((), (), schematic=True), WORDS))


def test_a_thousand_cases_are_all_there_and_small() -> None:
    dice = random.Random(1)  # noqa: S311 - places, not secrets
    cases = [case(Status.OPEN, dice.uniform(0, 4000), dice.uniform(0, 4000), 30) for _ in range(1000)]
    drawing = small_map(land(cases), WORDS)
    assert len(filled(drawing, STATUS_FILLS[Status.OPEN])) == 1001
    assert len(drawing.svg()) < 200_000


def test_corners_too_near_to_be_told_apart_are_left_out() -> None:
    fine = tuple((420_000.0 + step, 2_370_000.0) for step in range(4000)) + SQUARE[1:]
    drawing = small_map(SmallMap((fine,), (), schematic=False), WORDS)
    assert 500 < len(boundary(drawing)) < 1200


def test_an_outline_of_no_size_is_not_drawn() -> None:
    drawing = small_map(SmallMap((SQUARE, SQUARE[:1] * 4), (), schematic=False), WORDS)
    assert len(filled(drawing, SUNK)) == 1


def test_the_width_can_be_told() -> None:
    drawing = small_map(land([]), WORDS, width=200)
    assert drawing.sheet.width == 200
    assert max(x for x, _y in boundary(drawing)) < 200
