"""A geometry judged before it is saved: area, unit, overlaps within the reader's area, and codes for new cases."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from shapely import MultiPolygon, Point, box

from landtrack.domain.errors import NotAllowed, UnknownUnit
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.domain.status import ChangeDraft, Exclusion, Status
from landtrack.formats.coordinates import BAC_GIANG, to_wgs84
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status
from landtrack.usecases.judge_geometry import judge_geometry
from landtrack.usecases.next_code import code_series, next_code
from landtrack.usecases.record_case import record_case, revise_case, withdraw_case
from tests.builders import facts, new_register, unit_id

TODAY = date(2026, 11, 22)
EAST, NORTH = 409_500, 2_375_000  # metres, in the former Phồn Xương


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


@pytest.fixture
def registry(register):
    with register.reading() as view:
        return read_registry(view)


def square(east, north, side):
    """Return a square of the official system in degrees; ``east`` and ``north`` in metres from a place in Yên Thế."""
    return to_wgs84(box(EAST + east, NORTH + north, EAST + east + side, NORTH + north + side), BAC_GIANG)


def judged(register, registry, geometry, scope=SYSTEM_SCOPE, unit=None, code=""):
    question = Question(TODAY, register.known_now())
    unit = unit or unit_id(registry, "07288", TODAY)
    return judge_geometry(register, scope, question, unit, geometry, code)


def officer_of(registry, code):
    return make_scope("canbo", Role.COMMUNE_OFFICER, [unit_id(registry, code, TODAY)], registry, TODAY)


def test_the_area_is_that_of_the_official_system(register, registry):
    found = judged(register, registry, square(0, 0, 40))
    assert found.fault is None
    assert found.area == 16_000
    assert (found.inside, found.joined) == (True, False)
    assert [(row.unit.code, row.share) for row in found.units] == [("07288", pytest.approx(1))]
    assert found.overlaps == ()


def test_overlaps_are_the_cases_that_count_with_the_area_in_common(register, registry):
    unit = unit_id(registry, "07288", TODAY)
    for code, geometry in {
        "YT-HALF": square(-30, 0, 40),  # 10 m of 40 m
        "YT-CORNER": square(-39, -39, 40),  # one square metre
        "YT-LESS": square(-39.5, -39.5, 40),  # a quarter of one
        "YT-BESIDE": square(40, 0, 40),
        "YT-POINT": shapely.centroid(square(0, 0, 40)),
        "YT-NONE": None,
        "YT-SELF": square(0, 0, 40),
        "YT-GONE": square(0, 0, 40),
        "YT-TWICE": square(0, 0, 40),
        "YT-MOVED": square(0, 0, 40),
    }.items():
        record_case(register, SYSTEM_SCOPE, code, facts(unit, geometry=geometry))
    withdraw_case(register, SYSTEM_SCOPE, "YT-GONE", "nhập nhầm")
    change_status(
        register, SYSTEM_SCOPE, "YT-TWICE", ChangeDraft(Status.EXCLUDED, TODAY, exclusion=Exclusion.DUPLICATE)
    )
    revise_case(register, SYSTEM_SCOPE, "YT-MOVED", facts(unit, geometry=square(500, 0, 40)), "đo lại")
    found = judged(register, registry, square(0, 0, 40), code="YT-SELF")
    assert [(row.code, row.area) for row in found.overlaps] == [("YT-HALF", 4000), ("YT-CORNER", 10), ("YT-POINT", 0)]


def test_a_neighbours_cases_are_not_there(register, registry):
    theirs, mine = unit_id(registry, "07294", TODAY), unit_id(registry, "07288", TODAY)
    record_case(register, SYSTEM_SCOPE, "BH-1", facts(theirs, geometry=square(0, 0, 40)))
    officer = officer_of(registry, "07288")
    found = judged(register, registry, square(0, 0, 40), officer, mine)
    assert found.overlaps == ()
    assert [row.code for row in judged(register, registry, square(0, 0, 40)).overlaps] == ["BH-1"]
    with pytest.raises(UnknownUnit):
        judged(register, registry, square(0, 0, 40), officer, theirs)
    with pytest.raises(UnknownUnit):
        judged(register, registry, square(0, 0, 40), SYSTEM_SCOPE, 9999)


def test_who_changes_nothing_judges_nothing(register, registry):
    chair = make_scope("chutich", Role.CHAIR, [unit_id(registry, "07288", TODAY)], registry, TODAY)
    with pytest.raises(NotAllowed):
        judged(register, registry, square(0, 0, 40), chair)


def test_what_leaves_its_unit_is_said_with_the_units_it_lies_in(register, registry):
    bo_ha = Point(106.1898, 21.4413)
    found = judged(register, registry, bo_ha)
    assert (found.area, found.inside) == (None, False)
    assert [(row.unit.code, row.share) for row in found.units] == [("07294", 1)]
    across = box(106.12, 21.44, 106.20, 21.45)
    found = judged(register, registry, across)
    assert not found.inside
    assert {row.unit.code for row in found.units} >= {"07288", "07294"}
    assert 0.5 < sum(row.share for row in found.units) < 1.001  # the rest is beyond the district
    assert [row.share for row in found.units] == sorted((row.share for row in found.units), reverse=True)
    nowhere = judged(register, registry, Point(105.0, 10.0))
    assert (nowhere.units, nowhere.inside) == ((), False)


def test_a_fault_is_all_there_is_to_say(register, registry):
    bow_tie = shapely.Polygon([(106.12, 21.46), (106.13, 21.47), (106.13, 21.46), (106.12, 21.47)])
    found = judged(register, registry, bow_tie)
    assert found.fault is not None
    assert (found.fault.code, found.area, found.units) == ("geometry.crossing", None, ())


def test_parts_along_a_line_are_judged_as_the_one_that_will_be_saved(register, registry):
    both = MultiPolygon([box(106.12, 21.46, 106.121, 21.461), box(106.121, 21.46, 106.122, 21.461)])
    found = judged(register, registry, both)
    assert found.fault is None
    assert found.joined
    assert found.area == judged(register, registry, box(106.12, 21.46, 106.122, 21.461)).area


def test_codes_go_on_after_the_highest_number_of_unit_and_year(register, registry):
    unit = registry.find(unit_id(registry, "07288", TODAY))
    plain = facts(unit.id, found_on=date(2026, 3, 1))
    first = record_case(register, SYSTEM_SCOPE, "", plain)
    assert first.code == "07288-2026-00001"
    for code in ("07288-2026-00041", "07288-2026-X", "07288-2026-7A", "07288-2025-00099", "07289-2026-00055"):
        record_case(register, SYSTEM_SCOPE, code, plain)
    withdraw_case(register, SYSTEM_SCOPE, "07288-2026-00041", "nhập nhầm")
    assert record_case(register, SYSTEM_SCOPE, "", plain).code == "07288-2026-00042"
    with register.reading() as view:
        assert next_code(view, unit, 2025) == "07288-2025-00100"
        series = code_series(view, unit, 2024)
        assert [next(series), next(series)] == ["07288-2024-00001", "07288-2024-00002"]
