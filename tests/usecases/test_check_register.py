"""Checking the register: planted faults found once each, accepted with a reason, back again when a case changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from shapely import Polygon, box

from landtrack.domain.case import Occurred
from landtrack.domain.errors import Conflict, NotAllowed, Refusal, UnknownCase, UnknownUnit
from landtrack.domain.finding import FindingKind
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.domain.status import ChangeDraft, Exclusion, Status
from landtrack.formats.coordinates import area_tenths
from landtrack.store import episodes, recording, schema
from landtrack.store.database import open_database
from landtrack.store.histories import next_case_id, read_histories
from landtrack.store.log import EntryKind, head_at
from landtrack.store.units import read_registry
from landtrack.usecases.accept_finding import Accepted, accept_finding
from landtrack.usecases.change_status import change_status
from landtrack.usecases.check_register import CheckReport, check_register
from landtrack.usecases.record_case import record_case, revise_case
from landtrack.usecases.verify_log import verify_log
from tests.builders import facts, new_register, resolved, unit_id

TODAY = date(2026, 11, 22)
ONE_PERCENT = Decimal("0.01")
# In Phồn Xương (07288 of 2020), and in its neighbour Đồng Lạc (07270); both are Yên Thế (07288) today.
HERE = box(106.1268, 21.4671, 106.1270, 21.4673)
BO_HA = box(106.1898, 21.4413, 106.1900, 21.4415)


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


@pytest.fixture
def registry(register):
    with register.reading() as view:
        return read_registry(view)


@pytest.fixture
def units(registry):
    return {code: unit_id(registry, code) for code in ("07288", "07294", "07270")}


def sound(unit, geometry=HERE, **changed):
    return facts(unit, geometry=geometry, area=area_tenths(geometry), **changed)


def check(register, scope=SYSTEM_SCOPE, **asked):
    question = Question(TODAY, register.known_now(), **asked)
    return check_register(register, scope, question, ONE_PERCENT)


def found(report):
    return [(one.kind, one.case.code, one.other and one.other.code) for one in report.open]


def chair(registry, code="07288", role=Role.CHAIR):
    return make_scope("x", role, [unit_id(registry, code, TODAY)], registry, TODAY)


def test_a_sound_register_has_no_findings(register, units):
    record_case(register, SYSTEM_SCOPE, "A-1", sound(units["07288"]))
    report = check(register)
    assert (found(report), report.cases, report.schematic) == ([], 1, False)


def test_each_planted_fault_is_found_once_and_nothing_else(register, units):
    here = units["07288"]
    east = [box(106.1280 + n / 1000, 21.4671, 106.1282 + n / 1000, 21.4673) for n in range(8)]
    plant = {
        "A-0": sound(here, parcel="1"),
        "A-1": replace(sound(here, east[0], parcel="2"), area=9000),  # the area
        "A-2": sound(here, box(106.1269, 21.4671, 106.1271, 21.4673), parcel="3"),  # lies on A-0
        "A-3": sound(here, BO_HA, parcel="4"),  # elsewhere
        "A-4": sound(here, box(106.1290, 21.4671, 106.129001, 21.4680), parcel="5"),  # 10 cm wide
        "A-5": facts(here, geometry=None, parcel="6"),
        "A-6": sound(here, east[3], parcel="7", occurred=Occurred(date(2010, 1, 1), date(2016, 1, 1))),
        "A-7": sound(here, east[4], parcel="8"),  # resolved without a number
        "A-8": sound(here, east[5], map_sheet="045", parcel="1"),  # the parcel of A-0
        "A-9": sound(here, east[6], parcel="9"),
    }
    for code, planted in plant.items():
        record_case(register, SYSTEM_SCOPE, code, planted)
    change_status(register, SYSTEM_SCOPE, "A-7", resolved(date(2022, 1, 1)))
    change_status(register, SYSTEM_SCOPE, "A-9", resolved(date(2022, 1, 1), decision_number="12/QĐ-UBND"))
    report = check(register)
    assert found(report) == [
        (FindingKind.OVERLAP, "A-0", "A-2"),
        (FindingKind.SAME_PARCEL, "A-0", "A-8"),
        (FindingKind.AREA_DIFFERS, "A-1", None),
        (FindingKind.OUTSIDE_UNIT, "A-3", None),
        (FindingKind.SLIVER, "A-4", None),
        (FindingKind.NO_GEOMETRY, "A-5", None),
        (FindingKind.DATE_UNDETERMINED, "A-6", None),
        (FindingKind.NO_DECISION_NUMBER, "A-7", None),
    ]
    numbers = {one.kind: one.numbers for one in report.open}
    assert numbers[FindingKind.OVERLAP]["shared"] == pytest.approx(area_tenths(HERE) / 2, abs=2)
    assert numbers[FindingKind.OUTSIDE_UNIT]["outside"] == pytest.approx(area_tenths(BO_HA), abs=2)
    assert numbers[FindingKind.SLIVER]["width"] == pytest.approx(103, abs=2)
    assert report.schematic


def test_an_invalid_ring_is_found_and_disturbs_nothing_else(register, units):
    bow = Polygon([(106.1300, 21.4671), (106.1302, 21.4673), (106.1302, 21.4671), (106.1300, 21.4673)])
    record_case(register, SYSTEM_SCOPE, "A-1", sound(units["07288"]))
    with register.transaction("system") as tx:  # as no journey would record it
        number = next_case_id(tx)
        recording.record_case(tx, number, "A-2", facts(units["07288"], geometry=bow, parcel="9"))
        tx.flush()
        episodes.refresh(tx, list(read_histories(tx, schema.violation_case.c.id == number)))
    assert found(check(register)) == [(FindingKind.INVALID_RING, "A-2", None)]


def test_excluded_cases_count_nothing_twice(register, units):
    record_case(register, SYSTEM_SCOPE, "A-1", sound(units["07288"]))
    record_case(register, SYSTEM_SCOPE, "A-2", sound(units["07288"]))
    assert [row[0] for row in found(check(register))] == [FindingKind.OVERLAP, FindingKind.SAME_PARCEL]
    draft = ChangeDraft(Status.EXCLUDED, date(2022, 1, 1), exclusion=Exclusion.DUPLICATE)
    change_status(register, SYSTEM_SCOPE, "A-2", draft)
    assert found(check(register)) == []


def test_parcels_of_different_old_communes_are_not_the_same(register, units, registry):
    record_case(register, SYSTEM_SCOPE, "A-1", sound(units["07288"]))
    today = unit_id(registry, "07288", TODAY)
    away = box(106.1300, 21.4671, 106.1302, 21.4673)
    record_case(register, SYSTEM_SCOPE, "A-2", sound(today, away, parcel_unit_id=units["07270"]))
    assert found(check(register)) == []
    record_case(register, SYSTEM_SCOPE, "A-3", sound(today, away.buffer(0), parcel="3", parcel_unit_id=units["07288"]))
    record_case(register, SYSTEM_SCOPE, "A-4", facts(today, geometry=None, parcel_unit_id=units["07288"]))
    assert (FindingKind.SAME_PARCEL, "A-1", "A-4") in found(check(register))


def test_the_past_is_checked_as_it_was_known(register, units):
    record_case(register, SYSTEM_SCOPE, "A-1", facts(units["07288"], geometry=None))
    register.clock.later(hours=1)
    before = register.known_now()
    register.clock.later(hours=1)
    revise_case(register, SYSTEM_SCOPE, "A-1", sound(units["07288"]), "drawn")
    assert found(check(register)) == []
    past = check_register(register, SYSTEM_SCOPE, Question(TODAY, before), ONE_PERCENT)
    assert found(past) == [(FindingKind.NO_GEOMETRY, "A-1", None)]


def accept(register, finding, scope=SYSTEM_SCOPE, reason="đã đo lại", **changed):
    wanted = Accepted(
        finding.kind.value, finding.case.code, finding.other and finding.other.code, finding.state, reason
    )
    return accept_finding(register, scope, replace(wanted, **changed), ONE_PERCENT)


def test_an_accepted_finding_stays_away_until_one_of_its_cases_changes(register, units):
    record_case(register, SYSTEM_SCOPE, "A-1", sound(units["07288"]))
    record_case(register, SYSTEM_SCOPE, "A-2", sound(units["07288"], parcel="7"))
    (overlap,) = check(register).open
    accept(register, overlap)
    report = check(register)
    assert found(report) == []
    ((finding, acceptance),) = report.accepted
    assert (finding, acceptance.reason, acceptance.actor) == (overlap, "đã đo lại", "system")
    revise_case(register, SYSTEM_SCOPE, "A-2", sound(units["07288"], parcel="8"), "another number")
    back = check(register)
    assert found(back) == [(FindingKind.OVERLAP, "A-1", "A-2")]
    assert back.accepted == ()
    with pytest.raises(Conflict, match=r"finding\.gone"):
        accept(register, overlap)


def test_an_acceptance_is_an_entry_of_the_log_and_recorded_once(register, units):
    record_case(register, SYSTEM_SCOPE, "A-1", facts(units["07288"], geometry=None))
    (missing,) = check(register).open
    accept(register, missing)
    with register.reading() as view:
        head = head_at(view.connection)
        kind = view.connection.execute(schema.log_entry.select().where(schema.log_entry.c.number == head.number)).one()
    assert kind.kind == EntryKind.ACCEPTANCE
    accept(register, missing)
    assert verify_log(register, SYSTEM_SCOPE, lambda _done, _all: None) == (head, None)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_is_needed(register, units, reason):
    record_case(register, SYSTEM_SCOPE, "A-1", facts(units["07288"], geometry=None))
    with pytest.raises(Refusal, match=r"finding\.no_reason"):
        accept(register, check(register).open[0], reason=reason)
    assert len(check(register).open) == 1


@pytest.mark.parametrize("changed", [{"kind": "overlap"}, {"state": "0" * 64}, {"kind": "nonsense"}])
def test_only_what_is_there_is_accepted(register, units, changed):
    record_case(register, SYSTEM_SCOPE, "A-1", facts(units["07288"], geometry=None))
    with pytest.raises(Conflict, match=r"finding\.gone"):
        accept(register, check(register).open[0], **changed)
    with pytest.raises(UnknownCase):
        accept(register, check(register).open[0], code="A-9")


def test_a_chair_sees_his_own_and_not_a_trace_of_a_neighbours_case(register, registry, units):
    record_case(register, SYSTEM_SCOPE, "A-1", sound(units["07288"]))
    record_case(register, SYSTEM_SCOPE, "A-2", facts(units["07288"], geometry=None, parcel="7"))
    alone = check(register, chair(registry))
    # A neighbour's case on the same land and parcel: those who see both find it, the chair's report stays as it was.
    record_case(register, SYSTEM_SCOPE, "B-1", sound(units["07294"], HERE))
    both = check(register)
    assert (FindingKind.OVERLAP, "A-1", "B-1") in found(both)
    mine = check(register, chair(registry))
    assert (found(mine), mine.open, mine.cases) == (found(alone), alone.open, 2)
    assert found(check(register, chair(registry, "07294"))) == [(FindingKind.OUTSIDE_UNIT, "B-1", None)]
    with pytest.raises(UnknownUnit):
        check(register, chair(registry), unit="07294")
    assert found(check(register, unit="07294")) == [(FindingKind.OUTSIDE_UNIT, "B-1", None)]


def test_accepting_needs_the_right_and_both_cases_within_the_area(register, registry, units):
    record_case(register, SYSTEM_SCOPE, "A-1", sound(units["07288"]))
    record_case(register, SYSTEM_SCOPE, "B-1", sound(units["07294"], HERE))
    overlap = next(one for one in check(register).open if one.kind is FindingKind.OVERLAP)
    with pytest.raises(NotAllowed):
        accept(register, overlap, chair(registry))
    with pytest.raises(UnknownCase):
        accept(register, overlap, chair(registry, role=Role.COMMUNE_OFFICER))
    with pytest.raises(NotAllowed):
        check(register, make_scope("x", Role.ADMIN, [], registry, TODAY))
    accept(register, overlap)


def test_the_demo_is_checked_the_same_on_each_engine(each_demo_url):
    database = open_database(each_demo_url)
    try:
        report = check(database)
        assert {kind.value: count for kind, count in report.counts.items()} == {
            "area_differs": 19, "outside_unit": 5, "no_geometry": 16, "date_undetermined": 42,
            "no_decision_number": 434,
        }  # fmt: skip
    finally:
        database.close()


def test_a_report_is_kept_until_the_log_goes_on_and_for_its_area_only(register, registry, units):
    record_case(register, SYSTEM_SCOPE, "A-1", facts(units["07288"], geometry=None))
    record_case(register, SYSTEM_SCOPE, "B-1", facts(units["07294"], geometry=None))
    kept: dict[str, CheckReport] = {}

    def ask(scope=SYSTEM_SCOPE, **asked):
        question = Question(TODAY, register.known_now(), **asked)
        return check_register(register, scope, question, ONE_PERCENT, kept)

    first = ask()
    assert ask() is first
    assert found(ask(chair(registry))) == [(FindingKind.NO_GEOMETRY, "A-1", None)]
    assert found(ask(unit="07294")) == [(FindingKind.NO_GEOMETRY, "B-1", None)]
    assert len(kept) == 3
    accept(register, first.open[0])
    assert found(ask()) == [(FindingKind.NO_GEOMETRY, "B-1", None)]
    with pytest.raises(NotAllowed):
        ask(make_scope("x", Role.ADMIN, [], registry, TODAY))
