"""When an invented violation happened, as far as anybody knows, and when it was found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.case import Occurred
from landtrack.domain.cutoff import Band
from landtrack.usecases.demo.dice import pick
from landtrack.usecases.demo.office import day_between, working_day

if TYPE_CHECKING:
    from random import Random

_DAY = timedelta(days=1)
BEFORE_ENDS, AFTER_BEGINS = date(2014, 7, 1), date(2020, 6, 12)
# The great review was in 2021 to 2023; what had been found before was entered when the register began.
_FOUND_YEARS = {2013: 1, 2014: 1, 2015: 2, 2016: 2, 2017: 3, 2018: 4, 2019: 5, 2020: 9, 2021: 26, 2022: 30, 2023: 17}
REVIEW_ENDS = date(2023, 11, 24)


def happened(dice: Random, band: Band, by: date) -> tuple[date | None, date | None]:
    """Return earliest and latest day of a violation of the band, found not before ``by``; None as people leave it."""
    if band is Band.BEFORE:
        return _before(dice)
    if band is Band.BETWEEN:
        return _between(dice, BEFORE_ENDS, AFTER_BEGINS - _DAY)
    if band is Band.AFTER:
        return _between(dice, AFTER_BEGINS, by)
    return _undetermined(dice)


def _before(dice: Random) -> tuple[date | None, date | None]:
    kind = pick(dice, {"before a year": 16, "year": 46, "years": 12, "day": 26})
    if kind == "before a year":
        return None, date(dice.choice((1993, 2004, 2010, 2014, 2014, 2014)) - 1, 12, 31)
    if kind == "year":
        year = dice.choices(range(1994, 2014), range(2, 22))[0]
        return date(year, 1, 1), date(year, 12, 31)
    if kind == "years":
        first = dice.randint(1994, 2009)
        return date(first, 1, 1), date(first + dice.randint(1, 4), 12, 31)
    return _day(dice, date(2001, 1, 1), BEFORE_ENDS - _DAY)


def _between(dice: Random, first: date, last: date) -> tuple[date | None, date | None]:
    kind = pick(dice, {"year": 35, "months": 8, "day": 57})
    years = range(first.year + 1, last.year)
    if kind == "year" and years:
        year = dice.choice(years)
        return date(year, 1, 1), date(year, 12, 31)
    if kind == "months":
        begin = first + timedelta(days=dice.randint(0, (last - first).days // 2))
        return begin, begin + timedelta(days=min(dice.choice((30, 61, 91)), (last - begin).days))
    return _day(dice, first, last)


def _day(dice: Random, first: date, last: date) -> tuple[date, date]:
    day = first + timedelta(days=dice.randint(0, (last - first).days))
    return day, day


def _undetermined(dice: Random) -> tuple[date | None, date | None]:
    return dice.choice(
        (
            (None, None),
            (None, date(2016, 12, 31)),
            (date(2014, 1, 1), date(2014, 12, 31)),
            (date(2014, 1, 1), date(2014, 12, 31)),
            (date(2020, 1, 1), date(2020, 12, 31)),
            (date(2012, 1, 1), date(2016, 12, 31)),
            (date(2019, 6, 1), date(2021, 6, 1)),
        )
    )


def found_in_review(dice: Random, latest: date | None, band: Band) -> date:
    """Return when a case of the snapshot was found: mostly in the review, never before it happened."""
    first = BEFORE_ENDS if latest is None else latest
    if band is Band.AFTER:  # found soon: new violations are watched
        return working_day(min(first + timedelta(days=dice.randint(2, 200)), REVIEW_ENDS), REVIEW_ENDS)
    years = [year for year in _FOUND_YEARS if year >= first.year]
    year = dice.choices(years, [_FOUND_YEARS[year] for year in years])[0]
    begin = max(date(year, 1, 5), first + _DAY)
    return day_between(dice, begin, max(begin, min(date(year, 12, 28), REVIEW_ENDS)))


def known(earliest: date | None, latest: date | None, found_on: date) -> Occurred:
    """Return the range; what began long ago and has no end ends with the day it was found."""
    return Occurred(earliest, found_on if latest is None else latest)
