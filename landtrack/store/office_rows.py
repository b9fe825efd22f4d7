"""Rows of the office's own tables: append-only; the newest row of a key known at a moment is in force at it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from landtrack.store import log
from landtrack.store.recording import record_row
from landtrack.store.schema import log_entry, office_row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from landtrack.domain.office.office_table import OfficeTable
    from landtrack.store.database import Transaction, View


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """A row as it was recorded: its texts by field, None where the row was removed; by whom and when."""

    entry: int
    key: str
    texts: Mapping[str, str] | None
    actor: str
    recorded_at: datetime


def rows_in_force(view: View, table: OfficeTable, entry: int | None = None) -> dict[str, LoggedRow]:
    """Return the newest row of each key known at a log entry (None: now), removed ones too: they hide shipped rows."""
    newest = select(func.max(office_row.c.entry)).where(office_row.c.table_name == table.value)
    if entry is not None:
        newest = newest.where(office_row.c.entry <= entry)
    chosen = newest.group_by(office_row.c.key)
    return {row.key: row for row in _rows(view, office_row.c.entry.in_(chosen))}


def row_history(view: View, table: OfficeTable, key: str) -> list[LoggedRow]:
    """Return all that was ever recorded of a row, oldest first."""
    return _rows(view, (office_row.c.table_name == table.value) & (office_row.c.key == key))


def every_row(view: View, table: OfficeTable) -> list[LoggedRow]:
    """Return all that was ever recorded of all rows of a table, oldest first."""
    return _rows(view, office_row.c.table_name == table.value)


def _rows(view: View, condition: ColumnElement[bool]) -> list[LoggedRow]:
    query = (
        select(office_row, log_entry.c.actor, log_entry.c.recorded_at)
        .join(log_entry, log_entry.c.number == office_row.c.entry)
        .where(condition)
        .order_by(office_row.c.entry)
    )
    return [
        LoggedRow(
            row.entry,
            row.key,
            None if row.removed else json.loads(row.content),
            row.actor,
            log.from_microseconds(row.recorded_at),
        )
        for row in view.connection.execute(query)
    ]


def record_office_row(tx: Transaction, table: OfficeTable, key: str, texts: Mapping[str, str] | None) -> int:
    """Record a row as it is from now on, or (None) that it is removed; return the entry."""
    row = {
        "table_name": table.value,
        "key": key,
        "content": log.canonical(texts or {}),
        "removed": texts is None,
    }
    return record_row(tx, log.EntryKind.TABLE, office_row, row)
