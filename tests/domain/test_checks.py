"""Checks of facts and of shapes: what is found, and what looks like it and is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon, box

from landtrack.domain.cutoff import Band
from landtrack.domain.episode import Gap
from landtrack.domain.fact_checks import missing_facts, same_parcels
from landtrack.domain.finding import CheckedCase, FindingKind, found
from landtrack.domain.parcel_number import plain_number
from landtrack.domain.shape_checks import area_differences, invalid_rings, overlaps, slivers
from landtrack.domain.status import Status

ONE_PERCENT = Decimal("0.01")
PLAIN = CheckedCase(
    id=1, code="A-1", revision=10, change=None, unit_id=17, place_id=17, map_sheet="45", parcel="345",
    part_of_parcel=False, area=1000, status=Status.OPEN, band=Band.BEFORE, gap=Gap.NONE, decision_number="",
)  # fmt: skip


def case(number, **changed):
    return replace(PLAIN, id=number, code=f"A-{number}", revision=10 * number, **changed)


def kinds(findings):
    return [one.kind for one in findings]


def test_nothing_is_found_in_a_sound_case():
    assert list(missing_facts([PLAIN])) == []
    assert list(same_parcels([PLAIN])) == []


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"gap": Gap.NO_GEOMETRY}, FindingKind.NO_GEOMETRY),
        ({"band": Band.UNDETERMINED}, FindingKind.DATE_UNDETERMINED),
        ({"status": Status.RESOLVED, "change": 12, "decision_number": " "}, FindingKind.NO_DECISION_NUMBER),
        ({"status": Status.PARTLY_RESOLVED, "change": 12}, FindingKind.NO_DECISION_NUMBER),
    ],
)
def test_what_is_missing_is_found(changed, kind):
    assert kinds(missing_facts([case(1, **changed)])) == [kind]


@pytest.mark.parametrize(
    "changed", [{"status": Status.RESOLVED, "decision_number": "12/QĐ-UBND"}, {"status": Status.IN_HAND}]
)
def test_a_decision_number_is_asked_of_resolutions_only(changed):
    assert list(missing_facts([case(1, change=12, **changed)])) == []


def test_a_new_change_makes_another_finding_and_a_new_revision_does_not():
    resolved = case(1, status=Status.RESOLVED, change=12)
    state = [one.state for one in missing_facts([resolved])]
    assert [one.state for one in missing_facts([replace(resolved, revision=99)])] == state
    assert [one.state for one in missing_facts([replace(resolved, change=99)])] != state


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"map_sheet": "45", "parcel": "345"}, {"map_sheet": "Tờ số 045", "parcel": "Thửa 345"}),
        ({"parcel": "345, 346"}, {"parcel": "346 và 347"}),
        ({"parcel": "345A"}, {"parcel": "345 a"}),
        ({"part_of_parcel": True}, {}),
    ],
)
def test_the_same_parcel_is_found_however_it_is_written(one, other):
    (pair,) = same_parcels([case(1, **one), case(2, **other)])
    assert (pair.kind, pair.case.id, pair.other and pair.other.id) == (FindingKind.SAME_PARCEL, 1, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"place_id": 18}),
        ({}, {"map_sheet": "4"}),
        ({}, {"parcel": "3450"}),
        ({"parcel": ""}, {"parcel": ""}),
        ({"map_sheet": ""}, {"map_sheet": ""}),
        ({"part_of_parcel": True}, {"part_of_parcel": True}),
        ({"parcel": "345"}, {"parcel": "345a"}),
    ],
)
def test_other_parcels_are_not_the_same(one, other):
    assert list(same_parcels([case(1, **one), case(2, **other)])) == []


def test_of_many_cases_on_a_parcel_each_is_named_once():
    pairs = [(one.case.id, one.other.id) for one in same_parcels([case(number) for number in (3, 1, 2)]) if one.other]
    assert pairs == [(1, 3), (2, 3)]
    twice = [case(1, parcel="345, 346"), case(2, parcel="345; 346")]
    assert len(list(same_parcels(twice))) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("045", "45"), (" Tờ bản đồ số: 12 ", "12"), ("thua 345", "345"), ("0", "0"), ("100", "100"),
        ("12.05", "12.05"), ("Đ-07", "d-7"), ("", ""), ("tờ", ""), ("1O5", "1o5"),
    ],
)  # fmt: skip
def test_numbers_have_one_spelling(text, number):
    assert plain_number(text) == number


SQUARE = box(0, 0, 10, 10)  # 100 m²: 1000 tenths


@pytest.mark.parametrize(
    ("side", "off"), [(10.0, None), (10.04, None), (10.06, 121), (9.94, 119), (20.0, 30_000)]
)  # 1 % of the area is half a percent of the side
def test_an_area_that_differs_by_more_than_the_tolerance_is_found(side, off):
    differing = list(area_differences([PLAIN], [box(0, 0, side, side)], ONE_PERCENT))
    assert [one.numbers["share"] for one in differing] == ([] if off is None else [pytest.approx(off, abs=2)])


def test_the_tolerance_is_what_it_is_set_to_and_points_have_no_area():
    assert list(area_differences([PLAIN], [box(0, 0, 10, 11)], Decimal("0.1"))) == []
    (one,) = area_differences([PLAIN], [box(0, 0, 10, 11)], Decimal("0.09"))
    assert dict(one.numbers) == {"declared": 1000, "measured": 1100, "share": 1000}
    assert list(area_differences([PLAIN], [Point(0, 0)], Decimal(0))) == []


def test_a_tenth_of_a_square_metre_is_rounding():
    tiny = case(1, area=10)
    assert list(area_differences([tiny], [box(0, 0, 1, 1.1)], ONE_PERCENT)) == []
    assert kinds(area_differences([tiny], [box(0, 0, 1, 1.2)], ONE_PERCENT)) == [FindingKind.AREA_DIFFERS]


def test_overlapping_cases_are_found_once_with_what_they_share():
    cases = [case(2, area=1000), case(1, area=500), case(3)]
    shapes = shapely.transform([SQUARE, box(5, 0, 15, 5), box(50, 50, 60, 60)], lambda xy: xy)
    (one,) = overlaps(cases, shapes)
    assert (one.case.code, one.other and one.other.code, dict(one.numbers)) == (
        "A-1", "A-2", {"shared": 250, "share": 5000},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (box(10, 0, 20, 10), 0),  # touches
        (box(9.99, 0, 20, 10), 0),  # 0.1 m², a centimetre wide
        (box(9.9, 0, 20, 10), 1),  # 1 m²
        (box(9.9, 9.9, 20, 20), 0),  # 0.01 m²
        (box(9.5, 9.5, 20, 20), 1),
        (Point(5, 5), 0),
        (box(2, 2, 4, 4), 1),  # inside
        (LineString([(0, 0), (5, 5)]).buffer(0.001), 0),
    ],
)
def test_what_only_touches_is_no_overlap(other, count):
    assert len(list(overlaps([case(1), case(2)], shapely.transform([SQUARE, other], lambda xy: xy)))) == count


def test_an_overlap_comes_back_when_either_case_changes():
    shapes = shapely.transform([SQUARE, SQUARE], lambda xy: xy)
    states = {
        one.state
        for cases in (
            [case(1), case(2)],
            [case(1), replace(case(2), revision=9)],
            [replace(case(1), revision=9), case(2)],
        )
        for one in overlaps(cases, shapes)
    }
    assert len(states) == 3
    assert found(FindingKind.OVERLAP, case(2), case(1)) == found(FindingKind.OVERLAP, case(1), case(2))


@pytest.mark.parametrize(
    ("shape", "count"),
    [
        (SQUARE, 0),
        (box(0, 0, 2, 200), 0),  # a road's edge
        (box(0, 0, 0.8, 100), 1),
        (box(0, 0, 0.2, 3), 1),
        (MultiPolygon([SQUARE, box(20, 0, 20.1, 30)]), 1),
        (Point(1, 1), 0),
        (Polygon([(0, 0), (100, 0), (50, 0.5)]), 1),
    ],
)
def test_slivers_are_found(shape, count):
    assert len(list(slivers([PLAIN], shapely.transform([shape], lambda xy: xy)))) == count


def test_a_ring_that_crosses_itself_is_found():
    bow = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    findings = list(invalid_rings([case(1), case(2)], shapely.transform([SQUARE, bow], lambda xy: xy)))
    assert [(one.kind, one.case.id) for one in findings] == [(FindingKind.INVALID_RING, 2)]
