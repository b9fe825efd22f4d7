"""What a revision changed, within the reader's area and as known at a moment."""

from __future__ import annotations

from datetime import date

import pytest
from shapely import Point, box

from landtrack.domain.errors import Refusal, UnknownCase
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.store.units import read_registry
from landtrack.usecases.compare_revisions import compare_revisions
from landtrack.usecases.record_case import record_case, revise_case, withdraw_case
from tests.builders import facts, new_register, unit_id

TODAY = date(2026, 11, 22)
SQUARE = box(106.1268, 21.4671, 106.1270, 21.4673)
LARGER = box(106.1268, 21.4671, 106.1271, 21.4673)


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


@pytest.fixture
def unit(register):
    with register.reading() as view:
        return unit_id(read_registry(view), "07288")


def compared(register, entry, scope=SYSTEM_SCOPE, known_at=None):
    return compare_revisions(register, scope, Question(TODAY, known_at or register.known_now()), "YT-1", entry)


def test_each_revision_is_compared_with_the_one_before_it(register, unit):
    first = record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, geometry=SQUARE))
    second = revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, geometry=LARGER), "đo lại")
    third = revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, geometry=LARGER, area=7000), "sai số")
    gone = withdraw_case(register, SYSTEM_SCOPE, "YT-1", "nhập nhầm")
    begun = compared(register, first.version)
    assert (begun.before, begun.moved, begun.measured[0]) == (None, True, None)
    moved = compared(register, second.version)
    assert moved.before == first.revisions[0]
    assert moved.after.reason == "đo lại"
    assert moved.moved
    assert moved.measured[0] is not None
    assert moved.measured[1] is not None
    assert moved.measured[1] / moved.measured[0] == pytest.approx(1.5, abs=0.01)
    assert not compared(register, third.version).moved
    assert compared(register, gone.version).after.withdrawn


def test_points_and_missing_geometries_have_no_area(register, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, geometry=None))
    point = revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, geometry=Point(106.1268, 21.4671)), "GPS")
    found = compared(register, point.version)
    assert (found.measured, found.moved) == ((None, None), True)


def test_what_is_no_revision_or_not_yet_known_is_refused(register, unit):
    first = record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    before = register.known_now()
    second = revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, area=1), "sai số")
    other = record_case(register, SYSTEM_SCOPE, "YT-2", facts(unit))
    assert compared(register, first.version, known_at=before).after == first.revisions[0]
    for entry, moment in ((second.version, before), (other.version, None), (0, None), (10**8, None)):
        with pytest.raises(Refusal, match=r"revision\.unknown"):
            compared(register, entry, known_at=moment)


def test_a_neighbours_revision_is_not_there(register, unit):
    first = record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    with register.reading() as view:
        registry = read_registry(view)
    neighbour = make_scope("canbo", Role.COMMUNE_OFFICER, [unit_id(registry, "07294", TODAY)], registry, TODAY)
    with pytest.raises(UnknownCase):
        compared(register, first.version, neighbour)


def test_a_correction_needs_a_reason_and_a_difference(register, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    with pytest.raises(Refusal, match=r"case\.reason_missing"):
        revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, area=1), " ")
    with pytest.raises(Refusal, match=r"case\.reason_missing"):
        withdraw_case(register, SYSTEM_SCOPE, "YT-1", "")
    with pytest.raises(Refusal, match=r"case\.unchanged"):
        revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit), "không có gì")
