"""Rules beside a rule that moves, comes or goes: together they leave no gap, and do not overlap."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.deadlines.deadline_rule import Complexity, DeadlineRule, Duty, SpanUnit, check_deadline_rules
from landtrack.domain.errors import Refusal
from landtrack.domain.office.adjoining_rules import adjoining_rules


def rule(first, until=None, duty=Duty.MINUTES):
    return DeadlineRule(duty, Complexity.PLAIN, 2, SpanUnit.WORKING_DAYS, first, until, "Nghị định")


D20, D22, D24, D26 = (date(year, 1, 1) for year in (2020, 2022, 2024, 2026))
RULES = {
    "one": rule(D20, D22),
    "two": rule(D22, D24),
    "three": rule(D24),
    "other": rule(D20, None, Duty.CARRY_OUT),
}


def applied(key, new):
    found = adjoining_rules(RULES, key, new)
    after = {**RULES, **found, key: new}
    return found, {name: row for name, row in after.items() if row is not None}


@pytest.mark.parametrize(
    ("key", "new", "moved"),
    [
        ("four", rule(D26), {"three": rule(D24, D26)}),
        ("two", rule(date(2021, 6, 1), D24), {"one": rule(D20, date(2021, 6, 1))}),
        ("two", rule(D22, date(2023, 6, 1)), {"three": rule(date(2023, 6, 1))}),
        ("two", None, {"one": rule(D20, D24)}),
        ("three", None, {"two": rule(D22)}),
        ("one", None, {}),
        ("two", rule(D22, D24), {}),
        ("another", rule(D20, None, Duty.DECISION), {}),
    ],
)
def test_the_rules_beside_it_follow(key, new, moved):
    found, after = applied(key, new)
    assert found == moved
    check_deadline_rules(after)
    assert after["other"] == RULES["other"]


def test_a_rule_that_becomes_one_of_another_duty_leaves_its_place_to_the_one_before():
    found, after = applied("two", rule(D20, None, Duty.DECISION))
    assert found == {"one": rule(D20, D24)}
    check_deadline_rules(after)


def test_what_cannot_be_mended_is_left_for_the_check_to_refuse():
    _, after = applied("four", rule(date(2023, 1, 1)))
    with pytest.raises(Refusal) as refused:
        check_deadline_rules(after)
    assert refused.value.code == "table.overlap"
