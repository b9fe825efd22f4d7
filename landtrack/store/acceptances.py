"""Findings that somebody accepted, each an entry of the log with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.domain.finding import Acceptance
from landtrack.store import log
from landtrack.store.recording import record_row
from landtrack.store.schema import acceptance, log_entry

if TYPE_CHECKING:
    from landtrack.domain.finding import Finding
    from landtrack.store.database import Transaction, View

Key = tuple[str, int, int | None]


def read_acceptances(view: View, entry: int) -> dict[Key, dict[str, Acceptance]]:
    """Return by kind and cases, and then by state, the latest acceptance known at log entry ``entry``.

    For callers that have the findings from a reader's own cases: an acceptance tells nothing without its finding.
    """
    query = (
        select(acceptance, log_entry.c.actor, log_entry.c.recorded_at)
        .join(log_entry, log_entry.c.number == acceptance.c.entry)
        .where(acceptance.c.entry <= entry)
        .order_by(acceptance.c.entry)
    )
    found: dict[Key, dict[str, Acceptance]] = {}
    for row in view.connection.execute(query):
        key = (row.finding, row.case_id, row.other_case_id)
        found.setdefault(key, {})[row.state] = Acceptance(
            row.entry, row.state, row.reason, row.actor, log.from_microseconds(row.recorded_at)
        )
    return found


def record_acceptance(tx: Transaction, finding: Finding, reason: str) -> int:
    """Record that a finding was accepted in its present state; return the entry."""
    row = {
        "case_id": finding.case.id,
        "other_case_id": None if finding.other is None else finding.other.id,
        "finding": finding.kind.value,
        "state": finding.state,
        "reason": reason,
    }
    return record_row(tx, log.EntryKind.ACCEPTANCE, acceptance, row, finding.case.code)
