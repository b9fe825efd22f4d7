"""Which office heads the demo's reports: the district until it ended, then a commune that gathers for the five.

Who really does so is not known; the row is invented, like the cases. What was known before keeps the old head.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from landtrack.domain.office.office_head import OFFICE_KEY
from landtrack.domain.office.office_registry import parse_row
from landtrack.domain.office.office_table import OfficeTable, plain_row
from landtrack.domain.question import VIETNAM
from landtrack.store.office_rows import record_office_row

if TYPE_CHECKING:
    from landtrack.store.database import Transaction

FOUNDED = datetime(2025, 7, 1, 7, 45, tzinfo=VIETNAM)
"""The district ends, the five communes begin (NQ 1658/NQ-UBTVQH15)."""
RENAMED = datetime(2026, 9, 21, 7, 45, tzinfo=VIETNAM)
"""The first working day after the province became a city (NQ 39/2026/QH16)."""
_HEAD = {
    "agency": "ỦY BAN NHÂN DÂN XÃ YÊN THẾ",
    "place": "Yên Thế",
    "area": "các xã, phường thuộc huyện Yên Thế cũ",
    "recipients": "",
    "signer": "CHỦ TỊCH",
}


def found_office(tx: Transaction) -> None:
    """Record the head that follows the district's, as the administrator of the tables does."""
    _record(tx, "TỈNH BẮC NINH")


def rename_superior(tx: Transaction) -> None:
    """Record the new name of what is above it."""
    _record(tx, "THÀNH PHỐ BẮC NINH")


def _record(tx: Transaction, superior: str) -> None:
    row = parse_row(OfficeTable.OFFICE, OFFICE_KEY, {**_HEAD, "superior": superior})
    record_office_row(tx, OfficeTable.OFFICE, OFFICE_KEY, plain_row(row))
