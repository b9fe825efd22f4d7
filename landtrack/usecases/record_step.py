"""The dated steps of a case: minutes, decision, receipt, found complex; recorded, and taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.case import LONGEST_TEXT
from landtrack.domain.deadlines.case_round import in_round, round_of, rounds_of
from landtrack.domain.deadlines.case_step import check_step, days_of, version_of
from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.domain.text import clean_text
from landtrack.store import case_steps
from landtrack.store.histories import find_history

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from landtrack.domain.deadlines.case_step import CaseStep, RecordedStep, StepDraft
    from landtrack.domain.history import CaseHistory
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def record_step(
    database: Database, scope: Scope, code: str, draft: StepDraft, *, seen: int | None = None
) -> RecordedStep:
    """Record a step of the case and return it.

    ``seen`` is the version of its steps that the person saw; if they changed since, :class:`Conflict` and nothing is
    written (None: whatever they are now, for the command line). Refuses a withdrawn case, a step that is recorded
    already, in the future, before the case was found, or out of order with the others; an unknown case and a
    neighbour's look the same. A step is held against those of its own round only: between two reopenings.
    """
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        history = find_history(tx, scope, code)
        newest = history.revisions[-1]
        if newest.withdrawn:
            raise Refusal("case.withdrawn", case=history.code)
        cleaned = replace(
            draft, number=clean_text(draft.number, LONGEST_TEXT), note=clean_text(draft.note, LONGEST_TEXT * 4)
        )
        steps = case_steps.read_steps(tx, history.case_id).get(history.case_id, ())
        _check_seen(steps, history.code, seen)
        today = day_in_vietnam(database.now())
        rounds = rounds_now(history)
        same = in_round(steps, rounds, round_of(rounds, cleaned.day))
        check_step(cleaned, history.code, newest.facts.found_on, today, days_of(same, tx.journal.head.number))
        return case_steps.record_step(tx, history.case_id, history.code, cleaned)


def void_step(
    database: Database,
    scope: Scope,
    code: str,
    step: CaseStep,
    note: str = "",
    *,
    seen: int | None = None,
    day: date | None = None,
) -> int:
    """Take back the step of this kind that stands, and return the log entry; what was known before stays.

    Of several (the case was reopened) it is that of ``day``, or the latest. ``seen`` as in :func:`record_step`.
    """
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        history = find_history(tx, scope, code)
        steps = case_steps.read_steps(tx, history.case_id).get(history.case_id, ())
        _check_seen(steps, history.code, seen)
        standing = [row for row in steps if row.step is step and row.void_entry is None and day in {None, row.day}]
        if not standing:
            raise Refusal("step.unknown", case=history.code)
        row = max(standing, key=lambda one: (one.day, one.entry))
        return case_steps.record_step_void(tx, history.case_id, history.code, row, clean_text(note, LONGEST_TEXT * 4))


def rounds_now(history: CaseHistory) -> tuple[date, ...]:
    """Return the first day of each round of a case, as known now."""
    changes = ((row.effective_on, row.status) for row in history.changes_at(history.version))
    return rounds_of(history.revisions[-1].facts.found_on, changes)


def _check_seen(steps: Iterable[RecordedStep], code: str, seen: int | None) -> None:
    if seen is not None and seen != version_of(steps):
        raise Conflict("step.changed_meanwhile", case=code)
