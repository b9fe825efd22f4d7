"""Editing one row on a page: never over somebody else's change, with the rules beside it if that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.office.adjoining_rules import adjoining_rules
from landtrack.domain.office.office_registry import OFFICE_TABLES, parse_row
from landtrack.domain.office.office_table import OfficeTable, plain_row
from landtrack.domain.scope import Right
from landtrack.usecases.tables.change_row import change_rows_in
from landtrack.usecases.tables.read_table import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database
    from landtrack.usecases.tables.read_table import TableRow

NEW = "new"
SHIPPED = "0"


def state_of(row: TableRow | None) -> str:
    """Return how an editor saw a row: that it was not there, was as shipped, or the log entry that made it."""
    if row is None:
        return NEW
    return SHIPPED if row.logged is None else str(row.logged.entry)


def edit_row(
    database: Database,
    scope: Scope,
    place: tuple[OfficeTable, str],
    texts: Mapping[str, str] | None,
    seen: str,
    *,
    adjoining: bool = False,
) -> list[int]:
    """Record all fields of a row, or (None) remove it; ``place`` is its table and key. Return the log entries.

    ``seen`` is :func:`state_of` the row as the editor saw it. With ``adjoining`` the deadline rules before and after it
    begin and end where it ends and begins. Refuses what changing a row refuses, a key that is taken, and (Conflict) a
    row that somebody changed meanwhile.
    """
    scope.require(Right.MANAGE_TABLES)
    table, key = place
    with database.transaction(scope.actor) as tx:
        rows = read_table(tx, table)
        if state_of(rows.get(key)) != seen:
            if seen == NEW:
                raise Refusal("table.key_taken", table=table, key=key)
            raise Conflict("table.changed_meanwhile", table=table, key=key[:80])
        whole = None if texts is None else {**dict.fromkeys(OFFICE_TABLES[table].fields, ""), **texts}
        changes: dict[str, Mapping[str, str] | None] = {key: whole}
        if adjoining and table is OfficeTable.DEADLINE_RULE:
            rules = {name: row.row for name, row in rows.items()}
            rule = None if whole is None else parse_row(table, key, whole)
            changes |= {name: plain_row(row) for name, row in adjoining_rules(rules, key, rule).items()}
        entries = change_rows_in(tx, table, changes)
        if not entries:
            raise Refusal("table.unchanged", table=table, key=key)
    return entries
