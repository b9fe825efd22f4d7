"""The office of the demo works on working days, in its hours, and never before what it enters."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as some

from landtrack.domain.question import VIETNAM
from landtrack.usecases.demo.dice import seeded
from landtrack.usecases.demo.office import day_between, entered_at, working_day

DAYS = some.dates(date(2020, 1, 1), date(2026, 12, 31))


def test_weekends_and_holidays_are_free() -> None:
    far = date(2030, 1, 1)
    assert working_day(date(2023, 11, 30), far) == date(2023, 11, 30)
    assert working_day(date(2023, 12, 2), far) == date(2023, 12, 4)
    assert working_day(date(2026, 4, 30), far) == date(2026, 5, 4)
    assert working_day(date(2023, 12, 2), date(2023, 12, 1)) == date(2023, 12, 1)


@given(first=DAYS, last=DAYS, seed=some.integers(0, 10**6))
def test_a_day_between_is_never_after_the_last(first: date, last: date, seed: int) -> None:
    day = day_between(seeded(str(seed)), first, last)
    assert day == last or first <= day < last


@given(day=DAYS, ahead=some.integers(0, 400), seed=some.integers(0, 10**6))
def test_an_entry_is_later_than_the_one_before(day: date, ahead: int, seed: int) -> None:
    after = datetime.combine(day, time(11, 29), VIETNAM)
    moment = entered_at(seeded(str(seed)), day - timedelta(days=3), after, day + timedelta(days=ahead))
    assert moment > after
    assert moment.date() <= day + timedelta(days=ahead)
