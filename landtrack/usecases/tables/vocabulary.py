"""The office's words for kinds, forms and land types: read once for each job, as they are known at its moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.vocabulary import Vocabulary
from landtrack.store.log import head_at
from landtrack.usecases.tables.read_table import plain_rows

if TYPE_CHECKING:
    from datetime import datetime

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View


def read_vocabulary(view: View, entry: int | None = None) -> Vocabulary:
    """Return the rows of the three tables as known at a log entry (None: now); the shipped ones first."""
    return Vocabulary(*(plain_rows(view, table, entry) for table in (
        OfficeTable.KIND, OfficeTable.FORM, OfficeTable.LAND_TYPE
    )))  # fmt: skip


def show_vocabulary(database: Database, scope: Scope, known_at: datetime | None = None) -> Vocabulary:
    """Return the same as known at a moment. The words are public knowledge: for any reader."""
    del scope
    with database.reading() as view:
        return read_vocabulary(view, None if known_at is None else head_at(view.connection, known_at).number)
