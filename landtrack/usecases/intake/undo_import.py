"""Taking an import back as a whole, while nobody has built on it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from landtrack.domain.case import LONGEST_TEXT
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.domain.status import ChangeDraft
from landtrack.domain.text import clean_text
from landtrack.store import episodes, recording
from landtrack.store.import_holders import erase_holders
from landtrack.store.import_matches import built_upon, touched_cases, visible_histories
from landtrack.store.imports import find_run, record_undo, run_rows
from landtrack.usecases.intake.apply_plan import HOLDER_ROW

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.history import CaseHistory, StatusChange
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, Transaction
    from landtrack.store.imports import ImportRun

NAMED = 5
"""Codes that a sentence names of the cases that were built upon."""


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """What was taken back: new cases withdrawn, changed ones as they were; ``entry`` is that of the undoing."""

    run: ImportRun
    entry: int
    withdrawn: int
    restored: int


def undo_import(
    database: Database,
    scope: Scope,
    entry: int,
    note: str = "",
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> UndoneImport:
    """Take back the import of this log entry: all of it or nothing.

    New cases get a *withdrawn* revision, changed ones a revision back; status changes are void, and those that the
    import took back are recorded anew; holders that it brought are erased. Refuses (``import.unknown``) an import that
    is not there or not the reader's, ``import.already_undone``, and (``import.built_upon``) one of whose cases anything
    was recorded since.
    """
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        run = find_run(tx, scope, entry)
        if run.undone is not None:
            raise Refusal("import.already_undone", entry=str(entry))
        ids = touched_cases(tx, run)
        histories = visible_histories(tx, scope, ids)
        later = built_upon(tx, run) | (ids - histories.keys())
        if later:
            codes = sorted(histories[one].code for one in later if one in histories)
            raise Refusal("import.built_upon", cases=len(later), codes=", ".join(codes[:NAMED]) or "–")
        reason = f"undo import {run.file_name}"
        back: list[CaseHistory] = []
        for done, history in enumerate(histories.values()):
            back.append(_taken_back(tx, history, run, reason))
            report(done, len(histories))
        _forget_holders(tx, run)
        undone = record_undo(tx, entry, clean_text(note, LONGEST_TEXT))
        episodes.refresh(tx, back)
    withdrawn = sum(_is_new(history, run) for history in histories.values())
    return UndoneImport(run, undone, withdrawn, len(histories) - withdrawn)


def _is_new(history: CaseHistory, run: ImportRun) -> bool:
    return history.revisions[0].entry >= run.first_entry


def _taken_back(tx: Transaction, history: CaseHistory, run: ImportRun, reason: str) -> CaseHistory:
    """Record what makes the case as it was before the import; return its history with it."""
    before = history.revision_at(run.first_entry - 1)
    history = _without_changes(tx, history, run, reason)
    last = history.revisions[-1]
    if last.entry >= run.first_entry:
        facts, withdrawn = (last.facts, True) if before is None else (before.facts, before.withdrawn)
        revision = recording.record_revision(
            tx, history.case_id, history.code, facts, withdrawn=withdrawn, reason=reason
        )
        history = replace(history, revisions=(*history.revisions, revision))
    return history


def _without_changes(tx: Transaction, history: CaseHistory, run: ImportRun, reason: str) -> CaseHistory:
    # Later ones are void already, else nothing would be taken back.
    own = [row for row in history.changes if run.first_entry <= row.entry < run.entry]
    for change in own:
        void = recording.record_void(tx, history.case_id, history.code, change.entry, reason)
        history = replace(history, voids=(*history.voids, void))
    taken = {row.change for row in history.voids if run.first_entry <= row.entry < run.entry}
    for change in history.changes:
        if change.entry in taken:
            again = recording.record_change(tx, history.case_id, history.code, _as_draft(change))
            history = replace(history, changes=(*history.changes, again))
    return history


def _as_draft(change: StatusChange) -> ChangeDraft:
    return ChangeDraft(**{field.name: getattr(change, field.name) for field in fields(ChangeDraft)})


def _forget_holders(tx: Transaction, run: ImportRun) -> None:
    rows = run_rows(tx, run.entry).items()
    brought = {case_id: mark.removeprefix(HOLDER_ROW) for mark, case_id in rows if mark.startswith(HOLDER_ROW)}
    erase_holders(tx, brought)
