"""The demo's campaign and its target, as the district's report of 2023 has them; their first day is invented."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from landtrack.domain.office.office_registry import parse_row
from landtrack.domain.office.office_table import OfficeTable, plain_row
from landtrack.domain.question import VIETNAM
from landtrack.store.office_rows import record_office_row

if TYPE_CHECKING:
    from landtrack.store.database import Transaction

ANNOUNCED = datetime(2023, 10, 2, 7, 45, tzinfo=VIETNAM)
ADMIN = "quantri"
_PERIOD = {"since": "2023-10-02", "due": "2023-12-31"}
_ROWS = (
    (
        OfficeTable.CAMPAIGN,
        "cao-diem-2023",
        {
            "name": "Đợt cao điểm xử lý các vi phạm về đất đai",
            "legal_basis": "Chỉ thị số 19-CT/TU và Kết luận số 120-KL/TU của BTV Tỉnh ủy",
        },
    ),
    (
        OfficeTable.TARGET,
        "truoc-2014",
        {
            "name": "Xử lý dứt điểm các trường hợp vi phạm trước ngày 01/7/2014",
            "measure": "cases",
            "kind": "rate",
            "value": "90",
            "over": "yes",
            "band": "before",
            "legal_basis": "Báo cáo của huyện Yên Thế trình HĐND huyện, tháng 12/2023, chú thích 4",
            "campaign": "cao-diem-2023",
        },
    ),
)


def announce(tx: Transaction) -> None:
    """Record the campaign, then its target, as the administrator of the tables does."""
    for table, key, texts in _ROWS:
        record_office_row(tx, table, key, plain_row(parse_row(table, key, {**_PERIOD, **texts})))
