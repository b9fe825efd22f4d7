"""The lists of what is due: as of a day, as known at a moment, within the reader's area, the oldest first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from landtrack.domain.deadlines.case_step import CaseStep, StepDraft
from landtrack.domain.deadlines.deadline_rule import Duty
from landtrack.domain.deadlines.due import DAYS_AHEAD, DueCounts, DueStanding
from landtrack.domain.errors import NotAllowed, Refusal
from landtrack.domain.question import Question
from landtrack.domain.scope import RIGHTS, SYSTEM_SCOPE, Role, Scope, make_scope
from landtrack.domain.status import ChangeDraft, Status
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status
from landtrack.usecases.deadlines.overdue_lines import overdue_lines_of
from landtrack.usecases.deadlines.show_due import show_due
from landtrack.usecases.deadlines.waiting_cases import waiting_cases_in
from landtrack.usecases.record_case import record_case, withdraw_case
from landtrack.usecases.record_step import record_step, void_step
from tests.builders import NOW, PHON_XUONG, MovingClock, facts, new_register, resolved, unit_id

DAY = date(2023, 11, 30)
LATER = datetime(2026, 11, 22, 4, tzinfo=UTC)
BO_HA = "07294"


def counted(register, scope, question, days):
    """Return the counts of the reader's area."""
    with register.reading() as view:
        return waiting_cases_in(view, scope, question, days).summary()


@pytest.fixture
def register(database_url):
    clock = MovingClock(datetime(2023, 11, 29, tzinfo=UTC))
    database = new_register(database_url, clock)
    with database.reading() as view:
        bo_ha = unit_id(read_registry(view), BO_HA)
    for code, unit, found_on in (
        ("A-OLD", PHON_XUONG, date(2013, 3, 1)),  # before the first rule
        ("A-ENDED", PHON_XUONG, date(2021, 11, 29)),  # the limitation ended the day before
        ("A-LATE", PHON_XUONG, date(2023, 11, 1)),
        ("A-LATER", PHON_XUONG, date(2023, 10, 2)),
        ("A-DONE", PHON_XUONG, date(2023, 10, 2)),
        ("A-OUT", PHON_XUONG, date(2023, 10, 2)),
        ("A-WITHDRAWN", PHON_XUONG, date(2023, 10, 2)),
        ("B-SOON", bo_ha, date(2023, 11, 29)),
        ("B-LATE", bo_ha, date(2023, 10, 20)),
    ):
        record_case(database, SYSTEM_SCOPE, code, facts(unit, found_on=found_on))
    change_status(database, SYSTEM_SCOPE, "A-DONE", resolved(date(2023, 11, 20)))
    withdraw_case(database, SYSTEM_SCOPE, "A-WITHDRAWN", "nhập nhầm")
    record_step(database, SYSTEM_SCOPE, "A-LATER", StepDraft(CaseStep.MINUTES, date(2023, 10, 3)))
    record_step(database, SYSTEM_SCOPE, "A-LATER", StepDraft(CaseStep.DECISION, date(2023, 10, 12), "7/QĐ-XPHC"))
    change_status(database, SYSTEM_SCOPE, "A-OUT", ChangeDraft(Status.IN_HAND, date(2023, 11, 21)))
    yield database
    database.close()


def asked(as_of=DAY, known_at=LATER, **more):
    return Question(as_of, known_at, **more)


def shown(line):
    """Return what is due in a line, when, and how late it is."""
    assert line.waiting.shown is not None
    return line.waiting.shown.duty, line.waiting.shown.due, line.days_late


def codes(register, standing, scope=SYSTEM_SCOPE, question=None, days=10, **more):
    found = show_due(register, scope, question or asked(), days, standing, **more)
    return [line.case.code for line in found.lines]


def test_every_unresolved_case_is_in_one_list_the_oldest_deadline_first(register):
    assert codes(register, DueStanding.OVERDUE) == ["A-OUT", "B-LATE", "A-LATE"]
    assert codes(register, DueStanding.SOON) == ["B-SOON"]
    assert codes(register, DueStanding.LATER) == ["A-LATER"]
    assert codes(register, DueStanding.ENDED) == ["A-ENDED"]
    assert codes(register, DueStanding.UNKNOWN) == ["A-OLD"]
    found = counted(register, SYSTEM_SCOPE, asked(), 10)
    assert found.whole == DueCounts(3, 1, 1, 1, 1)
    by_unit = {unit.code: counts for unit, counts in found.units}
    assert (by_unit["07288"], by_unit[BO_HA]) == (DueCounts(2, 0, 1, 1, 1), DueCounts(1, 1))
    assert sum(counts.all for counts in by_unit.values()) == found.whole.all


def test_a_line_says_what_is_due_when_and_under_which_rule(register):
    (line,) = show_due(register, SYSTEM_SCOPE, asked(), 10, DueStanding.LATER).lines
    assert shown(line) == (Duty.LAPSE, date(2024, 10, 12), -317)
    (late, *_) = show_due(register, SYSTEM_SCOPE, asked(), 10).lines
    assert shown(late) == (Duty.MINUTES, date(2023, 10, 4), 57)
    first, ends = late.waiting.first, late.waiting.ends
    assert first is not None
    assert ends is not None
    assert (first.rule.legal_basis, ends.due) == ("Nghị định 91/2019/NĐ-CP", date(2025, 10, 2))
    assert late.case.status is Status.IN_HAND


def test_a_step_counts_from_its_day_and_from_the_moment_it_was_recorded(register):
    before = datetime(2023, 11, 29, 12, tzinfo=UTC)
    register.clock.go(datetime(2023, 12, 5, tzinfo=UTC))
    record_step(register, SYSTEM_SCOPE, "A-LATE", StepDraft(CaseStep.MINUTES, date(2023, 11, 30)))
    assert codes(register, DueStanding.OVERDUE) == ["A-OUT", "B-LATE"]
    assert codes(register, DueStanding.SOON, days=11) == ["B-SOON", "A-LATE"]
    assert "A-LATE" in codes(register, DueStanding.OVERDUE, question=asked(known_at=before))
    assert "A-LATE" in codes(register, DueStanding.OVERDUE, question=asked(date(2023, 11, 29)))
    register.clock.go(datetime(2023, 12, 6, tzinfo=UTC))
    void_step(register, SYSTEM_SCOPE, "A-LATE", CaseStep.MINUTES)
    assert "A-LATE" in codes(register, DueStanding.OVERDUE)
    known = asked(known_at=datetime(2023, 12, 5, 12, tzinfo=UTC))
    assert "A-LATE" in codes(register, DueStanding.SOON, question=known, days=11)


def test_a_reader_sees_his_own_and_a_unit_narrows(register):
    with register.reading() as view:
        registry = read_registry(view)
    chair = make_scope("chair", Role.CHAIR, [unit_id(registry, BO_HA, NOW.date())], registry, NOW.date())
    assert codes(register, DueStanding.OVERDUE, chair) == ["B-LATE"]
    assert codes(register, DueStanding.UNKNOWN, chair) == []
    assert codes(register, DueStanding.OVERDUE, question=asked(unit="07288")) == ["A-OUT", "A-LATE"]
    with pytest.raises(Refusal, match=r"unit\.unknown"):
        codes(register, DueStanding.OVERDUE, chair, asked(unit="07288"))
    with pytest.raises(NotAllowed):
        codes(register, DueStanding.OVERDUE, Scope("admin", Role.ADMIN, RIGHTS[Role.ADMIN]))


def test_a_list_comes_in_pages_and_as_a_whole(register):
    assert codes(register, DueStanding.OVERDUE, first=1, count=1) == ["B-LATE"]
    assert codes(register, DueStanding.OVERDUE, first=9) == []
    for count in (1, 2, 3):
        parts = [codes(register, DueStanding.OVERDUE, first=first, count=count) for first in range(0, 3, count)]
        assert [code for part in parts for code in part] == ["A-OUT", "B-LATE", "A-LATE"]
    assert show_due(register, SYSTEM_SCOPE, asked(), 10, first=9).total == 3


@pytest.mark.parametrize("days", [-1, 367])
def test_days_that_mean_nothing_are_refused(register, days):
    with pytest.raises(Refusal, match=r"due\.days"):
        counted(register, SYSTEM_SCOPE, asked(), days)


def test_more_overdue_cases_than_codes_fit_a_question(register, monkeypatch):
    monkeypatch.setattr("landtrack.usecases.deadlines.show_due.MOST_CODES", 1)
    assert codes(register, DueStanding.OVERDUE) == ["A-OUT", "B-LATE", "A-LATE"]
    with register.reading() as view:
        lines, _counts = overdue_lines_of(waiting_cases_in(view, SYSTEM_SCOPE, asked(unit="07288"), DAYS_AHEAD))
    assert [(line.case.code, line.days_late, line.what) for line in lines] == [
        ("A-OUT", 57, Duty.MINUTES), ("A-LATE", 27, Duty.MINUTES),
    ]  # fmt: skip
