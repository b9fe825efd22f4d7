"""Working days in Việt Nam, and what a decree changes about them."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.deadlines.holiday import Holiday
from landtrack.formats.working_days import working_days


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2023, 11, 30), True),
        (date(2023, 12, 2), False),  # Saturday
        (date(2023, 12, 3), False),
        (date(2023, 9, 2), False),
        (date(2023, 1, 23), False),  # Tết
        (date(2024, 2, 12), False),  # Tết
        (date(2024, 4, 18), False),  # Hùng Kings
        (date(2020, 4, 30), False),
        (date(2020, 5, 4), True),
    ],
)
def test_weekends_and_public_holidays_are_free(day, works):
    assert working_days()(day) is works


def test_what_is_decreed_counts_before_the_calendar():
    off = Holiday(date(2026, 12, 31), works=False, name="Nghỉ bù", legal_basis="")
    on = Holiday(date(2026, 12, 26), works=True, name="Làm bù", legal_basis="")
    is_working_day = working_days([off, on])
    assert [is_working_day(day) for day in (off.day, on.day)] == [False, True]
    assert [working_days()(day) for day in (off.day, on.day)] == [True, False]
