"""An office table as its readers see it: what holds now or held then, and how a row came to be as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import Right
from landtrack.store.log import head_at
from landtrack.store.office_rows import row_history
from landtrack.store.units import read_registry
from landtrack.usecases.tables.read_table import read_table

if TYPE_CHECKING:
    from datetime import datetime

    from landtrack.domain.scope import Scope
    from landtrack.domain.targets.target import Target
    from landtrack.store.database import Database, View
    from landtrack.store.office_rows import LoggedRow
    from landtrack.usecases.tables.read_table import TableRow


def show_table(
    database: Database, scope: Scope, table: OfficeTable, known_at: datetime | None = None
) -> tuple[TableRow, ...]:
    """Return the rows in force as known at a moment (None: now).

    For whoever sees figures, which rest on them, and for whoever keeps them. A reader of some units is shown what is
    about all units or only about his: no target that names another, and no quote, since quotes are about all units.
    """
    if not scope.rights & {Right.SEE_CASES, Right.MANAGE_TABLES}:
        scope.require(Right.MANAGE_TABLES)
    with database.reading() as view:
        entry = None if known_at is None else head_at(view.connection, known_at).number
        found = read_table(view, table, entry).values()
        if scope.places is None or Right.MANAGE_TABLES in scope.rights:
            return tuple(found)
        if table is OfficeTable.QUOTE:
            return ()
        return tuple(row for row in found if table is not OfficeTable.TARGET or _sees(view, scope, row.row))


def _sees(view: View, scope: Scope, target: Target) -> bool:
    """Say whether all units that a target names are the reader's; one of all units is everybody's."""
    frame = read_registry(view).frame(target.since)
    return all(scope.sees(frame.unit(code).id) for code in target.units)


def show_row_history(database: Database, scope: Scope, table: OfficeTable, key: str) -> list[LoggedRow]:
    """Return all that was recorded of a row, oldest first; refuse a key that never was in the table."""
    scope.require(Right.MANAGE_TABLES)
    with database.reading() as view:
        found = row_history(view, table, key)
        if not found and key not in read_table(view, table):
            raise Refusal("table.key_unknown", table=table, key=key[:80])
        return found
