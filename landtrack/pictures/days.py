"""Days as pictures write them, and where on a time axis they are worth a tick."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from landtrack.domain.report.official_day import LAST_PADDED_MONTH, official_day

if TYPE_CHECKING:
    from landtrack.messages.catalogue import Catalogue

VIETNAMESE = "vi"
MONTHS_IN_YEAR = 12
# Months between ticks; from the fifth on, ticks are whole years.
STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200, 12_000, 120_000)


def shown_day(day: date, words: Catalogue) -> str:
    """Return a day as officials of the language write it."""
    return official_day(day) if words.language == VIETNAMESE else words.day(day)


def month_text(day: date, words: Catalogue) -> str:
    """Return a day's month and year: "3/2023", "01/2024"."""
    padded = words.language != VIETNAMESE or day.month <= LAST_PADDED_MONTH
    return f"{day.month:02}/{day.year}" if padded else f"{day.month}/{day.year}"


def ticks(first: date, last: date, most: int, words: Catalogue) -> list[tuple[date, str]]:
    """Return at most ``most`` days from ``first`` to ``last`` with what is written at them: years, else months.

    Where no month begins between the two, these are the two days themselves.
    """
    scales = ((months, _firsts(first, last, months)) for months in STEPS)
    months, found = next(scale for scale in scales if len(scale[1]) <= most)
    if len(found) < 2:  # noqa: PLR2004 - one tick says nothing of the scale
        return [(day, shown_day(day, words)) for day in dict.fromkeys((first, last))]
    return [(day, month_text(day, words) if months < MONTHS_IN_YEAR else str(day.year)) for day in found]


def _firsts(first: date, last: date, months: int) -> list[date]:
    """Return the first days of every so many months between two days, both included."""
    start = first.year * MONTHS_IN_YEAR + first.month - 1
    end = last.year * MONTHS_IN_YEAR + last.month - 1
    places = (divmod(place, MONTHS_IN_YEAR) for place in range(start, end + 1) if place % months == 0)
    days = [date(year, month + 1, 1) for year, month in places]
    return [day for day in days if first <= day <= last]
