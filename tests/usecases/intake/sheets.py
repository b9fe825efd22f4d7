"""Small workbooks as an office would bring them, and importing them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.intake.import_cases import import_cases
from landtrack.usecases.intake.import_choices import NO_CHOICES

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.intake.outcome import ImportReport
    from landtrack.store.database import Database

HEADINGS = {
    "code": "Mã vụ việc",
    "version": "Phiên bản",
    "unit": "Xã",
    "hamlet": "Thôn",
    "sheet": "Tờ bản đồ số",
    "parcel": "Thửa đất số",
    "land": "Loại đất",
    "kind": "Hành vi vi phạm",
    "when": "Thời điểm vi phạm",
    "found": "Ngày phát hiện",
    "area": "Diện tích vi phạm (m2)",
    "status": "Tình trạng xử lý",
    "day": "Ngày hiệu lực",
    "form": "Hình thức xử lý",
    "part": "Diện tích đã xử lý (m2)",
    "decision": "Số quyết định",
    "note": "Ghi chú",
    "holder": "Chủ sử dụng đất",
    "holder_id": "Số CCCD",
    "shape": "Tọa độ các điểm góc",
}
"""What the tests call a column, and what an office writes over it."""
OWN, NEIGHBOUR = "Thị trấn Phồn Xương", "Xã Tân Sỏi"
RESOLVED, RESTORED = "Đã xử lý dứt điểm", "Khôi phục tình trạng ban đầu"


def cells(**named: Any) -> dict[str, Any]:
    """Return values by heading."""
    return {HEADINGS[name]: value for name, value in named.items()}


def row(**changed: Any) -> dict[str, Any]:
    """Return a plausible row of a new case in Phồn Xương."""
    plain = {
        "unit": OWN,
        "hamlet": "Bản Ven",
        "sheet": "12",
        "parcel": "345",
        "land": "CLN",
        "kind": "Lấn đất",
        "when": "năm 2012",
        "found": date(2021, 5, 4),
        "area": 500,
        "status": "Chưa xử lý",
        "day": None,
        "form": None,
    }
    return cells(**{**plain, **changed})


def done(day: date = date(2024, 2, 1)) -> dict[str, Any]:
    """Return the cells that say that a case is resolved for good."""
    return cells(status=RESOLVED, day=day, form=RESTORED)


def workbook(path: Path, *rows: dict[str, Any], title: str = "Biểu 1") -> Path:
    """Write the rows below their headings, those of all rows in the order in which they come first."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    headings = list(dict.fromkeys(name for one in rows for name in one))
    page.append(headings)
    for one in rows:
        page.append([one.get(name) for name in headings])
    book.save(path)
    return path


def bring(register: Database, path: Path, scope: Any = SYSTEM_SCOPE, **options: Any) -> ImportReport:
    """Import a file with the defaults of a run."""
    choices = options.pop("choices", NO_CHOICES)
    return import_cases(register, scope, path, None, choices, **{"dry_run": False, **options})


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """Return how many rows were added, changed, unchanged and refused."""
    return report.added, report.changed, report.unchanged, report.refused


def problems(report: ImportReport, severity: str = "error") -> list[tuple[str, str]]:
    """Return (cell, code) of the problems of one severity."""
    return [(one.cell, one.code) for one in report.problems if one.severity == severity]
