"""Recording steps of a case: rights, the area wall, the order of days, and taking back."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.deadlines.case_step import CaseStep, StepDraft, days_of
from landtrack.domain.errors import NotAllowed, Refusal, UnknownCase
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.store.case_steps import read_steps
from landtrack.store.log import head_at
from landtrack.store.units import read_registry
from landtrack.store.verify import first_broken
from landtrack.usecases.record_case import record_case, withdraw_case
from landtrack.usecases.record_step import record_step, void_step
from tests.builders import NOW, PHON_XUONG, facts, new_register

MINUTES = StepDraft(CaseStep.MINUTES, date(2021, 5, 6), " 12/BB-VPHC ", "lập tại thửa đất")


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    record_case(database, SYSTEM_SCOPE, "A-1", facts(PHON_XUONG, found_on=date(2021, 5, 4)))
    yield database
    database.close()


def scope_of(register, role, *units):
    with register.reading() as view:
        return make_scope("tester", role, units, read_registry(view), NOW.date())


def steps(register, entry=None):
    with register.reading() as view:
        known = head_at(view.connection).number if entry is None else entry
        return days_of(read_steps(view).get(1, ()), known)


def test_a_step_is_recorded_and_taken_back_and_the_log_stays_whole(register):
    minutes = record_step(register, SYSTEM_SCOPE, "A-1", MINUTES)
    assert minutes.number == "12/BB-VPHC"
    record_step(register, SYSTEM_SCOPE, "A-1", StepDraft(CaseStep.DECISION, date(2021, 5, 6)))
    assert steps(register) == {CaseStep.MINUTES: MINUTES.day, CaseStep.DECISION: date(2021, 5, 6)}
    entry = void_step(register, SYSTEM_SCOPE, "A-1", CaseStep.MINUTES, "nhầm vụ")
    assert steps(register) == {CaseStep.DECISION: date(2021, 5, 6)}
    assert CaseStep.MINUTES in steps(register, entry - 1)
    again = StepDraft(CaseStep.MINUTES, date(2021, 5, 5))
    record_step(register, SYSTEM_SCOPE, "A-1", again)
    assert steps(register)[CaseStep.MINUTES] == again.day
    with register.reading() as view:
        assert first_broken(view, lambda _done, _all: None) is None


@pytest.mark.parametrize(
    ("step", "day", "code"),
    [
        (CaseStep.MINUTES, date(2021, 5, 7), "step.known"),
        (CaseStep.DECISION, date(2021, 5, 5), "step.order"),
        (CaseStep.DECISION, date(2021, 5, 3), "step.before_found"),
        (CaseStep.DECISION, date(2026, 11, 23), "step.in_future"),
    ],
)
def test_a_step_that_does_not_fit_is_refused(register, step, day, code):
    record_step(register, SYSTEM_SCOPE, "A-1", MINUTES)
    with pytest.raises(Refusal) as refused:
        record_step(register, SYSTEM_SCOPE, "A-1", StepDraft(step, day))
    assert refused.value.code == code
    assert steps(register) == {CaseStep.MINUTES: MINUTES.day}


def test_nothing_to_take_back_is_said(register):
    with pytest.raises(Refusal, match=r"step\.unknown"):
        void_step(register, SYSTEM_SCOPE, "A-1", CaseStep.DECISION)


def test_a_withdrawn_case_takes_no_step(register):
    withdraw_case(register, SYSTEM_SCOPE, "A-1", "nhập nhầm")
    with pytest.raises(Refusal, match=r"case\.withdrawn"):
        record_step(register, SYSTEM_SCOPE, "A-1", MINUTES)


def test_a_neighbours_case_looks_like_none(register):
    neighbour = scope_of(register, Role.COMMUNE_OFFICER, 22)
    said = set()
    for code in ("A-1", "A-2"):
        for act in (lambda c: record_step(register, neighbour, c, MINUTES),
                    lambda c: void_step(register, neighbour, c, CaseStep.MINUTES)):  # fmt: skip
            with pytest.raises(UnknownCase) as refused:
                act(code)
            said.add(refused.value.code)
    assert said == {"case.unknown"}
    assert steps(register) == {}


def test_a_chair_may_not(register):
    chair = scope_of(register, Role.CHAIR, PHON_XUONG)
    with pytest.raises(NotAllowed):
        record_step(register, chair, "A-1", MINUTES)
    with pytest.raises(NotAllowed):
        void_step(register, chair, "A-1", CaseStep.MINUTES)
