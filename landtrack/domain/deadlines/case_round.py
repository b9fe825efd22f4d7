"""The rounds of a case: each time it is reopened or included again, its work begins anew."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from landtrack.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from landtrack.domain.deadlines.case_step import RecordedStep

_OVER = frozenset({Status.RESOLVED, Status.EXCLUDED})


def rounds_of(found_on: date, changes: Iterable[tuple[date, Status]]) -> tuple[date, ...]:
    """Return the first day of each round: the day the case was found, then every day it was taken up again.

    ``changes`` are those that count, in the order in which they took effect, each with the status as it was recorded;
    of several on one day the last is what came of it. Open after "in hand" is no new round: nothing had come to an end.
    """
    by_day = dict(changes)
    found, before = [found_on], Status.OPEN
    for day, status in by_day.items():
        if status is Status.OPEN and before in _OVER and day > found[-1]:
            found.append(day)
        before = status
    return tuple(found)


def round_of(rounds: Sequence[date], day: date) -> date:
    """Return the first day of the round that a day lies in; of the first, for a day before it."""
    return rounds[max(bisect_right(rounds, day) - 1, 0)]


def in_round(steps: Iterable[RecordedStep], rounds: Sequence[date], start: date) -> list[RecordedStep]:
    """Return the steps done in the round that begins on ``start``."""
    return [row for row in steps if round_of(rounds, row.day) == start]
