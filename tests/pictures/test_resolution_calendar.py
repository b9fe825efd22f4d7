"""The calendar: a square for every day in the colour of its number, sums of months in the table."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.report.series import DayCount
from landtrack.messages import catalogue
from landtrack.pictures.palette import FEW_TO_MANY, SUNK
from landtrack.pictures.resolution_calendar import LEFT, STEP, resolution_calendar
from tests.pictures.examples import filled, texts

WORDS = catalogue("vi")
DAYS = (
    DayCount(date(2024, 2, 29), 1),
    DayCount(date(2024, 3, 1), 2),
    DayCount(date(2024, 3, 4), 3),
    DayCount(date(2024, 12, 31), 16),
)


def squares(drawing, colour):
    return [ring for ring in filled(drawing, colour) if ring[0][1] > 60]  # not those of the key


@pytest.mark.parametrize(("year", "days"), [(2023, 365), (2024, 366), (2012, 366)])
def test_every_day_of_the_year_has_a_square(year, days):
    drawing = resolution_calendar([DayCount(date(year, 5, 4), 1)], WORDS)
    assert len(squares(drawing, SUNK)) == days - 1
    assert sum(len(squares(drawing, colour)) for colour in FEW_TO_MANY) == 1


def test_colours_go_from_few_to_many() -> None:
    drawing = resolution_calendar(DAYS, WORDS)
    assert [len(squares(drawing, colour)) for colour in FEW_TO_MANY] == [0, 2, 1, 1]
    assert {"1–2", "3–15", "từ 16 trở lên"} <= set(texts(drawing))


def test_one_day_of_hundreds_leaves_the_others_apart() -> None:
    days = [DayCount(date(2024, 5, day), day % 3 + 1) for day in range(1, 21)] + [DayCount(date(2024, 5, 21), 400)]
    drawing = resolution_calendar(days, WORDS)
    assert [len(squares(drawing, colour)) for colour in FEW_TO_MANY] == [0, 6, 7, 8]


def test_a_day_lies_in_its_week_and_weekday() -> None:
    drawing = resolution_calendar(DAYS, WORDS)
    (last,) = squares(drawing, FEW_TO_MANY[-1])
    first = min(ring[0] for ring in squares(drawing, SUNK))
    # 1 January 2024 was a Monday, the last day of the year a Tuesday, in week 53.
    assert first[0] == LEFT
    assert last[0] == pytest.approx((LEFT + 52 * STEP, first[1] + STEP), abs=0.02)


def test_the_table_has_the_sums_of_the_months_and_the_busiest_day() -> None:
    drawing = resolution_calendar(DAYS, WORDS)
    assert drawing.rows == (("2024", "0", "1", "5", *["0"] * 8, "16", "22", "31/12/2024 (16)"),)
    assert len(drawing.heading) == len(drawing.rows[0])
    assert "22" in drawing.note


def test_a_day_told_twice_counts_both() -> None:
    drawing = resolution_calendar([*DAYS, *DAYS], WORDS)
    assert drawing.rows[0][-2] == "44"


def test_years_without_a_resolution_are_left_out_unless_asked_for() -> None:
    days = [DayCount(date(2012, 2, 29), 2), DayCount(date(2023, 1, 1), 0), *DAYS]
    assert [row[0] for row in resolution_calendar(days, WORDS).rows] == ["2012", "2024"]
    asked = resolution_calendar(days, WORDS, years=(2024, 2023))
    assert [(row[0], row[-2], row[-1]) for row in asked.rows] == [("2023", "0", "–"), ("2024", "22", "31/12/2024 (16)")]
    assert asked.note.startswith("22 ")
    assert "0 vụ" in texts(asked)


def test_no_resolution_says_so() -> None:
    drawing = resolution_calendar([], WORDS)
    assert "Không có số liệu để vẽ." in texts(drawing)
    assert drawing.rows == ()


def test_one_resolution_is_as_dark_as_the_most() -> None:
    drawing = resolution_calendar(DAYS[:1], WORDS)
    assert len(squares(drawing, FEW_TO_MANY[-1])) == 1
    assert "từ 1 trở lên" in texts(drawing)


def test_months_are_named_in_the_language() -> None:
    assert resolution_calendar(DAYS, WORDS).heading[1:3] == ("T1", "T2")
    assert resolution_calendar(DAYS, catalogue("en")).heading[1:3] == ("Jan", "Feb")
