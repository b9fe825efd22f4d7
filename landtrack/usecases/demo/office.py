"""Days and hours of an office: when decisions are made and when somebody sits down to enter them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.question import VIETNAM
from landtrack.domain.text import unaccented
from landtrack.usecases.demo.dice import happens

if TYPE_CHECKING:
    from random import Random

    from landtrack.domain.area_unit import AreaUnit

_SATURDAY = 5
_FIXED_HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
BY_COMMUNE = 0.6


def working_day(day: date, until: date) -> date:
    """Return the day itself or the next working day; ``until`` where that would be later."""
    while day.weekday() >= _SATURDAY or (day.month, day.day) in _FIXED_HOLIDAYS:
        day += timedelta(days=1)
    return min(day, until)


def day_between(dice: Random, first: date, last: date) -> date:
    """Return a working day from ``first`` to ``last``, ``last`` where there is none."""
    return working_day(first + timedelta(days=dice.randint(0, max(0, (last - first).days))), last)


def entered_at(dice: Random, day: date, after: datetime | None, until: date) -> datetime:
    """Return a moment of office hours on ``day``, later than ``after``.

    The next working day where ``day`` is none, but ``until`` at the latest.
    """
    day = working_day(day if after is None else max(day, after.date()), until)
    start, hours = dice.choice(((time(7, 30), 4.0), (time(13, 30), 3.4)))
    moment = datetime.combine(day, start, VIETNAM) + timedelta(hours=hours * dice.random())
    if after is not None and moment <= after:
        moment = after + timedelta(minutes=dice.uniform(1, 12))
    return moment


def clerk(dice: Random, unit: AreaUnit) -> str:
    """Return who enters it: the commune's officer ("canbo.dongtien") or the one of all units; posts, not persons."""
    return "canbo." + unaccented(unit.name).replace(" ", "") if happens(dice, BY_COMMUNE) else "canbo"
