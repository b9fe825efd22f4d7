"""Writing what was planned: revisions, changes, holders, and last the entry of the import itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landtrack.domain.intake.outcome import Action
from landtrack.domain.intake.reading_json import reading_to_json
from landtrack.domain.intake.understand import signature
from landtrack.store import episodes, imports, recording
from landtrack.store.bulk_recording import NewCase, record_new_cases
from landtrack.store.histories import next_case_id
from landtrack.store.import_holders import keep_holders
from landtrack.usecases.intake.problem_digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.history import CaseHistory
    from landtrack.domain.intake.planned import PlannedCase
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Transaction
    from landtrack.usecases.intake.plan_import import ImportPlan

HOLDER_ROW = "holder:"
"""Before the random key of a holder that an import brought, among its rows: so that undoing it erases just that one."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """The file of an import as its entry names it."""

    name: str
    sha256: str
    form: str
    reading: Reading


def apply_plan(
    tx: Transaction,
    scope: Scope,
    plan: ImportPlan,
    file: ImportedFile,
    registry: UnitRegistry,
    report: Callable[[int], None],
) -> int:
    """Write the plan and what is remembered of it; return the entry of the import. The caller's checks are done."""
    first_entry = tx.journal.head.number + 1
    known = [case for case in plan.cases if case.history is not None]
    reason = f"import {file.name}"
    episodes.refresh(tx, [_written(tx, case, case.history, reason) for case in known if case.history], registry)
    ids = {case.row: case.history.case_id for case in known if case.history}
    new = [case for case in plan.cases if case.history is None]
    start = next_case_id(tx)
    ids |= {case.row: start + place for place, case in enumerate(new)}
    record_new_cases(tx, _new_cases(new, ids), registry, lambda done: report(len(known) + done))
    holders = {ids[case.row]: case.holder for case in plan.cases if case.holder is not None}
    keys = keep_holders(tx, scope, holders) if holders else {}
    entry = imports.record_run(tx, _run_row(plan, file, first_entry))
    rows = {case.digest: ids[case.row] for case in plan.cases if case.digest}
    imports.keep_rows(tx, entry, rows | {f"{HOLDER_ROW}{key}": case_id for case_id, key in keys.items()})
    imports.remember(tx, signature(file.reading), json.dumps(reading_to_json(file.reading), ensure_ascii=False))
    return entry


def _new_cases(cases: Iterable[PlannedCase], ids: dict[int, int]) -> Iterator[NewCase]:
    for case in cases:
        if case.facts is not None:
            changes = () if case.change is None else (case.change,)
            yield NewCase(ids[case.row], case.code, case.facts, changes, case.note)


def _written(tx: Transaction, case: PlannedCase, history: CaseHistory, reason: str) -> CaseHistory:
    """Record what changes of a case that the register has; return its history with it."""
    if case.void is not None:
        void = recording.record_void(tx, history.case_id, history.code, case.void, reason)
        history = replace(history, voids=(*history.voids, void))
    if case.facts is not None:
        revision = recording.record_revision(tx, history.case_id, history.code, case.facts, reason=case.note or reason)
        history = replace(history, revisions=(*history.revisions, revision))
    if case.change is not None:
        change = recording.record_change(tx, history.case_id, history.code, case.change)
        history = replace(history, changes=(*history.changes, change))
    return history


def _run_row(plan: ImportPlan, file: ImportedFile, first_entry: int) -> dict[str, object]:
    return {
        "file_name": file.name,
        "file_hash": file.sha256,
        "form": file.form,
        "first_entry": first_entry,
        "added": plan.counts[Action.ADDED],
        "changed": plan.counts[Action.CHANGED],
        "unchanged": plan.counts[Action.UNCHANGED],
        "refused": plan.counts[Action.REFUSED],
        "reading": json.dumps(reading_to_json(file.reading), ensure_ascii=False),
        "problems": json.dumps(digest_of(plan.problems), ensure_ascii=False),
    }
