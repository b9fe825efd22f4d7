"""Complex cases, cases that are taken up again, and ends that do not count: what is due then, under both clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from landtrack.domain.deadlines.case_step import CaseStep, StepDraft
from landtrack.domain.deadlines.deadline_rule import Complexity, Duty
from landtrack.domain.deadlines.due import DueStanding
from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Exclusion, Form, Status
from landtrack.usecases.change_status import change_status, undo_change
from landtrack.usecases.deadlines.show_due import show_due
from landtrack.usecases.record_case import record_case
from landtrack.usecases.record_step import record_step, void_step
from landtrack.usecases.show_steps import show_steps
from landtrack.usecases.tables.change_row import change_row
from tests.builders import PHON_XUONG, MovingClock, facts, new_register, resolved

FOUND, MINUTES = date(2023, 3, 1), date(2023, 3, 2)
SEEN = date(2023, 3, 31)
RESOLVED_ON, AGAIN = date(2023, 5, 10), date(2023, 8, 1)
BEFORE, NOW = datetime(2023, 9, 4, 12, tzinfo=UTC), datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture
def register(database_url):
    database = new_register(database_url, MovingClock(datetime(2023, 9, 4, tzinfo=UTC)))
    record_case(database, SYSTEM_SCOPE, "A-1", facts(PHON_XUONG, found_on=FOUND))
    record_step(database, SYSTEM_SCOPE, "A-1", StepDraft(CaseStep.MINUTES, MINUTES, "1/BB-VPHC"))
    yield database
    database.close()


def record(register, step, day, number=""):
    return record_step(register, SYSTEM_SCOPE, "A-1", StepDraft(step, day, number))


def waiting(register, as_of, known_at=NOW):
    """Return where the one case stands, as the panel and the lists say alike; None where nothing can be due."""
    question = Question(as_of, known_at)
    alone = show_steps(register, SYSTEM_SCOPE, "A-1", question)
    listed = [
        line.waiting
        for standing in DueStanding
        for line in show_due(register, SYSTEM_SCOPE, question, 10, standing).lines
    ]
    assert [(one.standing, one.first, one.ends) for one in listed] == (
        [] if alone.waiting is None else [(alone.waiting.standing, alone.waiting.first, alone.waiting.ends)]
    )
    assert [one.again for one in listed if one.standing is not DueStanding.SETTLED] in (
        [],
        [alone.since if alone.again else None],
    )
    return alone.waiting


def first(register, as_of, known_at=NOW):
    found = waiting(register, as_of, known_at)
    return found.standing, found.first.duty, found.first.due


def test_a_complex_case_has_a_month_from_the_day_and_the_moment_it_was_found_so(register):
    assert first(register, SEEN) == (DueStanding.OVERDUE, Duty.DECISION, date(2023, 3, 13))
    register.clock.go(datetime(2023, 9, 5, tzinfo=UTC))
    record(register, CaseStep.COMPLEX, date(2023, 3, 10), "3/TB")
    assert first(register, SEEN) == (DueStanding.SOON, Duty.DECISION, date(2023, 4, 2))
    assert waiting(register, SEEN).first.rule.complexity is Complexity.COMPLEX
    assert first(register, date(2023, 3, 9))[2] == date(2023, 3, 13)
    assert first(register, SEEN, BEFORE)[2] == date(2023, 3, 13)
    register.clock.go(datetime(2023, 9, 6, tzinfo=UTC))
    record(register, CaseStep.VERY_COMPLEX, date(2023, 3, 30))
    assert first(register, SEEN) == (DueStanding.LATER, Duty.DECISION, date(2023, 5, 2))
    register.clock.go(datetime(2023, 9, 7, tzinfo=UTC))
    void_step(register, SYSTEM_SCOPE, "A-1", CaseStep.VERY_COMPLEX)
    void_step(register, SYSTEM_SCOPE, "A-1", CaseStep.COMPLEX)
    assert first(register, SEEN)[2] == date(2023, 3, 13)
    assert first(register, SEEN, datetime(2023, 9, 6, 12, tzinfo=UTC))[2] == date(2023, 5, 2)


@pytest.mark.parametrize(
    ("step", "day", "code"),
    [
        (CaseStep.COMPLEX, date(2023, 3, 1), "step.order"),
        (CaseStep.VERY_COMPLEX, date(2023, 3, 21), "step.order"),
        (CaseStep.COMPLEX, date(2023, 2, 28), "step.before_found"),
    ],
)
def test_a_case_is_found_complex_between_its_minutes_and_its_decision(register, step, day, code):
    record(register, CaseStep.DECISION, date(2023, 3, 20))
    with pytest.raises(Refusal) as refused:
        record(register, step, day)
    assert refused.value.code == code
    record(register, CaseStep.COMPLEX, date(2023, 3, 15))
    with pytest.raises(Refusal, match=r"step\.known"):
        record(register, CaseStep.COMPLEX, date(2023, 3, 16))


def reopen(register, ended=None):
    register.clock.go(datetime(2023, 10, 1, tzinfo=UTC))
    record(register, CaseStep.DECISION, date(2023, 3, 10))
    change_status(register, SYSTEM_SCOPE, "A-1", ended or resolved(RESOLVED_ON))
    register.clock.go(datetime(2023, 10, 2, tzinfo=UTC))
    change_status(register, SYSTEM_SCOPE, "A-1", ChangeDraft(Status.OPEN, AGAIN))


OUT = ChangeDraft(Status.EXCLUDED, RESOLVED_ON, exclusion=Exclusion.NOT_VIOLATION)


@pytest.mark.parametrize("ended", [None, OUT])
def test_a_case_taken_up_again_begins_anew_and_keeps_its_earlier_steps(register, ended):
    reopen(register, ended)
    assert waiting(register, date(2023, 5, 9)).first.duty is Duty.LAPSE
    assert waiting(register, date(2023, 7, 31)) is None
    assert first(register, AGAIN) == (DueStanding.SOON, Duty.MINUTES, date(2023, 8, 3))
    assert waiting(register, AGAIN).ends.due == date(2025, 8, 1)
    assert waiting(register, AGAIN, datetime(2023, 10, 1, 12, tzinfo=UTC)) is None
    found = show_steps(register, SYSTEM_SCOPE, "A-1", Question(AGAIN, NOW))
    assert (found.since, found.again, [row.day < found.since for row in found.steps]) == (AGAIN, True, [True, True])
    assert found.missing[:3] == (CaseStep.MINUTES, CaseStep.DECISION, CaseStep.RECEIVED)
    record(register, CaseStep.MINUTES, date(2023, 8, 2))
    assert first(register, date(2023, 8, 9)) == (DueStanding.SOON, Duty.DECISION, date(2023, 8, 11))


def test_each_round_has_its_own_steps_and_order(register):
    reopen(register)
    record(register, CaseStep.RECEIVED, date(2023, 3, 12))  # late, of the first round
    record(register, CaseStep.MINUTES, date(2023, 8, 2))
    for step, day, code in (
        (CaseStep.MINUTES, date(2023, 8, 3), "step.known"),
        (CaseStep.MINUTES, date(2023, 7, 31), "step.known"),
        (CaseStep.DECISION, date(2023, 8, 1), "step.order"),
        (CaseStep.COMPLEX, date(2023, 3, 11), "step.order"),
    ):
        with pytest.raises(Refusal) as refused:
            record(register, step, day)
        assert refused.value.code == code
    void_step(register, SYSTEM_SCOPE, "A-1", CaseStep.MINUTES, day=MINUTES)
    days = [
        row.day for row in show_steps(register, SYSTEM_SCOPE, "A-1", Question(AGAIN, NOW)).steps if not row.void_entry
    ]
    assert days == [date(2023, 3, 10), date(2023, 3, 12), date(2023, 8, 2)]
    void_step(register, SYSTEM_SCOPE, "A-1", CaseStep.MINUTES)
    with pytest.raises(Refusal, match=r"step\.unknown"):
        void_step(register, SYSTEM_SCOPE, "A-1", CaseStep.MINUTES, day=date(2023, 8, 2))


def test_where_the_reopening_is_taken_back_the_steps_count_again(register):
    reopen(register)
    register.clock.go(datetime(2023, 10, 3, tzinfo=UTC))
    undo_change(register, SYSTEM_SCOPE, "A-1")
    assert waiting(register, AGAIN) is None
    undo_change(register, SYSTEM_SCOPE, "A-1")
    assert waiting(register, AGAIN).first.duty is Duty.LAPSE


def test_nothing_is_due_after_an_end_that_does_not_count_until_it_is_taken_up_again(register):
    row = {"name_vi": "Chuyển cơ quan điều tra", "name_en": "Referred", "counts": "no", "legal_basis": "QĐ 1"}
    change_status(register, SYSTEM_SCOPE, "A-1", ChangeDraft(Status.RESOLVED, RESOLVED_ON, form=Form.REFERRED))
    assert waiting(register, RESOLVED_ON) is None
    register.clock.go(datetime(2023, 10, 1, tzinfo=UTC))
    change_row(register, SYSTEM_SCOPE, OfficeTable.FORM, "referred", row)
    found = waiting(register, RESOLVED_ON)
    assert (found.standing, found.shown) == (DueStanding.SETTLED, None)
    assert waiting(register, RESOLVED_ON, BEFORE) is None
    assert first(register, date(2023, 5, 9))[1] is Duty.DECISION
    change_status(register, SYSTEM_SCOPE, "A-1", ChangeDraft(Status.OPEN, AGAIN))
    assert first(register, AGAIN) == (DueStanding.SOON, Duty.MINUTES, date(2023, 8, 3))
