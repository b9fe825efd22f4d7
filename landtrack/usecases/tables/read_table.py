"""The rows of an office table in force at a log entry: the shipped ones, and over them what was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from landtrack.domain.office.office_registry import parse_row
from landtrack.domain.office.office_table import OfficeTable
from landtrack.formats.office_tables import shipped_rows
from landtrack.formats.shipped_vocabulary import shipped_vocabulary
from landtrack.resources import shipped
from landtrack.store.office_rows import rows_in_force
from landtrack.store.units import read_cutoff_base

if TYPE_CHECKING:
    from landtrack.store.database import View
    from landtrack.store.office_rows import LoggedRow


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row in force: the dataclass of its table, and the log's row; None for one that came with the program."""

    key: str
    row: Any
    logged: LoggedRow | None


def read_table(view: View, table: OfficeTable, entry: int | None = None) -> dict[str, TableRow]:
    """Return the rows in force as known at a log entry (None: now), by key; shipped ones first, in their order."""
    found = {key: TableRow(key, row, None) for key, row in _base(view, table).items()}
    for key, logged in rows_in_force(view, table, entry).items():
        if logged.texts is None:
            found.pop(key, None)
        else:
            found[key] = TableRow(key, parse_row(table, key, logged.texts), logged)
    return found


def plain_rows(view: View, table: OfficeTable, entry: int | None = None) -> dict[str, Any]:
    """Return the same rows as their dataclasses only, by key."""
    return {key: row.row for key, row in read_table(view, table, entry).items()}


def _base(view: View, table: OfficeTable) -> dict[str, Any]:
    """Return what holds before any row was recorded."""
    if table is OfficeTable.CUTOFF:
        return {row.side.value: row for row in read_cutoff_base(view)}
    if table in {OfficeTable.KIND, OfficeTable.FORM, OfficeTable.LAND_TYPE}:
        # Asked for with every case that is recorded or shown: its files are not read each time.
        return dict(shipped_vocabulary().rows(table))
    return {key: parse_row(table, key, texts) for key, texts in shipped_rows(shipped("geodata"), table).items()}
