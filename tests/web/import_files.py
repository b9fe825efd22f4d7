"""Workbooks as offices send them, and a visitor's way through the import page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from werkzeug.test import TestResponse

    from tests.web.register import Visitor

HEADINGS = (
    "STT", "Xã", "Thôn, bản", "Tờ bản đồ số", "Thửa đất số", "Loại đất", "Hành vi vi phạm", "Thời điểm vi phạm",
    "Diện tích vi phạm (m2)", "Ngày phát hiện", "Tình trạng xử lý", "Ghi chú",
)  # fmt: skip
HEADING_ROW = 3
FOUND = date(2021, 5, 4)


def line(number: int, **changed: Any) -> list[Any]:
    """Return a row of a case in Yên Thế that nothing is wrong with; change it by the names of its cells below."""
    plain = {
        "number": number,
        "unit": "Xã Yên Thế",
        "hamlet": "Bản Ven",
        "sheet": "45",
        "parcel": str(7000 + number),
        "land": "CLN",
        "kind": "Lấn, chiếm đất",
        "occurred": "năm 2012",
        "area": 500 + number,
        "found": FOUND,
        "status": "Chưa xử lý",
        "note": None,
    }
    return list({**plain, **changed}.values())


def workbook(rows: Iterable[Sequence[Any]], headings: Sequence[str] = HEADINGS, *, title: str = "Biểu 02") -> bytes:
    """Return a workbook with a title above the headings in row 3, and the rows from row 4 on."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet["A1"] = "DANH SÁCH CÁC TRƯỜNG HỢP VI PHẠM ĐẤT ĐAI"
    for place, heading in enumerate(headings, start=1):
        sheet.cell(HEADING_ROW, place, heading)
    for number, row in enumerate(rows, start=HEADING_ROW + 1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type = "s"  # also what begins with "="
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def send(who: Visitor, body: bytes, name: str = "Danh sách.xlsx", **headers: str) -> TestResponse:
    """Send a file to the import page."""
    form = {"csrf_token": who.token, "file": (BytesIO(body), name)}
    answer: TestResponse = who.client.post("/import", data=form, headers=headers, buffered=True)
    return answer


@dataclass(frozen=True)
class Import:
    """An upload of a visitor, by its address."""

    who: Visitor
    address: str

    @classmethod
    def of(cls, who: Visitor, body: bytes, name: str = "Danh sách.xlsx") -> Import:
        answer = send(who, body, name)
        assert answer.status_code == 303, answer.text
        return cls(who, answer.location)

    def get(self, step: str = "") -> TestResponse:
        return self.who.get(self.address + step)

    def choose(self, **choices: Any) -> TestResponse:
        """Send the form of the first step as the page shows it, but for the choices."""
        return self.who.form(self.address, **{**form_values(self.get().text), **choices})

    def run(self, **fields: str) -> TestResponse:
        return self.who.form(self.address + "/run", **fields)


def form_values(html: str) -> dict[str, str]:
    """Return what the form of the first step would send untouched."""
    form = html.partition("data-wait")[2].partition("</form>")[0]
    values: dict[str, str] = {}
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        values[name] = chosen[0] if chosen else re.findall(r'<option value="([^"]*)"', options)[0]
    for tag in re.findall(r"<input[^>]*>", form):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if found.get("type") in {"checkbox", "radio"} and " checked" not in tag:
            continue
        if found["name"] != "csrf_token":
            values[found["name"]] = found.get("value", "")
    return values


def figures_of(html: str) -> list[int]:
    """Return the four counters of a page: added, changed, unchanged, refused."""
    return [int(text.replace(",", "")) for text in re.findall(r'<dd class="number">([\d,]+)</dd>', html)]
