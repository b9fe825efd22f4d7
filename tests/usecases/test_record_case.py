"""New cases, corrections and withdrawals: what is recorded, what is refused, and that refusing changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from landtrack.domain.errors import Conflict, NotAllowed, Refusal, UnknownCase, UnknownUnit
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.domain.status import ChangeDraft, Exclusion, Form, Status
from landtrack.store.histories import find_history
from landtrack.store.log import head_at
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status, undo_change
from landtrack.usecases.record_case import record_case, revise_case, withdraw_case
from landtrack.usecases.report_progress import report_progress
from tests.builders import facts, new_register, resolved, unit_id

TODAY = date(2026, 11, 22)


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
def unit(registry):
    return unit_id(registry, "07288")


def total(register):
    return report_progress(register, SYSTEM_SCOPE, Question(TODAY, register.known_now())).whole.total


def head(register):
    with register.reading() as view:
        return head_at(view.connection)


def test_a_corrected_area_counts_from_its_entry_on(register, unit):
    first = record_case(register, SYSTEM_SCOPE, " yt-1 ", facts(unit))
    before = register.known_now()
    assert first.code == "YT-1"
    revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, area=7000), "đo lại", seen=first.version)
    assert total(register).area == 7000
    assert report_progress(register, SYSTEM_SCOPE, Question(TODAY, before)).whole.total.area == 5000


def test_a_withdrawn_case_is_in_no_figure_known_later(register, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    before = register.known_now()
    withdraw_case(register, SYSTEM_SCOPE, "YT-1", "nhập nhầm")
    assert total(register).cases == 0
    assert report_progress(register, SYSTEM_SCOPE, Question(TODAY, before)).whole.total.cases == 1
    for attempt in (
        lambda: withdraw_case(register, SYSTEM_SCOPE, "YT-1", "lại"),
        lambda: change_status(register, SYSTEM_SCOPE, "YT-1", resolved(TODAY)),
    ):
        with pytest.raises(Refusal, match=r"case\.withdrawn"):
            attempt()


def test_a_revision_brings_a_withdrawn_case_back(register, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    withdraw_case(register, SYSTEM_SCOPE, "YT-1", "nhập nhầm")
    revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit), "không nhầm")
    assert total(register).cases == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"area": 2999}, "case.area_below_resolved"),
        ({"found_on": date(2024, 2, 2)}, "case.found_after_change"),
        ({"land_type": "XYZ"}, "case.land_type_unknown"),
    ],
)
def test_a_correction_against_what_happened_is_refused(register, unit, changed, code):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    part = ChangeDraft(Status.PARTLY_RESOLVED, date(2024, 2, 1), Form.RETURNED, 3000)
    change_status(register, SYSTEM_SCOPE, "YT-1", part)
    before = head(register)
    with pytest.raises(Refusal) as refused:
        revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, **changed), "sai")
    assert refused.value.code == code
    assert head(register) == before


def test_after_the_part_is_undone_the_area_may_fall(register, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    part = ChangeDraft(Status.PARTLY_RESOLVED, date(2024, 2, 1), Form.RETURNED, 3000)
    change_status(register, SYSTEM_SCOPE, "YT-1", part)
    undo_change(register, SYSTEM_SCOPE, "YT-1")
    revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, area=100), "đo lại")
    assert total(register).area == 100


def test_a_repeated_code_and_an_unknown_one_are_refused(register, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    with pytest.raises(Refusal, match=r"case\.code_taken"):
        record_case(register, SYSTEM_SCOPE, "yt-1", facts(unit))
    with pytest.raises(UnknownCase):
        revise_case(register, SYSTEM_SCOPE, "YT-2", facts(unit), "")
    with pytest.raises(UnknownUnit):
        record_case(register, SYSTEM_SCOPE, "YT-2", facts(999))


def test_what_somebody_else_changed_is_not_overwritten(register, unit):
    seen = record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit)).version
    change_status(register, SYSTEM_SCOPE, "YT-1", resolved(TODAY))
    for attempt in (
        lambda: revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, area=1), "", seen=seen),
        lambda: withdraw_case(register, SYSTEM_SCOPE, "YT-1", "", seen=seen),
        lambda: undo_change(register, SYSTEM_SCOPE, "YT-1", seen=seen),
        lambda: change_status(register, SYSTEM_SCOPE, "YT-1", ChangeDraft(Status.OPEN, TODAY), seen=seen),
    ):
        with pytest.raises(Conflict):
            attempt()
    assert total(register).resolved == 1


def test_the_old_commune_of_a_parcel_must_have_become_part_of_the_unit(register, registry):
    yen_the = registry.frame(date(2025, 7, 1)).unit("07288").id
    tam_hiep, dong_tien = unit_id(registry, "07261"), unit_id(registry, "07243")
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(yen_the, parcel_unit_id=tam_hiep, geometry=None))
    with pytest.raises(Refusal, match=r"case\.parcel_unit_elsewhere"):
        record_case(register, SYSTEM_SCOPE, "YT-2", facts(yen_the, parcel_unit_id=dong_tien))
    record_case(register, SYSTEM_SCOPE, "YT-3", facts(yen_the, geometry=None))
    then = Question(TODAY, register.known_now(), frame=date(2023, 12, 31))
    found = report_progress(register, SYSTEM_SCOPE, then)
    assert (found.whole.total.cases, found.gaps.unplaced) == (2, 1)
    assert {unit.code: row.total.cases for unit, row in found.units if row.total.cases} == {"07261": 1}


def test_looking_back_the_old_unit_counts_the_case_and_only_the_new_one_opens_it(register, registry, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    before = register.known_now()
    revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit_id(registry, "07243")), "sai xã")
    old, new = (
        make_scope(code, Role.CHAIR, [registry.frame(TODAY).unit(code).id], registry, TODAY)
        for code in ("07288", "07246")
    )
    counts = {
        (scope.actor, known): report_progress(register, scope, Question(TODAY, moment)).whole.total.cases
        for scope in (old, new)
        for known, moment in (("then", before), ("now", register.known_now()))
    }
    assert counts == {("07288", "then"): 1, ("07288", "now"): 0, ("07246", "then"): 0, ("07246", "now"): 1}
    with register.reading() as view:
        assert find_history(view, new, "YT-1").code == "YT-1"
        with pytest.raises(UnknownCase):
            find_history(view, old, "YT-1")


def test_a_back_dated_change_must_leave_room_for_what_followed(register, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    change_status(register, SYSTEM_SCOPE, "YT-1", ChangeDraft(Status.IN_HAND, date(2023, 5, 1)))
    for draft in (
        resolved(date(2023, 4, 1)),
        ChangeDraft(Status.EXCLUDED, date(2023, 4, 1), exclusion=Exclusion.DUPLICATE),
        ChangeDraft(Status.IN_HAND, date(2023, 4, 1)),
    ):
        with pytest.raises(Refusal, match=r"change\.before_later"):
            change_status(register, SYSTEM_SCOPE, "YT-1", draft)
    change_status(register, SYSTEM_SCOPE, "YT-1", resolved(date(2023, 6, 1)))
    part = ChangeDraft(Status.PARTLY_RESOLVED, date(2023, 5, 15), Form.RETURNED, 100)
    change_status(register, SYSTEM_SCOPE, "YT-1", part)
    assert total(register).resolved == 1


def test_scopes_open_only_what_is_theirs(register, registry, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    of = {
        name: make_scope(name, role, [registry.frame(TODAY).unit(code).id], registry, TODAY)
        for name, role, code in (
            ("own", Role.COMMUNE_OFFICER, "07288"),
            ("neighbour", Role.COMMUNE_OFFICER, "07246"),
            ("chair", Role.CHAIR, "07288"),
            ("admin", Role.ADMIN, "07288"),
            ("province", Role.PROVINCE, "07246"),
        )
    }
    with register.reading() as view:
        assert find_history(view, of["own"], "YT-1").code == "YT-1"
        with pytest.raises(UnknownCase):
            find_history(view, of["neighbour"], "YT-1")
    with pytest.raises(UnknownCase):
        change_status(register, of["neighbour"], "YT-1", resolved(TODAY))
    with pytest.raises(UnknownUnit):
        record_case(register, of["neighbour"], "YT-2", facts(unit))
    for name in ("chair", "admin", "province"):
        with pytest.raises(NotAllowed):
            change_status(register, of[name], "YT-1", resolved(TODAY))
    with pytest.raises(NotAllowed):
        report_progress(register, of["admin"], Question(TODAY, register.known_now()))
    counts = {
        name: report_progress(register, of[name], Question(TODAY, register.known_now())).whole.total.cases
        for name in ("own", "neighbour", "chair", "province")
    }
    assert counts == {"own": 1, "neighbour": 0, "chair": 1, "province": 1}
    nothing = replace(of["own"], rights=frozenset())
    with pytest.raises(NotAllowed):
        report_progress(register, nothing, Question(TODAY, register.known_now()))
