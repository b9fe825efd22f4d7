"""What a figure, a list, a map or an export is asked for: one day, one moment, one frame, perhaps one unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from landtrack.domain.cutoff import Cutoffs

# Việt Nam has kept this offset, without summer time, since 1975.
VIETNAM = timezone(timedelta(hours=7), "+07")


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
    """Return the day of ``yyyy-mm-dd`` or ``dd/mm/yyyy`` (also ``d/m/yyyy``); refuse anything else, with why."""
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
    """Return the aware moment of an ISO 8601 text; a bare day means its end in Việt Nam, no offset means Việt Nam's."""
    if "T" not in text and " " not in text.strip():
        return end_of_day(parse_day(text))
    try:
        moment = datetime.fromisoformat(text.strip())
        aware = moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment
        # Shown in Việt Nam's time later on: at the end of the calendar there may be no such moment.
        aware.astimezone(VIETNAM)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refusal("moment.malformed", text=text[:40]) from None
