"""Appending to the log: revisions, status changes and voids. Nothing here judges; journeys check before they record."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from landtrack.domain.history import Revision, StatusChange, Void
from landtrack.store import log, schema

if TYPE_CHECKING:
    from sqlalchemy import Table

    from landtrack.domain.case import Facts
    from landtrack.domain.status import ChangeDraft
    from landtrack.store.database import Transaction


def revision_content(code: str, row: dict[str, Any]) -> str:
    """Return what the log hashes of a revision: its row without the bounds, and the case's code."""
    left_out = {"entry", "west", "south", "east", "north"}
    return log.canonical({"code": code, **{name: value for name, value in row.items() if name not in left_out}})


def row_content(code: str, row: dict[str, Any]) -> str:
    """Return what the log hashes of any other row: the row and, "" where it belongs to none, the case's code."""
    return log.canonical({"code": code, **{name: value for name, value in row.items() if name != "entry"}})


def record_case(tx: Transaction, case_id: int, code: str, facts: Facts, *, reason: str = "") -> Revision:
    """Record a new case with its first revision."""
    tx.add(schema.violation_case, {"id": case_id, "code": code, "holder_key": None})
    return record_revision(tx, case_id, code, facts, reason=reason)


def record_revision(
    tx: Transaction, case_id: int, code: str, facts: Facts, *, withdrawn: bool = False, reason: str = ""
) -> Revision:
    """Record the facts of a case as they are known from now on."""
    bounds = (None,) * 4 if facts.geometry is None else facts.geometry.bounds
    row = {
        "case_id": case_id,
        "unit_id": facts.unit_id,
        "parcel_unit_id": facts.parcel_unit_id,
        "kind": str(facts.kind),
        "land_type": facts.land_type,
        "hamlet": facts.hamlet,
        "map_sheet": facts.map_sheet,
        "parcel": facts.parcel,
        "part_of_parcel": facts.part_of_parcel,
        "occurred_earliest": facts.occurred.earliest,
        "occurred_latest": facts.occurred.latest,
        "found_on": facts.found_on,
        "area": facts.area,
        "geometry": facts.geometry,
        "withdrawn": withdrawn,
        "reason": reason,
    }
    entry = tx.append(log.EntryKind.REVISION, revision_content(code, row))
    tx.add(
        schema.revision, {"entry": entry, **row, **dict(zip(("west", "south", "east", "north"), bounds, strict=True))}
    )
    return Revision(entry, facts, withdrawn, reason)


def record_change(tx: Transaction, case_id: int, code: str, draft: ChangeDraft) -> StatusChange:
    """Record that something happened to the case."""
    row = {
        "case_id": case_id,
        "status": draft.status.value,
        "effective_on": draft.effective_on,
        "form": None if draft.form is None else str(draft.form),
        "resolved_area": draft.resolved_area,
        "exclusion": None if draft.exclusion is None else draft.exclusion.value,
        "decision_number": draft.decision_number,
        "note": draft.note,
    }
    entry = tx.append(log.EntryKind.CHANGE, row_content(code, row))
    tx.add(schema.status_change, {"entry": entry, **row})
    return StatusChange(entry, **asdict(draft))


def record_void(tx: Transaction, case_id: int, code: str, change: int, note: str = "") -> Void:
    """Record that the change of entry ``change`` never counts again."""
    row = {"case_id": case_id, "change": change, "note": note}
    entry = tx.append(log.EntryKind.VOID, row_content(code, row))
    tx.add(schema.status_void, {"entry": entry, **row})
    return Void(entry, change, note)


def record_row(tx: Transaction, kind: log.EntryKind, table: Table, row: dict[str, Any], code: str = "") -> int:
    """Record a row of a logged table whose key is ``entry``, and return that entry; ``code`` is its case's."""
    entry = tx.append(kind, row_content(code, row))
    tx.add(table, {"entry": entry, **row})
    return entry
