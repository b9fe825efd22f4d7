"""Generated histories of cases: any order of recording, back-dated changes, voids, withdrawals, corrected facts.

Among them the office decides which forms of resolution count; it does so for all cases, see ``tests.store.registers``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from landtrack.domain.case import Facts, Occurred, ViolationKind
from landtrack.domain.counting import Counting, Turn
from landtrack.domain.history import CaseHistory, Revision, StatusChange, Void
from landtrack.domain.status import Exclusion, Form, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FIRST_DAY = date(2023, 1, 1)
DAYS = 40


@dataclass(frozen=True, slots=True)
class Step:
    """What one log entry records of a case."""

    kind: str
    day: int
    number: int


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(["revise", "change", "change", "change", "void", "withdraw", "count"]),
        st.integers(0, DAYS),
        st.integers(0, 10**6),
    ),
    max_size=8,
)
UNITS = st.sampled_from([17, 1, 25])
STATUSES = tuple(Status)
FORMS = (Form.RESTORED, Form.REFERRED)


def day(number: int) -> date:
    """Return the day this many days after the first."""
    return FIRST_DAY + timedelta(days=number)


def facts_for(number: int, unit: int) -> Facts:
    """Return facts that differ in area, found_on and dates of violation by ``number``."""
    found_on = day(number % 15)
    latest = found_on - timedelta(days=number % 4000)
    earliest = None if number % 5 == 0 else latest - timedelta(days=number % 700)
    return Facts(unit, ViolationKind.OTHER, Occurred(earliest, latest), found_on, 1000 + number % 900)


def draft_change(number: int, on: date, entry: int) -> StatusChange:
    """Return a change of some status with what the status needs."""
    status = STATUSES[number % len(STATUSES)]
    return StatusChange(
        entry,
        status,
        on,
        FORMS[number // 7 % 2] if status in {Status.RESOLVED, Status.PARTLY_RESOLVED} else None,
        1 + number % 500 if status is Status.PARTLY_RESOLVED else None,
        Exclusion.DUPLICATE if status is Status.EXCLUDED else None,
    )


def build(case_id: int, number: int, unit: int, steps: list[Step], entry: Callable[[], int]) -> CaseHistory:
    """Return a history: the first revision and what the steps record; ``entry`` gives the next entry number."""
    history = CaseHistory(case_id, f"C-{case_id}", (Revision(entry(), facts_for(number, unit)),))
    for step in steps:
        history = build_further(history, step, unit, entry)
    return history


def build_further(history: CaseHistory, step: Step, unit: int, entry: Callable[[], int]) -> CaseHistory:
    """Return the history with what one more step records."""
    if step.kind == "change":
        change = draft_change(step.number, day(step.day), entry())
        return replace(history, changes=(*history.changes, change))
    if step.kind == "void":
        last = history.last_change()
        return history if last is None else replace(history, voids=(*history.voids, Void(entry(), last.entry)))
    if step.kind == "count":
        form = FORMS[step.number % 2]
        turn = Turn(entry(), form, counts=not history.counting.counts(form, history.last_entry))
        return replace(history, counting=Counting((*history.counting.turns, turn)))
    withdrawn = step.kind == "withdraw" and step.number % 4 == 0
    revision = Revision(entry(), facts_for(step.number, unit), withdrawn)
    return replace(history, revisions=(*history.revisions, revision))


def drawn_histories(drawn: Iterable[tuple[Any, int, int]]) -> list[CaseHistory]:
    """Return a history for each drawn (steps, unit, number), cases numbered from 1, entries from 2 on."""
    entries = count(2)
    return [build(n, number, unit, steps, lambda: next(entries)) for n, (steps, unit, number) in enumerate(drawn, 1)]
