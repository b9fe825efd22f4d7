"""Where an unresolved case stands with what is due in it, and how many cases stand so in each unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.deadline_rule import Duty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.deadlines.deadline import Due
    from landtrack.domain.question import Question
    from landtrack.domain.report.case_line import CaseLine

ENDS = frozenset({Duty.LAPSE, Duty.LIMITATION})
"""What ends by itself, beside what somebody has to do."""
DAYS_AHEAD = 10
"""How many days before its last day something is called due soon, unless one asks for another number."""
MOST_DAYS_AHEAD = 366


class DueStanding(StrEnum):
    """Every unresolved case is in exactly one of these.

    ENDED: the time for a fine is over without a decision, or the decision lapsed. UNKNOWN: no rule was in force.
    SETTLED: it was recorded as resolved, in a form that the office does not count; nothing is due.
    """

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    ENDED = "ended"
    UNKNOWN = "unknown"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is due next in a case, and what ends next; None where no rule says it.

    ``again`` is the day the case was reopened or included again, where what is due counts from there.
    """

    standing: DueStanding
    first: Due | None = None
    ends: Due | None = None
    again: date | None = None

    @property
    def shown(self) -> Due | None:
        """Return what a list shows: what ended, where there is nothing left to do in time, else what is due next."""
        return self.ends if self.standing is DueStanding.ENDED else self.first


SETTLED = Waiting(DueStanding.SETTLED)


@dataclass(frozen=True, slots=True)
class DueCounts:
    """How many cases stand so."""

    overdue: int = 0
    soon: int = 0
    later: int = 0
    ended: int = 0
    unknown: int = 0
    settled: int = 0

    def of(self, standing: DueStanding) -> int:
        """Return the count of a standing."""
        return int(getattr(self, standing.value))

    @property
    def all(self) -> int:
        """Return the count of all unresolved cases."""
        return sum(self.of(standing) for standing in DueStanding)


@dataclass(frozen=True, slots=True)
class DueSummary:
    """The counts of the reader's units, in official order; ``whole`` also has the cases that the frame cannot place."""

    question: Question
    frame: date
    head: str
    days: int
    whole: DueCounts
    units: tuple[tuple[AreaUnit, DueCounts], ...]


@dataclass(frozen=True, slots=True)
class DueLine:
    """A case of a list with what is due in it."""

    case: CaseLine
    waiting: Waiting
    days_late: int  # negative: so many days are left; 0 without a deadline


@dataclass(frozen=True, slots=True)
class DuePage:
    """A part of a list: the lines from number ``first`` (0 for the oldest) on, of ``total``."""

    summary: DueSummary
    standing: DueStanding
    first: int
    lines: tuple[DueLine, ...]
    total: int


def judge_due(found: Iterable[Due], as_of: date, days: int) -> Waiting:
    """Return where a case stands as of a day; ``found`` is what is due, the earliest first.

    What is due next is what somebody has to do; only where the decision was made and its receipt is not known, the end
    of the decision stands in its place.
    """
    rows = tuple(found)
    ends = next((row for row in rows if row.duty in ENDS), None)
    first = next((row for row in rows if row.duty not in ENDS), ends)
    if first is None:
        return Waiting(DueStanding.UNKNOWN)
    if ends is not None and ends.due < as_of:
        return Waiting(DueStanding.ENDED, first, ends)
    late = first.days_late(as_of)
    if late > 0:
        return Waiting(DueStanding.OVERDUE, first, ends)
    return Waiting(DueStanding.SOON if -late <= days else DueStanding.LATER, first, ends)


def counts_of(found: Mapping[DueStanding, int]) -> DueCounts:
    """Return how many of each there are."""
    return DueCounts(**{standing.value: found.get(standing, 0) for standing in DueStanding})
