"""Where boundaries overlap or leave gaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from landtrack.domain.boundary_file import tenths
from landtrack.domain.boundary_fit import Gap, Overlap, gaps_between, overlaps_between


def test_neighbours_that_share_a_line_neither_overlap_nor_leave_a_gap() -> None:
    tiles = [box(x, y, x + 100, y + 100) for x in (0, 100) for y in (0, 100)]
    assert overlaps_between(list(enumerate(tiles))) == ()
    assert gaps_between(tiles) == ()


def test_overlaps_are_named_once_with_their_area_largest_first() -> None:
    units = [(7, box(0, 0, 100, 100)), (3, box(90, 0, 200, 100)), (5, box(199, 0, 300, 100))]
    assert overlaps_between(units) == (Overlap(3, 7, 10_000), Overlap(3, 5, 1_000))


def test_gaps_are_holes_in_the_whole_with_a_point_inside() -> None:
    frame = Polygon([(0, 0), (100, 0), (100, 100), (0, 100)], [[(10, 10), (30, 10), (30, 30), (10, 30)]])
    other = Polygon([(200, 0), (300, 0), (300, 100), (200, 100)], [[(210, 10), (280, 10), (280, 80), (210, 80)]])
    assert gaps_between([frame, other]) == (Gap(49_000, 245, 45), Gap(4_000, 20, 20))


def test_a_gap_that_another_unit_fills_is_none() -> None:
    ring = Polygon([(0, 0), (100, 0), (100, 100), (0, 100)], [[(10, 10), (30, 10), (30, 30), (10, 30)]])
    assert gaps_between([MultiPolygon([ring]), box(10, 10, 30, 30)]) == ()


def test_less_than_a_square_metre_is_rounding() -> None:
    ring = Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(1, 1), (1.9, 1), (1.9, 2), (1, 2)]])
    assert gaps_between([ring]) == ()
    assert overlaps_between([(1, box(0, 0, 10, 10)), (2, box(9.91, 0, 20, 10))]) == ()
    assert overlaps_between([(1, box(0, 0, 10, 10)), (2, box(9.9, 0, 20, 10))]) == (Overlap(1, 2, 10),)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(1, 40)), max_size=8))
def test_every_pair_is_found(corners: list[tuple[int, int, int]]) -> None:
    boxes = [box(x, y, x + size, y + size) for x, y, size in corners]
    found = {(one.one_id, one.other_id): one.area_tenths for one in overlaps_between(list(enumerate(boxes)))}
    expected = {
        (one, other): tenths(boxes[one].intersection(boxes[other]))
        for one in range(len(boxes))
        for other in range(one + 1, len(boxes))
    }
    assert found == {pair: area for pair, area in expected.items() if area}
