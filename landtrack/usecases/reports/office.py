"""The office whose name stands at the head of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.office.office_head import OFFICE_KEY
from landtrack.domain.office.office_table import OfficeTable
from landtrack.usecases.tables.read_table import plain_rows

if TYPE_CHECKING:
    from landtrack.domain.office.office_head import OfficeHead
    from landtrack.domain.report.contents import Office
    from landtrack.store.database import View


def read_office(view: View, entry: int) -> Office:
    """Return the office as its table has it, as known at a log entry."""
    head: OfficeHead = plain_rows(view, OfficeTable.OFFICE, entry)[OFFICE_KEY]
    return head.office
