"""An office table as its readers see it: what holds now or held then, and how a row came to be as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.store.log import head_at
from landtrack.store.office_rows import row_history
from landtrack.usecases.tables.read_table import read_table

if TYPE_CHECKING:
    from datetime import datetime

    from landtrack.domain.office.office_table import OfficeTable
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database
    from landtrack.store.office_rows import LoggedRow
    from landtrack.usecases.tables.read_table import TableRow


def show_table(
    database: Database, scope: Scope, table: OfficeTable, known_at: datetime | None = None
) -> tuple[TableRow, ...]:
    """Return the rows in force as known at a moment (None: now).

    For whoever sees figures, which rest on them, and for whoever keeps them.
    """
    if not scope.rights & {Right.SEE_CASES, Right.MANAGE_TABLES}:
        scope.require(Right.MANAGE_TABLES)
    with database.reading() as view:
        entry = None if known_at is None else head_at(view.connection, known_at).number
        return tuple(read_table(view, table, entry).values())


def show_row_history(database: Database, scope: Scope, table: OfficeTable, key: str) -> list[LoggedRow]:
    """Return all that was recorded of a row, oldest first; refuse a key that never was in the table."""
    scope.require(Right.MANAGE_TABLES)
    with database.reading() as view:
        found = row_history(view, table, key)
        if not found and key not in read_table(view, table):
            raise Refusal("table.key_unknown", table=table, key=key[:80])
        return found
