"""Days, and times of which only a year or a bound is known, as officials write them.

"trước 2014" leaves 2014 out (latest 31/12/2013), "sau 11/6/2020" leaves that day out, "từ 2008 đến 2010" and
"2008-2010" hold both ends.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from landtrack.domain.intake.fault import Fault, Understood, certain, error, quoted
from landtrack.domain.intake.source import CellError
from landtrack.domain.intake.spans import (
    FIRST_YEAR,
    LAST_YEAR,
    Span,
    month_first,
    outside_years,
    read_span,
    spelled_day,
)
from landtrack.domain.text import unaccented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from landtrack.domain.intake.source import Value

Range = tuple[date | None, date | None]
"""Earliest and latest day, both possible; None is unbounded."""

_ONE_DAY = timedelta(days=1)
_UNKNOWN = frozenset(
    {
        "?", "khong ro", "chua ro", "khong biet", "khong nho", "khong ro thoi diem", "khong xac dinh", "chua xac dinh",
        "khong xac dinh duoc", "chua xac dinh duoc", "chua xac dinh thoi diem", "unknown", "undetermined",
        "date undetermined",
    }
)  # fmt: skip
_UNBOUNDED: tuple[tuple[re.Pattern[str], Callable[[Span], Range]], ...] = (
    (re.compile(r"(?:truoc|before)(?: (?:ngay|thoi diem))? (.+)"), lambda span: (None, span[0] - _ONE_DAY)),
    (re.compile(r"(?:sau|after)(?: (?:ngay|thoi diem))? (.+)"), lambda span: (span[1] + _ONE_DAY, None)),
    (re.compile(r"(?:den|cho den|until) (?:het )?(.+)"), lambda span: (None, span[1])),
    (re.compile(r"(?:tu )?(.+) tro ve truoc"), lambda span: (None, span[1])),
    (re.compile(r"(?:ke )?(?:tu|from|since) (.+?)(?: (?:den|to|until) (?:nay|now)| tro lai day| tro di| tro ve sau)?"),
     lambda span: (span[0], None)),
)  # fmt: skip
"""What bounds a time on one side only: its words, and the range that they make of the day, month or year in them."""
_DAY = re.compile(r"(?<!\d)(?:\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})(?!\d)")
_OPENING = re.compile(r"(?:trong )?(?:giai doan |khoang )?(?:(?:ke )?tu |from |between )?")
_BETWEEN = re.compile(r" ?(?:[-–—~]| den het | den | to | and ) ?")


def read_occurrence(value: Value, *, american: bool = False) -> Understood:
    """Return ``(earliest | None, latest | None)``; both None where the cell says that nobody knows."""
    known = _dated(value)
    if known is not None:
        return (known, known), None
    if not isinstance(value, str | int | float | Decimal) or isinstance(value, bool):
        return _no_day(value)
    spelled = quoted(value)
    plain = _plain(spelled)
    if plain in _UNKNOWN:
        return (None, None), None
    understood, fault = _occurrence(plain, spelled, american=american)
    return understood, fault and _suggested_within(fault, spelled)


def read_day(value: Value, *, american: bool = False) -> Understood:
    """Return one day; a longer time is refused with its last day as a suggestion."""
    known = _dated(value)
    if known is not None:
        return known, None
    understood, fault = read_occurrence(value, american=american)
    if understood is None:
        return None, fault
    earliest, latest = understood
    if earliest is None or earliest != latest:
        return error("cell.day_imprecise", spelled_day(latest) if latest else "", text=quoted(value))
    return earliest, fault


def read_bound(value: Value, *, latest: bool, american: bool = False) -> Understood:
    """Return the first day of what a cell says, or its last: "2008" as an earliest day is 01/01/2008."""
    understood, fault = read_occurrence(value, american=american)
    if understood is None or understood == (None, None):
        return None, fault
    bound = understood[1 if latest else 0]
    return error("cell.day_imprecise", text=quoted(value)) if bound is None else (bound, fault)


def american_order(values: Iterable[Value]) -> bool:
    """Say whether some text of a column can only be read with its month first: then any of them may be meant so."""
    return any(month_first(_plain(text)) for text in {value for value in values if isinstance(value, str)})


def parse_occurrence(value: Value) -> Range:
    """Return the earliest and latest day that a cell can mean; refuse what is no time."""
    found: Range = certain(read_occurrence(value))
    return found


def parse_day(value: Value) -> date:
    """Return the day that a cell holds; refuse what is not exactly one day."""
    found: date = certain(read_day(value))
    return found


def _dated(value: Value) -> date | None:
    """Return the day of a cell that is dated in its file."""
    day = value.date() if isinstance(value, datetime) else value
    return day if isinstance(day, date) and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _no_day(value: Value) -> Understood:
    if isinstance(value, CellError):
        return error("cell.error_value", text=value.text)
    if isinstance(value, date):
        return outside_years(f"{value.day:02}/{value.month:02}/{value.year}")
    return error("cell.day_malformed", text="" if isinstance(value, bool | time) else quoted(value))


def _plain(text: str) -> str:
    """Return the text as it is compared: small letters, no diacritics, single spaces, no dot at the end."""
    spelled = text.casefold() if text.isascii() else unaccented(text)
    plain = " ".join(spelled.split()).strip(" .;'")
    return plain.removesuffix(".0") if plain[:-2].isdigit() else plain


def _occurrence(plain: str, spelled: str, *, american: bool) -> Understood:
    span, fault = read_span(plain, spelled, american=american)
    if span is not None or fault is not None:
        return span, fault
    between = _between(plain, spelled, american=american)
    if between is not None:
        return between
    for pattern, bound in _UNBOUNDED:
        found = pattern.fullmatch(plain)
        if found:
            span, fault = read_span(found[1], spelled, american=american)
            if span is not None:
                return bound(span), fault
            if fault is not None:
                return None, fault
    return error("cell.day_malformed", text=spelled)


def _suggested_within(fault: Fault, spelled: str) -> Fault:
    """Return the fault with the whole text as a suggestion, where only a day within it is corrected."""
    days = _DAY.findall(spelled)
    if not fault.suggestion or len(days) != 1 or days[0] == spelled:
        return fault
    return replace(fault, suggestion=spelled.replace(days[0], fault.suggestion))


def _between(plain: str, spelled: str, *, american: bool) -> Understood | None:
    """Return the range between two times, both within it; None where the text is not two times."""
    opened = _OPENING.sub("", plain, count=1)
    for sign in _BETWEEN.finditer(opened):
        first, first_fault = read_span(opened[: sign.start()], spelled, american=american)
        last, last_fault = read_span(opened[sign.end() :], spelled, american=american)
        if first is not None and last is not None:
            if first[0] > last[1]:
                turned = f"{opened[sign.end() :]}-{opened[: sign.start()]}"
                return error("cell.range_reversed", turned, text=spelled)
            return (first[0], last[1]), first_fault or last_fault
        wrong = first_fault if first is None else last_fault
        if (first or last) and wrong is not None:
            return None, wrong
    return None
