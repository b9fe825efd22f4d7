"""Days and times as officials write them, with what is wrong about them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.days import (
    american_order,
    parse_day,
    parse_occurrence,
    read_bound,
    read_day,
    read_occurrence,
)
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.source import CellError
from tests.domain.intake.sheets import faulty

DAYS = st.dates(min_value=date(1955, 1, 1), max_value=date(2060, 1, 1))
YEAR_2008 = (date(2008, 1, 1), date(2008, 12, 31))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("năm 2008", YEAR_2008), ("2008", YEAR_2008), (2008, YEAR_2008), (2008.0, YEAR_2008),
        ("Trong năm 2008", YEAR_2008),
        ("trước 2014", (None, date(2013, 12, 31))), ("Trước năm 2014", (None, date(2013, 12, 31))),
        ("trước 01/7/2014", (None, date(2014, 6, 30))), ("trước ngày 01/7/2014", (None, date(2014, 6, 30))),
        ("trước tháng 7/2014", (None, date(2014, 6, 30))), ("before 2014", (None, date(2013, 12, 31))),
        ("sau 11/6/2020", (date(2020, 6, 12), None)), ("Sau năm 2014", (date(2015, 1, 1), None)),
        ("6/2020", (date(2020, 6, 1), date(2020, 6, 30))), ("tháng 6 năm 2020", (date(2020, 6, 1), date(2020, 6, 30))),
        ("tháng 02/2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("quý II/2019", (date(2019, 4, 1), date(2019, 6, 30))),
        ("Quý 4 năm 2019", (date(2019, 10, 1), date(2019, 12, 31))),
        ("2008-2010", (date(2008, 1, 1), date(2010, 12, 31))), ("2008 – 2010", (date(2008, 1, 1), date(2010, 12, 31))),
        ("từ năm 2008 đến năm 2010", (date(2008, 1, 1), date(2010, 12, 31))),
        ("giai đoạn 2008-2010", (date(2008, 1, 1), date(2010, 12, 31))),
        ("01/7/2014 - 11/6/2020", (date(2014, 7, 1), date(2020, 6, 11))),
        ("từ 6/2015 đến 11/6/2020", (date(2015, 6, 1), date(2020, 6, 11))),
        ("từ 2014 đến nay", (date(2014, 1, 1), None)), ("từ năm 2014 trở lại đây", (date(2014, 1, 1), None)),
        ("đến năm 2014", (None, date(2014, 12, 31))), ("2014 trở về trước", (None, date(2014, 12, 31))),
        ("không rõ", (None, None)), ("Chưa xác định", (None, None)), ("Date undetermined", (None, None)),
        ("ngày 5 tháng 7 năm 2014", (date(2014, 7, 5),) * 2), ("5/7/2014", (date(2014, 7, 5),) * 2),
        ("05-07-2014", (date(2014, 7, 5),) * 2), ("5.7.2014", (date(2014, 7, 5),) * 2),
        ("2014-07-05", (date(2014, 7, 5),) * 2),
        ("2014-07-05T00:00:00", (date(2014, 7, 5),) * 2), ("05/07/2014 00:00", (date(2014, 7, 5),) * 2),
        (20140705, (date(2014, 7, 5),) * 2), (datetime(2014, 7, 5, 8, 30, tzinfo=UTC), (date(2014, 7, 5),) * 2),
        ("NĂM 2008", YEAR_2008), ("na\u0306m 2008", YEAR_2008),
    ],
)  # fmt: skip
def test_times_as_officials_write_them(value, expected):
    assert parse_occurrence(value) == expected
    assert read_occurrence(value)[1] is None


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d", "ngày %d tháng %m năm %Y"]))
def test_a_day_in_any_spelling_is_read_back(day, spelling):
    assert parse_day(day.strftime(spelling)) == day


@given(DAYS)
def test_a_day_number_of_a_spreadsheet_is_its_day_and_said(day):
    serial = (day - date(1899, 12, 30)).days
    for value in (serial, str(serial), float(serial)):
        read, fault = faulty(read_day(value))
        assert (read, fault.severity, fault.code) == (day, Severity.NOTE, "cell.day_from_serial")


@given(DAYS, DAYS)
def test_a_range_holds_both_its_ends(one, other):
    first, last = sorted((one, other))
    assert parse_occurrence(f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}") == (first, last)
    assert parse_occurrence(f"{first:%d/%m/%Y} - {last:%d/%m/%Y}") == (first, last)


@pytest.mark.parametrize(
    ("value", "code", "suggestion"),
    [
        ("31/02/2015", "cell.day_impossible", "28/02/2015"), ("31/4/2015", "cell.day_impossible", "30/04/2015"),
        ("2013-02-31", "cell.day_impossible", "28/02/2013"), ("2023/04/31", "cell.day_impossible", "30/04/2023"),
        ("trước 2013-02-31", "cell.day_impossible", "trước 28/02/2013"), ("2024-13-05", "cell.month_impossible", ""),
        ("2024/31/04", "cell.month_impossible", ""), ("20241305", "cell.month_impossible", ""),
        ("32/1/2015", "cell.day_impossible", ""), ("0/7/2014", "cell.day_impossible", ""),
        ("5/7/0214", "cell.day_outside", ""), ("30/13/2014", "cell.day_impossible", ""),
        ("6/25/2014", "cell.day_american", "25/06/2014"), ("02/30/2014", "cell.day_impossible", ""),
        ("2010-2008", "cell.range_reversed", "2008-2010"),
        ("trước 31/02/2014", "cell.day_impossible", "trước 28/02/2014"),
         ("abc", "cell.day_malformed", ""),
        ("trước khi xây", "cell.day_malformed", ""), (True, "cell.day_malformed", ""),
        (time(8, 30), "cell.day_malformed", ""),
        (12, "cell.day_malformed", ""), (date(1850, 1, 1), "cell.day_outside", ""),
        ("1800", "cell.day_outside", ""), (date(9999, 12, 31), "cell.day_outside", ""),
        ("31/12/9999", "cell.day_outside", ""),
        (CellError("#N/A"), "cell.error_value", ""),
    ],
)  # fmt: skip
def test_what_is_no_time_is_an_error_with_what_was_most_likely_meant(value, code, suggestion):
    read, fault = faulty(read_occurrence(value))
    assert (read, fault.severity, fault.code, fault.suggestion) == (None, Severity.ERROR, code, suggestion)
    with pytest.raises(Refusal, match=code):
        parse_occurrence(value)


@pytest.mark.parametrize(
    ("text", "day"), [("5/7/14", date(2014, 7, 5)), ("5/7/98", date(1998, 7, 5)), ("01/07/04", date(2004, 7, 1))]
)
def test_a_year_of_two_digits_is_a_warning(text, day):
    read, fault = faulty(read_day(text))
    assert (read, fault.severity, fault.code) == (day, Severity.WARNING, "cell.year_two_digits")
    assert fault.suggestion == f"{day:%d/%m/%Y}"


def test_parts_of_years_are_the_whole_and_about_is_asked():
    read, fault = faulty(read_occurrence("đầu năm 2008"))
    assert (read, fault.severity, fault.code) == (YEAR_2008, Severity.NOTE, "cell.day_widened")
    read, fault = faulty(read_occurrence("khoảng năm 2008"))
    assert (read, fault.severity, fault.code) == (YEAR_2008, Severity.WARNING, "cell.day_about")


def test_a_column_with_the_month_first_makes_its_other_days_doubtful():
    assert american_order(["6/25/2014", "6/7/2014"])
    # One that can only be read so is enough: what was meant by the rest, nobody can tell.
    assert american_order(["6/25/2014", "25/6/2014"])
    assert not american_order(["6/7/2014", "2008", None])
    for read in (read_day, read_occurrence, partial(read_bound, latest=True)):
        day, fault = faulty(read("6/7/2014", american=True))
        assert (day, fault.severity, fault.code) == (None, Severity.ERROR, "cell.day_order_doubtful")
        assert (fault.arguments["day"], fault.arguments["other"]) == (date(2014, 7, 6), date(2014, 6, 7))
    assert faulty(read_occurrence("6/7/2014 - 8/9/2014", american=True))[0] is None
    for plain in ("7/7/2014", "2014-07-07", "ngày 7 tháng 7 năm 2014"):
        assert read_day(plain, american=True) == (date(2014, 7, 7), None)
    assert read_day("2014-06-07", american=True) == (date(2014, 6, 7), None)


def test_one_day_is_asked_for_where_one_day_is_needed():
    for text, suggestion in (("6/2020", "30/06/2020"), ("trước 2014", "31/12/2013"), ("không rõ", "")):
        day, fault = faulty(read_day(text))
        assert (day, fault.code, fault.suggestion) == (None, "cell.day_imprecise", suggestion)


def test_bounds_take_the_first_or_last_day_of_what_is_written():
    assert read_bound("2008", latest=False) == (date(2008, 1, 1), None)
    assert read_bound("2008", latest=True) == (date(2008, 12, 31), None)
    assert read_bound("trước 2014", latest=True) == (date(2013, 12, 31), None)
    assert faulty(read_bound("trước 2014", latest=False))[1].code == "cell.day_imprecise"
    assert read_bound("không rõ", latest=False) == (None, None)
