"""Entering the demo's events into the register in the order of their moments, with the product's own checks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from landtrack.domain.case import Facts, check_code, check_facts
from landtrack.domain.deadlines.case_step import StepDraft, check_step
from landtrack.domain.errors import Refusal
from landtrack.domain.history import CaseHistory
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft
from landtrack.store import case_steps, recording
from landtrack.usecases.change_status import apply_change
from landtrack.usecases.demo.story import Correction
from landtrack.usecases.record_case import check_unit, clean_facts

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.deadlines.case_step import CaseStep
    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import Transaction
    from landtrack.usecases.demo.story import Event, Undo


@dataclass(slots=True)
class Recorder:
    """The cases entered so far, by their number in the plan."""

    registry: UnitRegistry
    histories: dict[int, CaseHistory] = field(default_factory=dict)
    numbers: Counter[int] = field(default_factory=Counter)
    steps: dict[int, dict[CaseStep, date]] = field(default_factory=dict)

    def record(self, tx: Transaction, event: Event) -> None:
        """Enter one event; raise Refusal for what the product would not let a person enter."""
        action = event.action
        today = day_in_vietnam(event.moment)
        if isinstance(action, Facts):
            self.histories[event.number] = self._enter(tx, action, today)
            return
        history = self.histories[event.number]
        if isinstance(action, StepDraft):
            self._step(tx, history, action, today)
            return
        if isinstance(action, ChangeDraft):
            if event.twin is not None:
                action = replace(action, note=action.note.replace("{twin}", self.histories[event.twin].code))
            self.histories[event.number] = apply_change(tx, history, action, today)
        elif isinstance(action, Correction):
            self.histories[event.number] = self._correct(tx, history, action, today)
        else:
            self.histories[event.number] = _undo(tx, history, action)

    def unit_of(self, event: Event) -> int:
        """Return the id of the unit in which the event's case is entered or was entered last."""
        facts = event.action if isinstance(event.action, Facts) else self.histories[event.number].revisions[-1].facts
        return facts.unit_id

    def _enter(self, tx: Transaction, facts: Facts, today: date) -> CaseHistory:
        year = facts.found_on.year
        self.numbers[year] += 1
        code = check_code(f"YT-{year}-{self.numbers[year]:05d}")
        cleaned = self._checked(facts, code, today, 0)
        case_id = len(self.histories) + 1
        return CaseHistory(case_id, code, (recording.record_case(tx, case_id, code, cleaned),))

    def _correct(self, tx: Transaction, history: CaseHistory, action: Correction, today: date) -> CaseHistory:
        cleaned = self._checked(action.facts, history.code, today, history.largest_resolved())
        first = min((row.effective_on for row in history.changes_at(history.version)), default=cleaned.found_on)
        if cleaned.found_on > first:
            raise Refusal("case.found_after_change", case=history.code, found_on=cleaned.found_on, day=first)
        row = recording.record_revision(
            tx, history.case_id, history.code, cleaned, withdrawn=action.withdrawn, reason=action.reason
        )
        return replace(history, revisions=(*history.revisions, row))

    def _step(self, tx: Transaction, history: CaseHistory, draft: StepDraft, today: date) -> None:
        known = self.steps.setdefault(history.case_id, {})
        check_step(draft, history.code, history.revisions[-1].facts.found_on, today, known)
        known[draft.step] = case_steps.record_step(tx, history.case_id, history.code, draft).day

    def _checked(self, facts: Facts, code: str, today: date, resolved: int) -> Facts:
        cleaned = clean_facts(facts)
        check_unit(self.registry, SYSTEM_SCOPE, cleaned)
        check_facts(cleaned, code, today, resolved)
        if not self.registry.find(cleaned.unit_id).valid_on(today):
            raise Refusal("unit.unknown_id", unit_id=cleaned.unit_id)
        return cleaned


def _undo(tx: Transaction, history: CaseHistory, action: Undo) -> CaseHistory:
    last = history.last_change()
    if last is None:
        raise Refusal("change.nothing_to_undo", case=history.code)
    void = recording.record_void(tx, history.case_id, history.code, last.entry, action.note)
    return replace(history, voids=(*history.voids, void))
