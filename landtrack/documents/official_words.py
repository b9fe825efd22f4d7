"""Days and counts as officials write them (Decree 30/2020): 01/7/2014, 11/6/2020, 31/12/2023; "02 trường hợp"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.question import VIETNAM

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.messages.catalogue import Catalogue

PADDED_BELOW = 10
LAST_PADDED_MONTH = 2
"""Days below ten and the months January and February carry a zero, so that nobody can put a one before them."""


def official_day(day: date) -> str:
    """Return a day with a zero before days below ten and before months 1 and 2 only: 01/7/2014, 31/12/2023."""
    month = f"{day.month:02d}" if day.month <= LAST_PADDED_MONTH else str(day.month)
    return f"{day.day:02d}/{month}/{day.year:04d}"


def official_moment(moment: datetime) -> str:
    """Return a moment in Việt Nam's time: the official day, then the time as 24 hours."""
    here = moment.astimezone(VIETNAM)
    return f"{official_day(here.date())} {here:%H:%M}"


def official_count(count: int, words: Catalogue) -> str:
    """Return a count as a sentence writes it: 02 below ten, 0 for none, 4.574 above a thousand."""
    return f"{count:02d}" if 0 < count < PADDED_BELOW else words.number(count)


def signed(count: str, *, negative: bool) -> str:
    """Return a number without a sign as a movement: +1.250 or −3; "0" stays without a sign."""
    if not count.strip("0.,"):
        return count
    return f"−{count}" if negative else f"+{count}"
