"""The dated steps on the way of a case that deadlines are counted from, and the findings that lengthen them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class CaseStep(StrEnum):
    """What was done or found, in this order; the two findings may be left out."""

    MINUTES = "minutes"
    COMPLEX = "complex"
    VERY_COMPLEX = "very_complex"
    DECISION = "decision"
    RECEIVED = "received"


WAY = (CaseStep.MINUTES, CaseStep.DECISION, CaseStep.RECEIVED)
"""What every case goes through."""
FINDINGS = (CaseStep.COMPLEX, CaseStep.VERY_COMPLEX)
"""That a case is complex; where both were found, the graver holds."""


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as a person enters it: the day it was done, the number of its paper, a note."""

    step: CaseStep
    day: date
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """A step in the log; ``void_entry`` is the entry that took it back, None while it stands."""

    entry: int
    step: CaseStep
    day: date
    number: str
    note: str
    void_entry: int | None = None

    def stands(self, entry: int) -> bool:
        """Say whether it stands as known at a log entry."""
        return self.entry <= entry and (self.void_entry is None or self.void_entry > entry)


def days_of(steps: Iterable[RecordedStep], entry: int) -> dict[CaseStep, date]:
    """Return the day of each kind of step as known at a log entry."""
    return {row.step: row.day for row in sorted(steps, key=lambda row: row.entry) if row.stands(entry)}


def version_of(steps: Iterable[RecordedStep]) -> int:
    """Return the last entry that touched the steps of a case, 0 before the first: what a client sends back."""
    return max((max(row.entry, row.void_entry or 0) for row in steps), default=0)


def check_step(draft: StepDraft, code: str, found_on: date, today: date, known: Mapping[CaseStep, date]) -> None:
    """Refuse a step in the future, before the case was found, recorded already, or out of order with the others."""
    if draft.day > today:
        raise Refusal("step.in_future", case=code, step=draft.step, day=draft.day)
    if draft.day < found_on:
        raise Refusal("step.before_found", case=code, step=draft.step, day=draft.day, found_on=found_on)
    if draft.step in known:
        raise Refusal("step.known", case=code, step=draft.step, day=known[draft.step])
    place = list(CaseStep).index
    for other, day in known.items():
        early, late = place(draft.step) < place(other), place(draft.step) > place(other)
        if (early and draft.day > day) or (late and draft.day < day):
            raise Refusal("step.order", case=code, step=draft.step, day=draft.day, other=other, other_day=day)
