"""What a figure, a list, a map or an export is asked for: one day, one moment, one frame, perhaps one unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from landtrack.domain.cutoff import Cutoffs

# Việt Nam has kept this offset, without summer time, since 1975.
VIETNAM = timezone(timedelta(hours=7), "+07")
FIRST_DAY = date(1900, 1, 1)
"""No day that a person writes is earlier: a slip of the keys, mostly, and the calendar itself begins in the year 1."""
OFFICIAL_MOMENT = re.compile(r"([0-9]{1,2}/[0-9]{1,2}/[0-9]{4}) +([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Question:
    """As of ``as_of``, as known at ``known_at`` (aware), in the units of ``frame`` (None: those of ``as_of``).

    ``unit`` is a code in that frame; ``cutoffs`` None means the register's own.
    """

    as_of: date
    known_at: datetime
    frame: date | None = None
    unit: str | None = None
    cutoffs: Cutoffs | None = None

    @property
    def frame_day(self) -> date:
        """Return the day whose units are meant."""
        return self.as_of if self.frame is None else self.frame

    def for_unit(self, code: str | None) -> Question:
        """Return the same question about one unit, or about all."""
        return replace(self, unit=code)


def day_in_vietnam(moment: datetime) -> date:
    """Return the day it is in Việt Nam at an aware moment."""
    return moment.astimezone(VIETNAM).date()


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day in Việt Nam: what a bare date means as "known at"."""
    return datetime.combine(day, time.max, VIETNAM).astimezone(UTC)


def parse_day(text: str) -> date:
    """Return the day of ``yyyy-mm-dd`` or ``dd/mm/yyyy`` (also ``d/m/yyyy``).

    Refuses anything else, and a day before FIRST_DAY, with why.
    """
    day = spelled_day(text)
    if day < FIRST_DAY:
        raise Refusal("day.too_early", text=text.strip()[:40], first=FIRST_DAY)
    return day


def spelled_day(text: str) -> date:
    """Return the day of the same texts, however early; refuse what is none."""
    spelled = text.strip()
    parts = spelled.split("/")[::-1] if "/" in spelled else spelled.split("-")
    widths = [len(part) for part in parts]
    digits = all(part.isascii() and part.isdigit() for part in parts)
    iso = "/" not in spelled and widths == [4, 2, 2]
    vietnamese = "/" in spelled and len(parts) == 3 and widths[0] == 4 and all(0 < width < 3 for width in widths[1:])  # noqa: PLR2004 - day, month, year
    if not digits or not (iso or vietnamese):
        raise Refusal("day.malformed", text=text[:40])
    try:
        return date(*map(int, parts))
    except ValueError:
        raise Refusal("day.impossible", text=text[:40]) from None


def parse_moment(text: str) -> datetime:
    """Return the aware moment of an ISO 8601 text, or of ``dd/mm/yyyy HH:MM`` as every document prints it.

    A bare day means its end in Việt Nam, a minute as printed its end too: what is printed of a moment finds all that
    was known then. No offset means Việt Nam's. Refuses what is before FIRST_DAY, like a day.
    """
    spelled = text.strip()
    if "T" not in spelled and " " not in spelled:
        return end_of_day(parse_day(text))
    try:
        moment = _printed_moment(spelled) or datetime.fromisoformat(spelled)
        aware = moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment
        # Shown in Việt Nam's time later on: at the end of the calendar there may be no such moment.
        day = aware.astimezone(VIETNAM).date()
        known_at = aware.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refusal("moment.malformed", text=text[:40]) from None
    if day < FIRST_DAY:
        raise Refusal("day.too_early", text=spelled[:40], first=FIRST_DAY)
    return known_at


def _printed_moment(text: str) -> datetime | None:
    """Return the moment of ``dd/mm/yyyy HH:MM`` (perhaps with seconds); None for another spelling."""
    parts = OFFICIAL_MOMENT.fullmatch(text)
    if parts is None:
        return None
    within = time.max if parts[4] is None else time(second=int(parts[4]))
    return datetime.combine(parse_day(parts[1]), within.replace(hour=int(parts[2]), minute=int(parts[3])))
