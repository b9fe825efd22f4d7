"""Changing an office table: one row or several at once, checked as they will be together, each an entry of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_registry import OFFICE_TABLES, parse_row
from landtrack.domain.office.office_table import OfficeTable, plain_row
from landtrack.domain.scope import Right
from landtrack.store import episodes
from landtrack.store.office_rows import record_office_row
from landtrack.usecases.tables.read_table import plain_rows
from landtrack.usecases.tables.row_references import check_references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, Transaction


def change_row(database: Database, scope: Scope, table: OfficeTable, key: str, texts: Mapping[str, str]) -> int:
    """Set fields of a row, or make it; fields that are not named stay as they are. Return the log entry.

    Refuses what the table's rules refuse (gaps, overlaps, …) and a change that changes nothing.
    """
    entries = change_rows(database, scope, table, {key: texts})
    if not entries:
        raise Refusal("table.unchanged", table=table, key=key)
    return entries[0]


def remove_row(database: Database, scope: Scope, table: OfficeTable, key: str) -> int:
    """Take a row out of the table from now on; what was known before stays. Return the log entry."""
    return change_rows(database, scope, table, {key: None})[0]


def change_rows(
    database: Database, scope: Scope, table: OfficeTable, changes: Mapping[str, Mapping[str, str] | None]
) -> list[int]:
    """Change several rows, None removing one, all or none of them; return the log entries of those that changed.

    A new decree ends one rule and begins another: only together they leave no gap.
    """
    scope.require(Right.MANAGE_TABLES)
    with database.transaction(scope.actor) as tx:
        return change_rows_in(tx, table, changes)


def change_rows_in(tx: Transaction, table: OfficeTable, changes: Mapping[str, Mapping[str, str] | None]) -> list[int]:
    """Change rows within a transaction that the caller already has; he has checked the right."""
    before = plain_rows(tx, table)
    after = dict(before)
    for key, texts in changes.items():
        if texts is None:
            _remove(table, key, after)
        else:
            old = plain_row(before[key]) if key in before else {}
            after[key] = parse_row(table, key, {**old, **texts})
    OFFICE_TABLES[table].check(after)
    check_references(tx, table, before, after)
    changed = [key for key in changes if before.get(key) != after.get(key)]
    entries = [record_office_row(tx, table, key, _texts(after, key)) for key in changed]
    tx.flush()
    if table is OfficeTable.CUTOFF and changed:
        # The bands kept ready are those of the cutoffs in force: under the old ones they are computed from now on.
        episodes.rebuild(tx)
    if table is OfficeTable.FORM:
        # Cases in forms that count otherwise from these entries on. A form that is new has none yet.
        episodes.refresh_forms(
            tx, [key for key in changed if key in before and before[key].counts != after[key].counts]
        )
    return entries


def _texts(rows: Mapping[str, Any], key: str) -> dict[str, str] | None:
    return plain_row(rows[key]) if key in rows else None


def _remove(table: OfficeTable, key: str, rows: dict[str, Any]) -> None:
    if key not in rows:
        raise Refusal("table.key_unknown", table=table, key=key[:80])
    if OFFICE_TABLES[table].needed:
        raise Refusal("table.needed", table=table, key=key)
    del rows[key]
