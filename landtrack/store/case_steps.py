"""The dated steps of cases: append-only, taken back by a void that is a row of its own."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.domain.deadlines.case_step import CaseStep, RecordedStep
from landtrack.store import log
from landtrack.store.recording import record_row
from landtrack.store.schema import case_step, case_step_void

if TYPE_CHECKING:
    from landtrack.domain.deadlines.case_step import StepDraft
    from landtrack.store.database import Transaction, View


def read_steps(view: View, case_id: int | None = None) -> dict[int, tuple[RecordedStep, ...]]:
    """Return all steps ever recorded by case id, oldest entry first; of one case, or (None) of all that have any.

    Unguarded by scope: for callers that have the cases from a reader's own.
    """
    query = (
        select(case_step, case_step_void.c.entry.label("void_entry"))
        .join(case_step_void, case_step_void.c.step == case_step.c.entry, isouter=True)
        .order_by(case_step.c.entry)
    )
    if case_id is not None:
        query = query.where(case_step.c.case_id == case_id)
    found: defaultdict[int, list[RecordedStep]] = defaultdict(list)
    for row in view.connection.execute(query):
        found[row.case_id].append(
            RecordedStep(row.entry, CaseStep(row.step), row.day, row.number, row.note, row.void_entry)
        )
    return {number: tuple(steps) for number, steps in found.items()}


def record_step(tx: Transaction, case_id: int, code: str, draft: StepDraft) -> RecordedStep:
    """Record that a step was done."""
    row = {
        "case_id": case_id,
        "step": draft.step.value,
        "day": draft.day,
        "number": draft.number,
        "note": draft.note,
    }
    entry = record_row(tx, log.EntryKind.STEP, case_step, row, code)
    return RecordedStep(entry, draft.step, draft.day, draft.number, draft.note)


def record_step_void(tx: Transaction, case_id: int, code: str, step: RecordedStep, note: str) -> int:
    """Record that a step never counts again; return the entry."""
    row = {"case_id": case_id, "step": step.entry, "note": note}
    return record_row(tx, log.EntryKind.STEP_VOID, case_step_void, row, code)
