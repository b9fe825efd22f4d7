"""Deadlines: what is due when, under which decree; and rules that may not overlap or leave a gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from landtrack.domain.deadlines.case_step import CaseStep
from landtrack.domain.deadlines.deadline import complexity_of, due_of, end_of_span
from landtrack.domain.deadlines.deadline_rule import (
    Complexity,
    DeadlineRule,
    Duty,
    SpanUnit,
    check_deadline_rules,
    rule_for,
)
from landtrack.domain.errors import Refusal
from landtrack.domain.status import Status

OLD, NEW = date(2020, 1, 5), date(2024, 10, 4)


def rule(duty, amount, unit, complexity=Complexity.PLAIN, **changed):
    return replace(DeadlineRule(duty, complexity, amount, unit, OLD, None, "Nghị định 91/2019/NĐ-CP"), **changed)


RULES = (
    rule(Duty.MINUTES, 2, SpanUnit.WORKING_DAYS),
    rule(Duty.DECISION, 7, SpanUnit.WORKING_DAYS, valid_until=NEW),
    rule(Duty.DECISION, 5, SpanUnit.WORKING_DAYS, valid_from=NEW, legal_basis="Nghị định 123/2024/NĐ-CP"),
    rule(Duty.DECISION, 1, SpanUnit.MONTHS, Complexity.COMPLEX),
    rule(Duty.DECISION, 2, SpanUnit.MONTHS, Complexity.VERY_COMPLEX),
    rule(Duty.CARRY_OUT, 10, SpanUnit.DAYS),
    rule(Duty.LAPSE, 1, SpanUnit.YEARS),
    rule(Duty.LIMITATION, 2, SpanUnit.YEARS),
)
FRIDAY = date(2024, 9, 27)


def is_weekday(day):
    return day.weekday() < 5


def due(since, steps, status=Status.OPEN, rules=RULES):
    found = due_of(since, steps, status, rules, is_weekday)
    return [(row.duty, row.due) for row in found]


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        (FRIDAY, 2, SpanUnit.WORKING_DAYS, date(2024, 10, 1)),
        (date(2024, 9, 28), 1, SpanUnit.WORKING_DAYS, date(2024, 9, 30)),
        (FRIDAY, 10, SpanUnit.DAYS, date(2024, 10, 7)),
        (date(2024, 1, 31), 1, SpanUnit.MONTHS, date(2024, 2, 29)),
        (date(2023, 12, 31), 2, SpanUnit.MONTHS, date(2024, 2, 29)),
        (date(2023, 11, 30), 13, SpanUnit.MONTHS, date(2024, 12, 30)),
        (date(2024, 2, 29), 1, SpanUnit.YEARS, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, SpanUnit.YEARS, date(2028, 2, 29)),
    ],
)
def test_a_span_ends_on_its_last_day(start, amount, unit, end):
    assert end_of_span(start, amount, unit, is_weekday) == end


def test_a_holiday_is_no_working_day():
    holiday = date(2024, 9, 30)
    assert end_of_span(FRIDAY, 1, SpanUnit.WORKING_DAYS, lambda day: is_weekday(day) and day != holiday) == date(
        2024, 10, 1
    )


def test_what_is_due_follows_the_steps():
    minutes, decision, received = date(2024, 9, 30), date(2024, 10, 8), date(2024, 10, 10)
    limitation = (Duty.LIMITATION, date(2026, 9, 27))
    assert due(FRIDAY, {}) == [(Duty.MINUTES, date(2024, 10, 1)), limitation]
    assert due(FRIDAY, {CaseStep.MINUTES: minutes}) == [(Duty.DECISION, date(2024, 10, 9)), limitation]
    decided = {CaseStep.MINUTES: minutes, CaseStep.DECISION: decision}
    lapse = (Duty.LAPSE, date(2025, 10, 8))
    assert due(FRIDAY, decided) == [lapse]
    assert due(FRIDAY, {**decided, CaseStep.RECEIVED: received}) == [(Duty.CARRY_OUT, date(2024, 10, 20)), lapse]


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.EXCLUDED])
def test_nothing_is_due_when_it_is_over(status):
    assert due(FRIDAY, {}, status) == []


@pytest.mark.parametrize("status", [Status.IN_HAND, Status.PARTLY_RESOLVED])
def test_it_stays_due_while_something_is_left(status):
    assert due(FRIDAY, {}, status)[0][0] is Duty.MINUTES


def test_a_case_keeps_the_decree_of_its_minutes():
    before, after = NEW - timedelta(days=1), NEW
    found = due_of(FRIDAY, {CaseStep.MINUTES: before}, Status.OPEN, RULES, is_weekday)
    assert (found[0].due, found[0].rule.legal_basis) == (date(2024, 10, 14), "Nghị định 91/2019/NĐ-CP")
    found = due_of(FRIDAY, {CaseStep.MINUTES: after}, Status.OPEN, RULES, is_weekday)
    assert (found[0].due, found[0].rule.legal_basis) == (date(2024, 10, 11), "Nghị định 123/2024/NĐ-CP")


@pytest.mark.parametrize(
    ("findings", "complexity", "end"),
    [
        ([], Complexity.PLAIN, date(2024, 10, 9)),
        ([CaseStep.COMPLEX], Complexity.COMPLEX, date(2024, 10, 30)),
        ([CaseStep.VERY_COMPLEX], Complexity.VERY_COMPLEX, date(2024, 11, 30)),
        ([CaseStep.VERY_COMPLEX, CaseStep.COMPLEX], Complexity.VERY_COMPLEX, date(2024, 11, 30)),
    ],
)
def test_a_complex_case_has_more_time_for_its_decision(findings, complexity, end):
    steps = {CaseStep.MINUTES: date(2024, 9, 30), **dict.fromkeys(findings, date(2024, 10, 2))}
    first = due_of(FRIDAY, steps, Status.OPEN, RULES, is_weekday)[0]
    assert (complexity_of(steps), first.duty, first.due) == (complexity, Duty.DECISION, end)
    assert first.rule.complexity is complexity


def test_complexity_lengthens_nothing_but_the_decision():
    found = {CaseStep.COMPLEX: FRIDAY}
    assert due(FRIDAY, found) == due(FRIDAY, {})
    decided = {CaseStep.MINUTES: FRIDAY, CaseStep.DECISION: FRIDAY, CaseStep.RECEIVED: FRIDAY}
    assert due(FRIDAY, {**decided, **found}) == due(FRIDAY, decided)


def test_without_a_rule_for_the_complex_the_simpler_one_holds():
    steps = {CaseStep.MINUTES: date(2024, 9, 30), CaseStep.VERY_COMPLEX: date(2024, 9, 30)}
    rules = [row for row in RULES if row.complexity is not Complexity.VERY_COMPLEX]
    assert due(FRIDAY, steps, rules=rules)[0] == (Duty.DECISION, date(2024, 10, 30))
    rules = [row for row in rules if row.complexity is Complexity.PLAIN]
    assert due(FRIDAY, steps, rules=rules)[0] == (Duty.DECISION, date(2024, 10, 9))


def test_before_the_first_decree_nothing_is_due():
    assert due(OLD - timedelta(days=1), {}) == []


def test_days_late_are_counted_from_the_day_it_was_due():
    (first, _) = due_of(FRIDAY, {}, Status.OPEN, RULES, is_weekday)
    assert [first.days_late(first.due + timedelta(days=days)) for days in (-3, 0, 1)] == [-3, 0, 1]


def test_of_two_decrees_the_one_of_the_day_holds():
    assert [rule_for(RULES, Duty.DECISION, day) for day in (NEW - timedelta(days=1), NEW)] == [RULES[1], RULES[2]]


def test_rules_that_follow_each_other_are_accepted():
    check_deadline_rules({str(number): row for number, row in enumerate(RULES)})


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (None, "table.overlap"),
        (NEW + timedelta(days=1), "table.overlap"),
        (NEW - timedelta(days=1), "table.gap"),
    ],
)
def test_rules_that_overlap_or_leave_a_gap_are_refused(until, code):
    rows = {"old": replace(RULES[1], valid_until=until), "new": RULES[2]}
    with pytest.raises(Refusal) as refused:
        check_deadline_rules(rows)
    assert refused.value.code == code
    assert (refused.value.arguments["one"], refused.value.arguments["other"]) == ("old", "new")


def test_a_last_rule_that_ends_is_refused():
    with pytest.raises(Refusal, match=r"table\.ends"):
        check_deadline_rules({"old": RULES[1]})
