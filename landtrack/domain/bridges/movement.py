"""Movements: why a figure of one moment is not that of another, line by line, so that opening + lines = closing.

The bridge goes (D, K) → (D, K2) → (D2, K2): first what was entered late or corrected, then what happened since. Each
step of one case is cut into single movements, each of which changes one thing; what they add telescopes, so nothing is
left over. Everything is whole cases and tenths of m².
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.progress import Measure, measure_of
from landtrack.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.domain.cutoff import Band


class Movement(StrEnum):
    """One line of the bridge."""

    ENTERED_LATE = "entered_late"
    WITHDRAWN = "withdrawn"
    UNIT_CORRECTED = "unit_corrected"
    DATE_CORRECTED = "date_corrected"
    AREA_CORRECTED = "area_corrected"
    STATUS_CORRECTED = "status_corrected"
    NEWLY_FOUND = "newly_found"
    TAKEN_IN_HAND = "taken_in_hand"
    PARTLY_RESOLVED = "partly_resolved"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    EXCLUDED = "excluded"
    INCLUDED_AGAIN = "included_again"


KNOWLEDGE = (
    Movement.ENTERED_LATE,
    Movement.WITHDRAWN,
    Movement.AREA_CORRECTED,
    Movement.DATE_CORRECTED,
    Movement.UNIT_CORRECTED,
    Movement.STATUS_CORRECTED,
)
"""The lines of the first step: the same day, known later."""

EVENTS = (
    Movement.NEWLY_FOUND,
    Movement.TAKEN_IN_HAND,
    Movement.PARTLY_RESOLVED,
    Movement.RESOLVED,
    Movement.REOPENED,
    Movement.EXCLUDED,
    Movement.INCLUDED_AGAIN,
)
"""The lines of the second step: the same knowledge, a later day."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Cases alike in place, band and status; ``area`` and ``resolved_area`` are sums in tenths of m²."""

    place_id: int
    band: Band
    status: Status
    cases: int
    area: int
    resolved_area: int

    def measure(self) -> Measure:
        """Return what they add to the figures: nothing while excluded."""
        if self.status is Status.EXCLUDED:
            return Measure()
        return measure_of(self.status, self.cases, self.area, self.resolved_area)


@dataclass(frozen=True, slots=True)
class Shift:
    """What one movement adds (or, negative, takes away) in one place and band."""

    movement: Movement
    place_id: int
    band: Band
    measure: Measure


def opposite(measure: Measure) -> Measure:
    """Return the measure with every sign turned."""
    return Measure(
        -measure.cases, -measure.area, -measure.resolved, -measure.resolved_area, -measure.in_hand, -measure.open
    )


def learned(before: Standing | None, after: Standing | None, *, redated: bool) -> Iterator[Shift]:
    """Yield the movements of cases between two moments of knowledge, the day being the same.

    ``before`` and ``after`` are the same cases; None where they were not there on that day. ``redated`` says of cases
    missing on one side whether the register has them on that side all the same, found on a later day: then a date was
    corrected, and nothing was entered or withdrawn. Order: unit, date, area, status.
    """
    if before is None or after is None:
        yield from _came_or_went(before, after, redated=redated)
        return
    moved = replace(before, place_id=after.place_id)
    yield from _shift(Movement.UNIT_CORRECTED, before, moved)
    dated = replace(moved, band=after.band)
    yield from _shift(Movement.DATE_CORRECTED, moved, dated)
    resolved = after.area if before.status is Status.RESOLVED else before.resolved_area
    sized = replace(dated, area=after.area, resolved_area=resolved)
    yield from _shift(Movement.AREA_CORRECTED, dated, sized)
    yield from _shift(Movement.STATUS_CORRECTED, sized, after)


def _came_or_went(before: Standing | None, after: Standing | None, *, redated: bool) -> Iterator[Shift]:
    if after is not None:
        movement = Movement.DATE_CORRECTED if redated else Movement.ENTERED_LATE
        yield from _shift(movement, None, after)
    elif before is not None:
        yield from _shift(Movement.DATE_CORRECTED if redated else Movement.WITHDRAWN, before, None)


def restated(rest: Standing) -> Iterator[Shift]:
    """Yield what cases add of which nothing but the status is known otherwise, the day being the same.

    ``rest`` is of one status: those that stand so now, less those that did before. Its numbers may be below nothing.
    """
    if rest.measure() != Measure():
        yield Shift(Movement.STATUS_CORRECTED, rest.place_id, rest.band, rest.measure())


def happened(was: Status | None, was_resolved: int, after: Standing) -> Iterator[Shift]:
    """Yield the movements of cases whose status became that of ``after`` on one day.

    ``was`` is the status before, None for cases first found on that day; ``was_resolved`` the area resolved before.
    A case that is found and resolved on the same day is both: newly found as open, then resolved.
    """
    if was is None:
        found = replace(after, status=Status.OPEN, resolved_area=0)
        yield from _shift(Movement.NEWLY_FOUND, None, found)
        before = found
    else:
        before = replace(after, status=was, resolved_area=was_resolved)
    if before.status is Status.EXCLUDED and after.status is not Status.EXCLUDED:
        again = replace(after, status=Status.OPEN, resolved_area=0)
        yield from _shift(Movement.INCLUDED_AGAIN, before, again)
        before = again
    elif _falls_back(before.status, after.status):
        again = replace(after, status=Status.OPEN, resolved_area=0)
        yield from _shift(Movement.REOPENED, before, again)
        before = again
    yield from _shift(_REACHED.get(after.status, Movement.REOPENED), before, after)


_REACHED = {
    Status.IN_HAND: Movement.TAKEN_IN_HAND,
    Status.PARTLY_RESOLVED: Movement.PARTLY_RESOLVED,
    Status.RESOLVED: Movement.RESOLVED,
    Status.EXCLUDED: Movement.EXCLUDED,
}
_ORDER = (Status.OPEN, Status.IN_HAND, Status.PARTLY_RESOLVED, Status.RESOLVED)


def _falls_back(before: Status, after: Status) -> bool:
    return after in _ORDER and before in _ORDER and _ORDER.index(after) < _ORDER.index(before)


def _shift(movement: Movement, before: Standing | None, after: Standing | None) -> Iterator[Shift]:
    """Yield what takes the cases from where they stood to where they stand; nothing where nothing changed."""
    if before == after:
        return
    if before is not None and after is not None and (before.place_id, before.band) == (after.place_id, after.band):
        change = opposite(before.measure()) + after.measure()
        if change != Measure():
            yield Shift(movement, after.place_id, after.band, change)
        return
    if before is not None and before.measure() != Measure():
        yield Shift(movement, before.place_id, before.band, opposite(before.measure()))
    if after is not None and after.measure() != Measure():
        yield Shift(movement, after.place_id, after.band, after.measure())
