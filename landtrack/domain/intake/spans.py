"""A day, month, quarter or year as people write it, as the days from its first to its last."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from landtrack.domain.intake.fault import Fault, Understood, error, note, warning

Span = tuple[date, date]
"""First and last day, both within it."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
_SERIALS = range(20_000, 60_000)
"""Day numbers of spreadsheets (day 1 is 1 January 1900) from 1954 to 2064; a year is never among them."""
_DAY_ZERO = date(1899, 12, 30)
_CENTURY_TURNS = 70
_MONTHS = 12
_LONGEST_MONTH = 31

_TIME = r"(?:[t ]\d{1,2}[:h]\d{2}.*)?"
_DAY = re.compile(r"(?:ngay )?(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})" + _TIME)
_DAY_IN_WORDS = re.compile(r"(?:ngay )?(\d{1,2})[ /-]?thang (\d{1,2})(?:,? nam |[ /.-])(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{1,2})" + _TIME)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_MONTH = re.compile(r"(?:thang )?(\d{1,2}) ?(?:[/.-]|nam|,? nam| ) ?(\d{4})")
_QUARTER = re.compile(r"quy ?(iii|ii|iv|i|[1-4]) ?(?:[/.,-]|,? nam| ) ?(?:nam )?(\d{4})")
_YEAR = re.compile(r"(?:(?:trong )?nam |year )?(\d{4})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_QUALIFIED = re.compile(
    r"(?:trong |vao )?(?:(khoang|tam|chung|about|around) )?(?:(dau|giua|cuoi) )?(?=nam|thang|quy|\d)"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def read_span(plain: str, spelled: str, *, american: bool = False) -> tuple[Span | None, Fault | None]:
    """Return the days that a text means, and what is wrong with it; (None, None) where it is no date at all.

    ``plain`` is the text in small letters without diacritics, ``spelled`` as people wrote it. ``american``: other
    dates of the column have the month first, so nobody can tell a day from a month that could be swapped.
    """
    for pattern, order in (
        (_DAY, (2, 1, 0)),
        (_DAY_IN_WORDS, (2, 1, 0)),
        (_YEAR_FIRST, (0, 1, 2)),
        (_COMPACT, (0, 1, 2)),
    ):
        found = pattern.fullmatch(plain)
        if found:
            year, month, day = (found.groups()[place] for place in order)
            if order[0] == 0 and int(month) > _MONTHS:
                # Nobody writes year, day, month: there is nothing to exchange, as there is in "6/25/2014".
                return None, error("cell.month_impossible", text=spelled, month=str(int(month)))[1]
            doubtful = american and pattern is _DAY
            return _day(_year(year), int(month), int(day), spelled, short=len(year) == len("yy"), doubtful=doubtful)
    found = _SERIAL.fullmatch(plain)
    if found and int(found[1]) in _SERIALS:
        day_meant = _DAY_ZERO + timedelta(days=int(found[1]))
        return (day_meant, day_meant), note("cell.day_from_serial", text=spelled, day=day_meant)
    return _longer(plain, spelled)


def month_first(plain: str) -> bool | None:
    """Say whether a day can only be read with its month first (6/25/2014); None where it is no day or tells nothing."""
    found = _DAY.fullmatch(plain)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    if max(first, second) <= _MONTHS or min(first, second) > _MONTHS:
        return None
    return second > _MONTHS


def outside_years(spelled: str) -> Understood:
    """Return the error of a time that there was or will be, but in no year that the register can mean."""
    return error("cell.day_outside", text=spelled, first=str(FIRST_YEAR), last=str(LAST_YEAR))


def spelled_day(day: date) -> str:
    """Return a day as offices write it."""
    return f"{day:%d/%m/%Y}"


def _longer(plain: str, spelled: str) -> tuple[Span | None, Fault | None]:
    """Return a month, a quarter or a year; a part of one ("đầu năm 2015") is taken as the whole, which says less."""
    qualified = _QUALIFIED.match(plain)
    about, part = qualified.groups() if qualified else (None, None)
    fault = (
        warning("cell.day_about", text=spelled) if about else note("cell.day_widened", text=spelled) if part else None
    )
    span = _span(plain[qualified.end() :] if qualified else plain)
    if span is not None and not FIRST_YEAR <= span[0].year <= LAST_YEAR:
        return None, outside_years(spelled)[1]
    return span, fault if span else None


def _span(plain: str) -> Span | None:
    found = _YEAR.fullmatch(plain)
    if found and found[1] != "0000":
        return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
    found = _QUARTER.fullmatch(plain)
    if found and found[2] != "0000":
        quarter = _ROMAN.get(found[1]) or int(found[1])
        return _months(int(found[2]), quarter * 3 - 2, quarter * 3)
    found = _MONTH.fullmatch(plain)
    if found and 1 <= int(found[1]) <= _MONTHS and found[2] != "0000":
        return _months(int(found[2]), int(found[1]), int(found[1]))
    return None


def _months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, _length(year, last))


def _year(text: str) -> int:
    """Return the year; of two digits 70 to 99 are of the last century."""
    year = int(text)
    if len(text) > len("yy"):
        return year
    return year + (1900 if year >= _CENTURY_TURNS else 2000)


def _day(
    year: int, month: int, day: int, spelled: str, *, short: bool, doubtful: bool
) -> tuple[Span | None, Fault | None]:
    """Return one day, or why there is none, with what was most likely meant."""
    if month < 1 or day < 1:
        return None, error("cell.day_impossible", text=spelled)[1]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None, outside_years(spelled)[1]
    if month > _MONTHS >= day and month <= _length(year, day):
        return None, error("cell.day_american", spelled_day(date(year, day, month)), text=spelled)[1]
    if month > _MONTHS or day > _length(year, month):
        near = month <= _MONTHS and day <= _LONGEST_MONTH
        meant = spelled_day(date(year, month, _length(year, month))) if near else ""
        return None, error("cell.day_impossible", meant, text=spelled)[1]
    only = date(year, month, day)
    if doubtful and day <= _MONTHS and day != month:
        other = date(year, day, month)
        return None, error("cell.day_order_doubtful", text=spelled, day=only, other=other)[1]
    fault = warning("cell.year_two_digits", spelled_day(only), text=spelled, day=only) if short else None
    return (only, only), fault


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
