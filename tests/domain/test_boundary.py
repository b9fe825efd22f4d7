"""Boundaries spread along the succession, and cases are judged by them."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPoint, Point, Polygon, box

from landtrack.domain.boundary import (
    OUTSIDE_TOLERANCE_DEGREES,
    Boundary,
    BoundarySource,
    Judgement,
    derive_boundaries,
    judge,
)
from landtrack.domain.errors import Refusal
from landtrack.domain.frame import UnitRegistry
from tests.area_builders import shipped_boundaries, shipped_registry, square, step, unit

D1, D2, D3 = date(2020, 1, 1), date(2025, 1, 1), date(2026, 1, 1)

# 1 and 2 become 4, which is renamed 5; 3 is split into 6 and 7.
MERGED_AND_SPLIT = UnitRegistry(
    (unit(1, D1, D2), unit(2, D1, D2), unit(3, D1, D2), unit(4, D2, D3), unit(5, D3), unit(6, D2), unit(7, D2)),
    (step(1, 4, D2), step(2, 4, D2), step(4, 5, D3), step(3, 6, D2), step(3, 7, D2)),
)
DRAWN = derive_boundaries(MERGED_AND_SPLIT, {1: square(0), 2: square(1), 6: square(2), 7: square(3)}, {})


def test_the_first_set_is_schematic_throughout() -> None:
    assert list(DRAWN) == [1, 2, 3, 4, 5, 6, 7]
    assert all(boundary.schematic for boundary in DRAWN.values())
    sources = {unit_id: boundary.source.value for unit_id, boundary in DRAWN.items()}
    assert [unit_id for unit_id, source in sources.items() if source == "schematic"] == [1, 2, 6, 7]
    assert [unit_id for unit_id, source in sources.items() if source == "union"] == [3, 4, 5]


def test_a_merged_unit_and_one_of_the_same_land_are_the_union() -> None:
    both = shapely.union(square(0), square(1))
    assert DRAWN[4].geometry.equals(both)
    assert DRAWN[5].geometry.equals(both)


def test_a_unit_that_was_split_is_the_union_of_its_parts() -> None:
    assert DRAWN[3].geometry.equals(shapely.union(square(2), square(3)))


def test_official_boundaries_spread_where_all_the_land_is_known_and_nowhere_else() -> None:
    real = box(106.1, 21.5, 106.13, 21.51)
    after = derive_boundaries(MERGED_AND_SPLIT, {5: real, 1: square(0, 1)}, DRAWN)
    assert (after[5].source, after[5].schematic) == (BoundarySource.LOADED, False)
    assert (after[4].source, after[4].schematic) == (BoundarySource.UNION, False)
    assert after[4].geometry.equals(real)
    assert after[1].source is BoundarySource.LOADED
    assert after[2] == DRAWN[2], "half of the merged land says nothing about the other half"
    assert after[3] == DRAWN[3]


def test_a_loaded_boundary_is_preferred_to_a_later_union() -> None:
    real = box(106.1, 21.5, 106.13, 21.51)
    first = derive_boundaries(MERGED_AND_SPLIT, {4: real}, DRAWN)
    second = derive_boundaries(MERGED_AND_SPLIT, {1: square(0), 2: square(1)}, first)
    assert second[4] == first[4]
    assert second[5].geometry.equals(real)
    third = derive_boundaries(MERGED_AND_SPLIT, {4: square(8)}, second)
    assert third[4].geometry.equals(square(8))
    assert third[5].geometry.equals(square(8))


def test_schematic_boundaries_drawn_anew_leave_official_ones_alone() -> None:
    loaded = derive_boundaries(MERGED_AND_SPLIT, {4: square(8)}, DRAWN)
    schematic = {1: square(0, 5), 2: square(1, 5), 6: square(2, 5), 7: square(3, 5)}
    after = derive_boundaries(MERGED_AND_SPLIT, schematic, loaded, BoundarySource.SCHEMATIC)
    assert after[4] == loaded[4]
    assert after[5] == loaded[5]
    assert after[1].geometry.equals(square(0, 5))
    assert after[3].geometry.equals(shapely.union(square(2, 5), square(3, 5)))


def test_a_unit_without_any_boundary_is_refused() -> None:
    with pytest.raises(Refusal, match=r"boundaries\.incomplete"):
        derive_boundaries(MERGED_AND_SPLIT, {1: square(0)}, {})


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(Refusal, match="unknown_id"):
        derive_boundaries(MERGED_AND_SPLIT, {99: square(0)}, DRAWN)


@given(st.sets(st.sampled_from([one.id for one in shipped_registry().units])))
def test_any_load_gives_every_unit_a_boundary_and_what_was_loaded_its_own(loaded_ids: set[int]) -> None:
    registry, before = shipped_registry(), shipped_boundaries()
    loaded = {unit_id: square(unit_id) for unit_id in loaded_ids}
    after = derive_boundaries(registry, loaded, before)
    assert list(after) == [one.id for one in registry.units]
    for unit_id, boundary in after.items():
        if unit_id in loaded_ids:
            assert boundary == Boundary(unit_id, loaded[unit_id], BoundarySource.LOADED, schematic=False)
        elif boundary.schematic:
            assert boundary == before[unit_id]
        else:
            assert boundary.source is BoundarySource.UNION
            assert loaded_ids & (registry.ancestors(unit_id) | registry.successors(unit_id))


def test_inside_on_the_line_and_outside() -> None:
    inside = box(106.101, 21.501, 106.102, 21.502)
    along = box(106.1, 21.501, 106.102, 21.502)
    half_a_metre_over = box(106.1 - OUTSIDE_TOLERANCE_DEGREES / 2, 21.501, 106.102, 21.502)
    two_metres_over = box(106.1 - OUTSIDE_TOLERANCE_DEGREES * 2, 21.501, 106.102, 21.502)
    elsewhere = square(9)
    judged = judge(DRAWN, MERGED_AND_SPLIT, [1] * 5, [inside, along, half_a_metre_over, two_metres_over, elsewhere])
    assert [one.outside for one in judged] == [False, False, False, True, True]
    assert [one.leaf_id for one in judged] == [1, 1, 1, 1, None]


def test_a_case_of_a_merged_unit_lies_in_the_old_commune_under_its_middle() -> None:
    cases = [square(0).buffer(-0.004), square(1).buffer(-0.004), Point(106.11, 21.505), square(2).buffer(-0.004)]
    judged = judge(DRAWN, MERGED_AND_SPLIT, [4, 5, 4, 4], cases)
    assert judged == [
        Judgement(outside=False, leaf_id=1),
        Judgement(outside=False, leaf_id=2),
        Judgement(outside=False, leaf_id=1),  # on the line between 1 and 2
        Judgement(outside=True, leaf_id=None),  # in a commune that never belonged to the unit
    ]


def test_what_is_not_drawn_is_neither_outside_nor_anywhere() -> None:
    judged = judge(DRAWN, MERGED_AND_SPLIT, [1, 1, 2], [None, Polygon(), MultiPoint([(106.115, 21.505)])])
    assert judged == [
        Judgement(outside=False, leaf_id=None),
        Judgement(outside=False, leaf_id=None),
        Judgement(outside=False, leaf_id=2),
    ]
    assert judge(DRAWN, MERGED_AND_SPLIT, [], []) == []


def test_each_geometry_needs_its_unit() -> None:
    with pytest.raises(ValueError, match="zip"):
        judge(DRAWN, MERGED_AND_SPLIT, [1], [])


@given(
    st.lists(
        st.tuples(st.sampled_from([1, 7, 20, 25, 27]), st.floats(106.02, 106.3), st.floats(21.41, 21.63)), max_size=20
    )
)
def test_all_at_once_is_judged_like_one_by_one(rows: list[tuple[int, float, float]]) -> None:
    registry, boundaries = shipped_registry(), shipped_boundaries()
    drawn = [Point(lon, lat).buffer(0.0005) for _, lon, lat in rows]
    judged = judge(boundaries, registry, [row[0] for row in rows], drawn)
    for (unit_id, _, _), geometry, judgement in zip(rows, drawn, judged, strict=True):
        boundary = boundaries[unit_id].geometry
        enlarged = boundary.buffer(OUTSIDE_TOLERANCE_DEGREES, join_style="mitre")
        middle = geometry.representative_point()
        leaves = [leaf for leaf in sorted(registry.leaves(unit_id)) if boundaries[leaf].geometry.intersects(middle)]
        assert judgement == Judgement(outside=not enlarged.covers(geometry), leaf_id=next(iter(leaves), None))
