"""Which forms of resolution count, read from the office's rows of forms: from the beginning all of them do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.domain.counting import Counting, counting_of
from landtrack.domain.office.office_cells import RowCells
from landtrack.domain.office.office_table import OfficeTable
from landtrack.store.schema import office_row

if TYPE_CHECKING:
    from landtrack.store.database import View


def read_counting(view: View) -> Counting:
    """Return every turn in what counts that was ever recorded.

    The rows that come with the program all count (a test holds them to it), so nothing of them is needed here.
    """
    query = select(office_row).where(office_row.c.table_name == OfficeTable.FORM.value).order_by(office_row.c.entry)
    return counting_of(
        (row.entry, row.key, row.removed or RowCells(OfficeTable.FORM, row.key, json.loads(row.content)).flag("counts"))
        for row in view.connection.execute(query)
    )
