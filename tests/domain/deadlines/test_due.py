"""Where a case stands: each unresolved case in exactly one place, and on the day itself nothing is late."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from landtrack.domain.deadlines.deadline import Due
from landtrack.domain.deadlines.deadline_rule import Complexity, DeadlineRule, Duty, SpanUnit
from landtrack.domain.deadlines.due import DueStanding, counts_of, judge_due

DAY = date(2023, 11, 30)


def due(duty: Duty, day: date) -> Due:
    return Due(duty, day, DeadlineRule(duty, Complexity.PLAIN, 2, SpanUnit.DAYS, date(2020, 1, 5), None, "NĐ"))


@pytest.mark.parametrize(
    ("left", "standing"),
    [(-1, DueStanding.OVERDUE), (0, DueStanding.SOON), (10, DueStanding.SOON), (11, DueStanding.LATER)],
)
def test_the_day_itself_is_not_late_and_the_tenth_is_soon(left: int, standing: DueStanding) -> None:
    limitation = due(Duty.LIMITATION, DAY + timedelta(days=400))
    found = judge_due([due(Duty.MINUTES, DAY + timedelta(days=left)), limitation], DAY, 10)
    assert found.standing is standing
    assert found.shown is not None
    assert (found.shown.duty, found.ends) == (Duty.MINUTES, limitation)


def test_what_ended_is_not_overdue() -> None:
    over = due(Duty.LIMITATION, DAY - timedelta(days=1))
    found = judge_due([due(Duty.MINUTES, date(2021, 5, 6)), over], DAY, 10)
    assert (found.standing, found.shown) == (DueStanding.ENDED, over)
    assert judge_due([due(Duty.LAPSE, DAY - timedelta(days=1))], DAY, 10).standing is DueStanding.ENDED
    assert judge_due([due(Duty.MINUTES, date(2021, 5, 6)), due(Duty.LIMITATION, DAY)], DAY, 10).standing is (
        DueStanding.OVERDUE
    )


def test_a_decision_whose_receipt_is_unknown_waits_for_its_end() -> None:
    lapse = due(Duty.LAPSE, DAY + timedelta(days=3))
    found = judge_due([lapse], DAY, 10)
    assert (found.standing, found.shown) == (DueStanding.SOON, lapse)


def test_without_a_rule_there_is_no_deadline() -> None:
    found = judge_due([], DAY, 10)
    assert (found.standing, found.shown) == (DueStanding.UNKNOWN, None)


@given(some.lists(some.sampled_from(DueStanding)))
def test_the_counts_are_of_all_and_of_each(standings: list[DueStanding]) -> None:
    counts = counts_of(Counter(standings))
    assert counts.all == len(standings)
    assert [counts.of(one) for one in DueStanding] == [standings.count(one) for one in DueStanding]
