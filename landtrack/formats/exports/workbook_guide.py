"""The sheet that says how to use the workbook, in the language of those who fill it in."""

from __future__ import annotations

import json
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING, Any

from landtrack.formats.exports.workbook_columns import columns
from landtrack.messages import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet

    from landtrack.formats.case_tables import Setting

GUIDE = "Hướng dẫn"
LINE, TITLE_LINE = 15, 24
LETTERS = 100
"""Heights of a line in points, and the letters that surely fit into one: LibreOffice does not stretch the rows."""
STEPS = (
    "Mỗi dòng của trang “Vụ việc” là một vụ việc. Sửa trực tiếp vào ô; ô trống nghĩa là không có thông tin.",
    "Cột “Mã vụ việc” và “Phiên bản” của các dòng có sẵn được khóa (không mật khẩu); đừng sửa, phần mềm cần để so.",
    "Thêm vụ việc mới ở các dòng trống bên dưới: để trống “Phiên bản”; “Mã vụ việc” trống thì phần mềm đặt mã.",
    "Xóa một dòng không xóa vụ việc: dòng không có trong tệp thì vụ việc được giữ nguyên.",
    "Cột có danh sách: chọn trong danh sách. Loại đất ghép ghi bằng dấu cộng, ví dụ ONT+CLN.",
    "Ngày ghi theo dạng ngày/tháng/năm. Diện tích ghi bằng m², có thể có một chữ số thập phân.",
    "Hình thể (ranh giới thửa) không có trong tệp này. Khi nhập lại, hình thể trong sổ được giữ nguyên.",
    "Nhập lại bằng trang “Nhập dữ liệu” hoặc lệnh “landtrack import”: phần mềm cho xem trước từng thay đổi.",
    "Mỗi ô được so ba bên (lúc xuất, hiện nay, trong tệp); chỉ những gì không mâu thuẫn mới được ghi.",
)
DEFINITIONS = (
    ("Một phần thửa", "“Có” nếu vi phạm chỉ trên một phần của thửa đất, “Không” nếu trên cả thửa."),
    ("Thời điểm vi phạm từ, đến", "Khoảng thời gian xảy ra vi phạm; trống cột “từ” nếu không rõ."),
    ("Tình trạng", "Tình trạng xử lý có hiệu lực tại ngày xuất."),
    ("Ngày hiệu lực", "Ngày tình trạng đó có hiệu lực (không phải ngày nhập)."),
    (
        "Diện tích đã xử lý (m²)",
        "Chỉ sửa khi xử lý một phần; đã xử lý dứt điểm thì là toàn bộ diện tích.",
    ),
    ("Lý do loại trừ", "Chỉ ghi khi chọn tình trạng “Loại trừ”: vụ việc đó không tính vào số liệu nào."),
    ("Xã cũ của thửa", "Xã của tờ bản đồ, khi số tờ, số thửa thuộc xã trước khi sáp nhập."),
    ("Phiên bản", "Bút toán cuối cùng của vụ việc trong nhật ký lúc xuất."),
)


def write_guide(book: Any, sheet: Worksheet, setting: Setting) -> None:
    """Write what the file is, how to use it, and what its columns mean."""
    title = book.add_format({"bold": True, "font_size": 14, "valign": "vcenter"})
    bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    row = 0
    for row, (name, words) in enumerate(_lines(setting)):
        sheet.set_row(row, TITLE_LINE if words is None else LINE * ceil(len(words) / LETTERS))
        if words is None:
            sheet.write_string(row, 0, name, title)
        else:
            sheet.write_string(row, 0, name, bold)
            sheet.write_string(row, 1, words, text)
    sheet.print_area(0, 0, row, 1)


def _lines(setting: Setting) -> Iterator[tuple[str, str | None]]:
    """Give the lines: two cells, or a title."""
    yield "Danh sách vụ việc vi phạm đất đai", None
    yield from _of_the_file(setting)
    yield "Cách dùng", None
    for number, step in enumerate(STEPS, start=1):
        yield f"{number}.", step
    yield "Ý nghĩa các cột", None
    said = dict(DEFINITIONS)
    for column in columns(identities=setting.identities):
        if column.heading not in said:
            yield column.heading, column.field.vietnamese
    yield from DEFINITIONS


def _of_the_file(setting: Setting) -> Iterator[tuple[str, str]]:
    """Give what the manifest says: as of when, known when, in which units, the head of the log, the figures."""
    say, manifest = catalogue("vi"), json.loads(setting.manifest)
    total = manifest["total"]
    yield "Số liệu tính đến ngày", say.day(date.fromisoformat(manifest["as_of"]))
    yield "Theo những gì đã ghi đến", say.moment(datetime.fromisoformat(manifest["known_at"]))
    yield "Đơn vị hành chính của ngày", say.day(date.fromisoformat(manifest["frame"]))
    yield "Đầu nhật ký", manifest["head"]
    yield "Số vụ việc", say.number(total["cases"])
    yield "Tổng diện tích (ha)", total["area_ha"].replace(".", ",")
    if "selection" in manifest or manifest["unit"]:
        yield "Phạm vi", "Chỉ một phần các vụ việc được chọn để xuất; xem trang “landtrack” (ẩn)."
    if setting.identities:
        yield "Thông tin cá nhân", "Tệp có thông tin cá nhân của người vi phạm: chỉ dùng đúng mục đích đã nêu khi xuất."
