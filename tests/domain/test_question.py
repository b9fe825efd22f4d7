"""Days and moments as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from landtrack.domain.errors import Refusal
from landtrack.domain.quantity import parse_square_metres
from landtrack.domain.question import day_in_vietnam, end_of_day, parse_day, parse_moment
from landtrack.messages import catalogue


@pytest.mark.parametrize("text", ["30/11/2023", "2023-11-30", " 30/11/2023 "])
def test_a_day_is_read_in_both_spellings(text):
    assert parse_day(text) == date(2023, 11, 30)


def test_a_day_may_leave_out_zeros_the_vietnamese_way():
    assert parse_day("1/7/2014") == date(2014, 7, 1)


@pytest.mark.parametrize("text", ["31/02/2024", "2024-13-01", "12/31/2023", "00/01/2023"])
def test_a_day_that_is_in_no_calendar_is_refused(text):
    with pytest.raises(Refusal, match=r"day\.impossible"):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    ["", "x", "1/2", "2023/11/30", "30-11-2023", "1/7/14", "\N{ARABIC-INDIC DIGIT ONE}/7/2014", "2023-1-1", "20231130"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(Refusal, match=r"day\.malformed"):
        parse_day(text)


def test_a_bare_date_as_a_moment_is_the_end_of_that_day_in_vietnam():
    assert end_of_day(date(2023, 11, 30)) == datetime(2023, 11, 30, 16, 59, 59, 999999, tzinfo=UTC)
    assert parse_moment("30/11/2023") == end_of_day(date(2023, 11, 30))


def test_a_moment_without_an_offset_is_vietnams():
    assert parse_moment("2023-11-30T17:00") == datetime(2023, 11, 30, 10, 0, tzinfo=UTC)
    assert parse_moment("2023-11-30T10:00:00+00:00") == datetime(2023, 11, 30, 10, 0, tzinfo=UTC)
    with pytest.raises(Refusal, match=r"moment\.malformed"):
        parse_moment("2023-11-30T99:00")


@pytest.mark.parametrize("text", ["30/11/2023 17:00", " 30/11/2023  17:00 "])
def test_a_moment_is_read_as_every_document_prints_it(text):
    assert parse_moment(text) == datetime(2023, 11, 30, 10, 0, 59, 999999, tzinfo=UTC)
    assert parse_moment("30/11/2023 17:00:00") == datetime(2023, 11, 30, 10, 0, tzinfo=UTC)


def test_the_end_of_a_day_as_it_is_printed_is_the_same_moment():
    printed = catalogue("vi").moment(end_of_day(date(2023, 11, 30)))
    assert printed == "30/11/2023 23:59"
    assert parse_moment(printed) == end_of_day(date(2023, 11, 30))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30/11/2023 25:00", "moment.malformed"),
        ("30/11/2023 17", "moment.malformed"),
        ("31/02/2023 17:00", "day.impossible"),
        ("31/12/1899 23:59", "day.too_early"),
        ("1899-12-31T23:59", "day.too_early"),
        ("0001-01-01", "day.too_early"),
    ],
)
def test_what_is_no_moment_is_refused(text, code):
    with pytest.raises(Refusal) as refused:
        parse_moment(text)
    assert refused.value.code == code


def test_a_day_before_nineteen_hundred_is_refused_with_the_first_that_is_taken():
    assert parse_day("01/01/1900") == date(1900, 1, 1)
    with pytest.raises(Refusal) as refused:
        parse_day("31/12/1899")
    for language, words in (("en", "“31/12/1899” lies before 01/01/1900"), ("vi", "trước ngày 01/01/1900")):
        assert words in catalogue(language).sentence(refused.value)


def test_the_day_in_vietnam_begins_at_seventeen_utc():
    assert day_in_vietnam(datetime(2023, 11, 30, 16, 59, tzinfo=UTC)) == date(2023, 11, 30)
    assert day_in_vietnam(datetime(2023, 11, 30, 17, 0, tzinfo=UTC)) == date(2023, 12, 1)


@pytest.mark.parametrize(
    ("text", "tenths"),
    [
        ("1250", 12500),
        ("1250,5", 12505),
        ("1250.5", 12505),
        ("1.250,5", 12505),
        ("1.250", 12500),
        ("0,1 m²", 1),
        ("0.500", 5),
    ],
)
def test_areas_are_read_as_officials_write_them(text, tenths):
    assert parse_square_metres(text) == tenths


@pytest.mark.parametrize("text", ["", "x", "-5", "1,2,3", "1e3", "1250.55", "\N{ARABIC-INDIC DIGIT ONE}"])
def test_what_is_no_area_is_refused(text):
    with pytest.raises(Refusal, match=r"number\."):
        parse_square_metres(text)
