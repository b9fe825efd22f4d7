"""Writing generated histories into a register as they are, without the checks of the journeys."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from landtrack.domain.counting import Turn
from landtrack.domain.history import CaseHistory, Revision, StatusChange, Void
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.status import ChangeDraft
from landtrack.store import episodes, recording
from landtrack.store.counting import read_counting
from landtrack.store.office_rows import record_office_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.store.database import Transaction


def write(tx: Transaction, histories: Sequence[CaseHistory]) -> list[CaseHistory]:
    """Record all parts of the histories in the order of their entries; return them as the log numbered them.

    What they say of forms that count holds for all of them: a turn of one is a turn of the office's table.
    """
    parts = [(row.entry, history, row) for history in histories for row in (*history.recorded, *history.counting.turns)]
    given: dict[int, int] = {}
    written: dict[int, list[Any]] = defaultdict(list)
    for entry, history, row in sorted(parts, key=lambda part: part[0]):
        if isinstance(row, Turn):
            texts = {"name_vi": row.form, "counts": "yes" if row.counts else "no"}
            record_office_row(tx, OfficeTable.FORM, row.form, texts)
            continue
        recorded = _record(tx, history, row, given, new=not written[history.case_id])
        given[entry] = recorded.entry
        written[history.case_id].append(recorded)
    tx.flush()
    counting = read_counting(tx)
    kept = [replace(_history(history, written[history.case_id]), counting=counting) for history in histories]
    episodes.refresh(tx, kept)
    return kept


def _history(before: CaseHistory, rows: Sequence[Any]) -> CaseHistory:
    return CaseHistory(
        before.case_id,
        before.code,
        tuple(row for row in rows if isinstance(row, Revision)),
        tuple(row for row in rows if isinstance(row, StatusChange)),
        tuple(row for row in rows if isinstance(row, Void)),
    )


def _record(tx: Transaction, history: CaseHistory, row: Any, given: dict[int, int], *, new: bool) -> Any:
    if isinstance(row, StatusChange):
        draft = ChangeDraft(**{field.name: getattr(row, field.name) for field in fields(ChangeDraft)})
        return recording.record_change(tx, history.case_id, history.code, draft)
    if isinstance(row, Void):
        return recording.record_void(tx, history.case_id, history.code, given[row.change])
    if new:
        return recording.record_case(tx, history.case_id, history.code, row.facts)
    return recording.record_revision(tx, history.case_id, history.code, row.facts, withdrawn=row.withdrawn)
