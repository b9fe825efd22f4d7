"""Where the work stands against a target: reached, on course, behind; and the pace that is needed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.progress import TENTHS_IN_HECTARE
from landtrack.domain.targets.target import HUNDRED, TargetKind, TargetMeasure

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.progress import Measure
    from landtrack.domain.targets.target import Target

PACE_PLACES = {TargetMeasure.CASES: Decimal("0.1"), TargetMeasure.AREA: Decimal("0.01")}
DAYS_IN_WEEK = 7


class TargetStanding(StrEnum):
    """How a target stands on a day; TOO_FEW: it asks for more than there is, so that no pace reaches it."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_BEGUN = "not_begun"
    NO_CASES = "no_cases"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class TargetState:
    """Amounts are cases, or tenths of m².

    ``whole`` is what there is, ``needed`` what must be resolved of it in all, ``done`` what is, ``left`` the rest.
    Paces are cases (one decimal) or hectares (two) per week; None where no day is left, or none has passed, or no pace
    is enough: more is needed than there is.
    ``days_left`` may be negative.
    """

    standing: TargetStanding
    whole: int
    needed: int
    done: int
    left: int
    pace_needed: Decimal | None
    pace_so_far: Decimal | None
    days_left: int


def judge_target(target: Target, opening: Measure, now: Measure, as_of: date) -> TargetState:
    """Return how the target stands at the end of ``as_of``.

    ``opening`` are the figures of its band and units at the end of ``target.since``, ``now`` those of ``as_of``, both
    as known at the same moment. A rate is one of what there is now: newly found cases raise what is needed. It is on
    course when the pace so far, kept up, reaches it in time.
    """
    whole, done = _amounts(target, now)
    days_left, passed = (target.due - as_of).days, (as_of - target.since).days
    if not whole:
        return TargetState(TargetStanding.NO_CASES, 0, 0, 0, 0, None, None, days_left)
    needed = _needed(target, whole)
    left, missing = max(0, needed - done), needed > whole
    since_then = done - _amounts(target, opening)[1]
    standing = _standing(left, since_then, passed, days_left)
    if missing and standing in {TargetStanding.BEHIND, TargetStanding.ON_COURSE}:
        standing = TargetStanding.TOO_FEW
    return TargetState(
        standing,
        whole,
        needed,
        done,
        left,
        None if missing else _per_week(target, left, days_left),
        _per_week(target, since_then, passed),
        days_left,
    )


def _standing(left: int, since_then: int, passed: int, days_left: int) -> TargetStanding:
    if passed < 0:
        return TargetStanding.NOT_BEGUN
    if not left:
        return TargetStanding.REACHED
    if days_left <= 0:
        return TargetStanding.MISSED
    return TargetStanding.ON_COURSE if since_then * days_left >= left * passed else TargetStanding.BEHIND


def _amounts(target: Target, measure: Measure) -> tuple[int, int]:
    if target.measure is TargetMeasure.CASES:
        return measure.cases, measure.resolved
    return measure.area, measure.resolved_area


def _needed(target: Target, whole: int) -> int:
    """Return the smallest amount that is at least (or more than) the target."""
    if target.kind is TargetKind.RATE:
        exact = target.value * whole / HUNDRED
    else:
        exact = target.value if target.measure is TargetMeasure.CASES else target.value * TENTHS_IN_HECTARE
    floor = int(exact)
    return floor + 1 if target.over or floor < exact else floor


def _per_week(target: Target, amount: int, days: int) -> Decimal | None:
    if days <= 0:
        return None
    unit = 1 if target.measure is TargetMeasure.CASES else TENTHS_IN_HECTARE
    return (Decimal(amount) * DAYS_IN_WEEK / (days * unit)).quantize(PACE_PLACES[target.measure], ROUND_HALF_UP)
