"""Days, counts and movements as officials write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from landtrack.documents.official_words import official_count, official_day, official_moment, signed
from landtrack.messages import catalogue

VI = catalogue("vi")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2014, 7, 1), "01/7/2014"),
        (date(2020, 6, 11), "11/6/2020"),
        (date(2023, 12, 31), "31/12/2023"),
        (date(2024, 1, 9), "09/01/2024"),
        (date(2024, 2, 29), "29/02/2024"),
        (date(2024, 3, 10), "10/3/2024"),
        (date(2024, 10, 1), "01/10/2024"),
    ],
)
def test_days_are_written_as_officials_write_them(day: date, written: str):
    assert official_day(day) == written


def test_a_moment_is_that_of_vietnam():
    assert official_moment(datetime(2023, 6, 30, 17, 5, tzinfo=UTC)) == "01/7/2023 00:05"


@pytest.mark.parametrize(
    ("count", "written"), [(0, "0"), (2, "02"), (9, "09"), (10, "10"), (52, "52"), (4574, "4.574")]
)
def test_counts_below_ten_have_a_zero_before_them(count: int, written: str):
    assert official_count(count, VI) == written


@pytest.mark.parametrize(
    ("text", "negative", "written"),
    [("3", True, "−3"), ("1.250", False, "+1.250"), ("0", True, "0"), ("0,00", False, "0,00"), ("0,01", True, "−0,01")],
)
def test_movements_carry_their_sign(text: str, *, negative: bool, written: str):
    assert signed(text, negative=negative) == written
