"""A workbook as a commune's office keeps it: 200 cases below titles and two rows of headings, 40 of them with a fault.

Everything is fixed, so that each fault is known by its cell. What a clean row says is written here a second time, as
the register must have it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from shapely import Point

from landtrack.domain.case import Occurred, ViolationKind
from landtrack.domain.status import Form, Status
from landtrack.formats.coordinates import from_wgs84, to_wgs84

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

FIRST_ROW, ROWS, FAULTS = 8, 200, 40
SYSTEM = "EPSG:9214"
COLUMNS = (
    "order", "unit", "hamlet", "sheet", "parcel", "land", "kind", "when", "found", "area", "status", "day", "form",
    "part", "decision", "note", "x", "y", "holder",
)  # fmt: skip
LETTERS = dict(zip(COLUMNS, "ABCDEFGHIJKLMNOPQRS", strict=True))
# Unit, and a place in it (longitude, latitude).
UNITS = {
    "Thị trấn Phồn Xương": (106.1268, 21.4671),
    "Xã Tân Sỏi": (106.1650, 21.4427),
    "Xã Đồng Tâm": (106.1462, 21.4797),
    "Thị trấn Bố Hạ": (106.1898, 21.4413),
}
# As it stands in the old font, and what it says.
HAMLETS = {"B¶n Ven": "Bản Ven", "§ång T©m": "Đồng Tâm", "CÇu Gô": "Cầu Gụ", "Tr¹i Hång": "Trại Hồng",
           "§Òn GiÕng": "Đền Giếng"}  # fmt: skip
KINDS = {
    "Lấn đất": ViolationKind.ENCROACHED,
    "lấn, chiếm": ViolationKind.ENCROACHED_OR_OCCUPIED,
    "Sử dụng đất sai mục đích": ViolationKind.WRONG_USE,
    "Xây dựng trên đất nông nghiệp": ViolationKind.BUILT_ON_FARMLAND,
}
LANDS = {"CLN": "CLN", "LUC": "LUC", "ONT+CLN": "ONT+CLN", "ont, cln": "ONT+CLN", "": ""}
TIMES: tuple[tuple[Any, Any], ...] = (
    (date(2013, 3, 15), (date(2013, 3, 15), date(2013, 3, 15))),
    ("15/3/2013", (date(2013, 3, 15), date(2013, 3, 15))),
    ("năm 2008", (date(2008, 1, 1), date(2008, 12, 31))),
    ("trước 2014", (None, date(2013, 12, 31))),
    ("trước 01/7/2014", (None, date(2014, 6, 30))),
    ("6/2020", (date(2020, 6, 1), date(2020, 6, 30))),
    ("2008-2010", (date(2008, 1, 1), date(2010, 12, 31))),
    (2015, (date(2015, 1, 1), date(2015, 12, 31))),
    (None, (None, None)),
)
# What stands under "Diện tích (ha)", and tenths of m².
AREAS = ((0.05, 5000), ("0,125", 12500), (0.0312, 3120), ("0,04 ha", 4000), (1.25, 125000))
RESOLVED, PARTLY, IN_HAND, OPEN = "Đã xử lý dứt điểm", "Xử lý một phần", "Đang xử lý", "Chưa xử lý"
RESTORED = "Khôi phục tình trạng ban đầu"


@dataclass(slots=True)
class GoldenRow:
    """One row: its cells by the names of COLUMNS, and what the register must have of it (None: it is refused)."""

    number: int
    cells: dict[str, Any]
    facts: dict[str, Any] | None
    change: dict[str, Any] | None = None


@dataclass(slots=True)
class Golden:
    """The workbook's rows, and its faults as (cell, code, severity)."""

    rows: list[GoldenRow] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)


def golden() -> Golden:
    """Return the rows and the faults."""
    made = Golden([_clean(place) for place in range(ROWS)])
    for place, (name, value, code, severity, more) in enumerate(_FAULTS):
        row = made.rows[5 * place]
        row.cells |= {name: value(row) if callable(value) else value, **more}
        made.faults.append((f"{LETTERS[name]}{row.number}", code, severity))
        if more.get("status") == OPEN:
            row.change = None
        if severity == "error":
            row.facts = row.change = None
        elif name == "x" and row.facts is not None:
            moved = to_wgs84(Point(row.cells["y"], row.cells["x"]), SYSTEM)
            row.facts["point"] = (moved.x, moved.y)
    return made


def write_golden(path: Path, made: Golden) -> Path:
    """Write the workbook: titles, headings in two rows with merged cells, a row of numbers, cases, sums, signatures."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Biểu 01"
    _write_head(page)
    for row in made.rows:
        for name, value in row.cells.items():
            page[f"{LETTERS[name]}{row.number}"] = value
        if row.number % 71 == 0:
            page.row_dimensions[row.number].hidden = True
    last = FIRST_ROW + ROWS
    page[f"A{last}"] = "Tổng cộng"
    page[f"J{last}"] = 52.7
    page[f"P{last + 2}"] = "Yên Thế, ngày 30 tháng 11 năm 2023"
    page[f"B{last + 3}"] = "NGƯỜI LẬP BIỂU"
    page[f"P{last + 3}"] = "TM. ỦY BAN NHÂN DÂN"
    book.save(path)
    return path


def _write_head(page: Worksheet) -> None:
    page["A1"] = "ỦY BAN NHÂN DÂN HUYỆN YÊN THẾ"
    page["A3"] = "DANH SÁCH CÁC TRƯỜNG HỢP VI PHẠM ĐẤT ĐAI"
    for block in ("A1:F1", "A3:S3", "D5:E5", "K5:O5", "Q5:R5"):
        page.merge_cells(block)
    single = {"A": "STT", "B": "Xã, thị trấn", "C": "Thôn", "F": "Loại đất", "G": "Hành vi vi phạm",
              "H": "Thời điểm vi phạm", "I": "Ngày phát hiện", "J": "Diện tích vi phạm (ha)", "P": "Ghi chú",
              "S": "Chủ sử dụng đất"}  # fmt: skip
    for letter, text in single.items():
        page[f"{letter}5"] = text
        page.merge_cells(f"{letter}5:{letter}6")
    page["D5"], page["K5"], page["Q5"] = "Thửa đất", "Kết quả xử lý", "Tọa độ VN-2000"
    under = {"D": "Tờ bản đồ số", "E": "Thửa đất số", "K": "Tình trạng xử lý", "L": "Ngày hiệu lực",
             "M": "Hình thức xử lý", "N": "Diện tích đã xử lý (ha)", "O": "Số quyết định", "Q": "X (m)",
             "R": "Y (m)"}  # fmt: skip
    for letter, text in under.items():
        page[f"{letter}6"] = text
    for place, letter in enumerate(LETTERS.values(), 1):
        page[f"{letter}7"] = f"({place})"


def _clean(place: int) -> GoldenRow:
    """Return the row at this place (from 0), without a fault."""
    unit, (lon, lat) = _turn(UNITS.items(), place)
    written_hamlet, hamlet = _turn(HAMLETS.items(), place)
    kind, term = _turn(KINDS.items(), place // 2)
    land, code = _turn(LANDS.items(), place)
    (written_time, (earliest, latest)), (written_area, area) = _turn(TIMES, place), _turn(AREAS, place)
    found = date(2021, 1, 5) + timedelta(days=3 * place)
    point = Point(lon + place % 7 * 1e-4, lat + place % 11 * 1e-4)
    east, north = from_wgs84(point, SYSTEM).coords[0]
    status = (OPEN, IN_HAND, RESOLVED, PARTLY)[place % 4]
    happened = _change(status, found + timedelta(days=60), area)
    cells = {
        "order": place + 1, "unit": unit, "hamlet": written_hamlet, "sheet": str(place // 10 + 1),
        "parcel": 100 + place, "land": land or None, "kind": kind, "when": written_time,
        "found": found if place % 3 else f"{found:%d/%m/%Y}", "area": written_area, "status": status,
        "day": None if happened is None else happened["effective_on"],
        "form": RESTORED if status in {RESOLVED, PARTLY} else None,
        "part": area / 2 / 100_000 if status == PARTLY else None,
        "decision": None if happened is None else happened["decision_number"] or None,
        "note": None, "x": round(north, 2), "y": round(east, 2), "holder": f"Người Thứ {place}",
    }  # fmt: skip
    facts = {
        "unit": unit, "hamlet": hamlet, "map_sheet": cells["sheet"], "parcel": str(100 + place), "land_type": code,
        "kind": term, "occurred": Occurred(earliest, latest or found), "found_on": found, "area": area,
        "point": (point.x, point.y),
    }  # fmt: skip
    return GoldenRow(FIRST_ROW + place, cells, facts, happened)


def _change(status: str, day: date, area: int) -> dict[str, Any] | None:
    if status == OPEN:
        return None
    term = {IN_HAND: Status.IN_HAND, RESOLVED: Status.RESOLVED, PARTLY: Status.PARTLY_RESOLVED}[status]
    return {
        "status": term,
        "effective_on": day,
        "form": None if term is Status.IN_HAND else Form.RESTORED,
        "resolved_area": area // 2 if status == PARTLY else None,
        "decision_number": "" if term is Status.IN_HAND else "12/QĐ-XPVPHC",
    }


def _turn(values: Any, place: int) -> Any:
    kept = list(values)
    return kept[place % len(kept)]


def _swapped(row: GoldenRow) -> float:
    x, y = row.cells["x"], row.cells["y"]
    row.cells["y"] = x
    return float(y)


def _early(row: GoldenRow) -> date:
    row.cells |= {"status": IN_HAND, "form": None, "part": None, "decision": None}
    found: date = (row.facts or {})["found_on"]
    return found - timedelta(days=1)


_DONE = {"status": RESOLVED, "form": RESTORED, "day": date(2023, 6, 1), "part": None, "decision": None}
_OPEN = {"status": OPEN, "form": None, "day": None, "part": None, "decision": None}

# Which cell, what stands there instead, the code and severity, and other cells that must fit. In every fifth row.
_FAULTS: tuple[tuple[str, Any, str, str, dict[str, Any]], ...] = (
    ("area", "#REF!", "cell.error_value", "error", {}),
    ("area", "#DIV/0!", "cell.error_value", "error", {}),
    ("area", "nhiều", "cell.number_malformed", "error", {}),
    ("area", "khoảng 3 sào", "cell.number_malformed", "error", {}),
    ("area", None, "import.cell_missing", "error", _OPEN),
    ("area", -0.5, "cell.area_impossible", "error", _OPEN),
    ("land", "XYZ", "cell.land_type_unknown", "error", {}),
    ("land", "đất lạ", "cell.land_type_unknown", "error", {}),
    ("kind", "bay lượn", "cell.word_unknown", "error", {}),
    ("kind", "???", "cell.word_unknown", "error", {}),
    ("kind", None, "import.cell_missing", "error", {}),
    ("kind", "#N/A", "cell.error_value", "error", {}),
    ("found", "31/2/2021", "cell.day_impossible", "error", {}),
    ("found", "hôm qua", "cell.day_malformed", "error", {}),
    ("found", date(2027, 5, 1), "case.found_in_future", "error", _OPEN),
    ("found", None, "import.cell_missing", "error", {}),
    ("when", date(2025, 1, 1), "case.occurred_after_found", "error", {}),
    ("when", "hồi xưa", "cell.day_malformed", "error", {}),
    ("when", "2014-2010", "cell.range_reversed", "error", {}),
    ("unit", "Xã Không Có", "import.unit_unknown", "error", {}),
    ("unit", "Huyện Yên Thế", "import.unit_unknown", "error", {}),
    ("unit", None, "import.cell_missing", "error", {}),
    ("status", "xong rồi nhé", "cell.word_unknown", "error", {}),
    ("day", None, "import.status_day_missing", "error", {**_DONE, "day": None}),
    ("form", None, "change.form_missing", "error", {**_DONE, "form": None}),
    ("day", _early, "change.before_found", "error", {}),
    ("day", date(2027, 1, 1), "change.in_future", "error", {**_DONE, "day": date(2027, 1, 1)}),
    ("form", RESTORED, "change.form_unwanted", "error", {**_OPEN, "status": IN_HAND, "day": date(2023, 6, 1),
                                                         "form": RESTORED}),
    ("part", None, "change.area_missing", "error", {**_DONE, "status": PARTLY}),
    ("part", 99, "change.area_too_large", "error", {**_DONE, "status": PARTLY, "part": 99}),
    ("part", 0.001, "import.resolved_part", "error", {**_DONE, "part": 0.001}),
    ("day", "32/13/2022", "cell.day_impossible", "error", {**_DONE, "day": "32/13/2022"}),
    ("x", _swapped, "import.shape_swapped", "error", {}),
    ("x", _swapped, "import.shape_swapped", "error", {}),
    ("x", "abc", "cell.coordinate_malformed", "error", {}),
    ("y", "#VALUE!", "cell.error_value", "error", {}),
    ("parcel", 184, "import.same_row", "warning", {"sheet": "9"}),
    ("parcel", 345, "import.same_case", "warning", {"sheet": "45"}),
    ("x", 2_391_000, "import.outside_unit", "warning", {}),
    ("decision", "12/QĐ", "import.open_keeps_nothing", "warning", {**_OPEN, "decision": "12/QĐ"}),
)  # fmt: skip
