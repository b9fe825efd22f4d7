"""How a case gets from one status to another: minutes, decision, perhaps a part first, perhaps re-encroachment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.status import ChangeDraft, Exclusion, Form, Status
from landtrack.usecases.demo.dice import happens
from landtrack.usecases.demo.land_use import decision_number, form
from landtrack.usecases.demo.office import entered_at, working_day
from landtrack.usecases.demo.words import note

if TYPE_CHECKING:
    from random import Random

    from landtrack.usecases.demo.story import Story


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of the register's life: what takes effect from ``first`` to ``last`` is entered in its own days."""

    first: date
    last: date
    enter_first: date
    enter_last: date


def lead(dice: Random, story: Story, wanted: Status, spell: Spell) -> None:
    """Let happen to the case what brings it to ``wanted``, in steps that the product itself would accept."""
    steps = _steps(dice, story.status, wanted)
    first = max(story.since, spell.first)
    gaps = [dice.lognormvariate(4.4, 0.8) for _ in steps]
    room = max(0, (spell.last - first).days)
    tight = min(1.0, room / sum(gaps)) if gaps else 1.0
    passed = 0.0
    for status, gap in zip(steps, gaps, strict=True):
        passed += gap * tight
        happen(dice, story, status, working_day(first + timedelta(days=int(passed)), spell.last), spell)


def happen(dice: Random, story: Story, status: Status, day: date, spell: Spell, lag: int | None = None) -> None:
    """Let the case get this status on ``day``; it is entered ``lag`` days later, or after a usual while."""
    days = dice.choice((0, 1, 1, 2, 3, 5, 7, 12, 25)) if lag is None else lag
    moment = entered_at(dice, max(day + timedelta(days=days), spell.enter_first), story.told, spell.enter_last)
    story.change(draft(dice, story, status, day), moment)


def draft(dice: Random, story: Story, status: Status, day: date) -> ChangeDraft:
    """Return the change as the office would enter it."""
    planned = story.planned
    chosen = form(dice, planned.manner, planned.band) if status in {Status.RESOLVED, Status.PARTLY_RESOLVED} else None
    if status is Status.PARTLY_RESOLVED and chosen in {Form.REFERRED, Form.NO_HOLDER, Form.REPAID}:
        chosen = Form.RESTORED  # these three end a case as a whole
    part = None
    if status is Status.PARTLY_RESOLVED:
        done = story.changes[-1].resolved_area or 0 if story.changes else 0
        part = done + max(1, round((story.facts.area - done) * dice.uniform(0.2, 0.75)))
    reason = dice.choice((Exclusion.NOT_VIOLATION, Exclusion.OUT_OF_AREA)) if status is Status.EXCLUDED else None
    number = "" if status in {Status.OPEN, Status.EXCLUDED} else decision_number(dice, chosen, day)
    text = _REASONS[reason] if reason is not None else note(dice, status, chosen)
    return ChangeDraft(status, day, chosen, part, reason, number, text)


_REASONS = {
    Exclusion.NOT_VIOLATION: "Rà soát lại: sử dụng đất đúng giấy chứng nhận, không vi phạm.",
    Exclusion.OUT_OF_AREA: "Đất do đơn vị khác quản lý, ngoài phạm vi rà soát.",
}


def _steps(dice: Random, now: Status, wanted: Status) -> list[Status]:
    steps: list[Status] = []
    if now is Status.OPEN and wanted is not Status.OPEN and happens(dice, _OFTEN[wanted]):
        steps.append(Status.IN_HAND)
    if wanted is Status.RESOLVED and now is not Status.PARTLY_RESOLVED and happens(dice, PART_FIRST):
        steps.append(Status.PARTLY_RESOLVED)
    return steps if steps and steps[-1] is wanted else [*steps, wanted]


PART_FIRST = 0.06
# How often minutes come first, or at least get entered.
_OFTEN = {Status.IN_HAND: 1.0, Status.PARTLY_RESOLVED: 0.8, Status.RESOLVED: 0.62, Status.EXCLUDED: 0.3}
