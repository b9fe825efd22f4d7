"""The workbook as the one who fills it in gets it: what is protected, what is offered, and nothing that runs."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from landtrack.domain.case import LAND_TYPES
from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.status import Status
from landtrack.formats.case_tables import Layer
from landtrack.formats.exports.workbook_reading import codes_in_workbook, manifest_in_workbook
from landtrack.formats.intake.open_source import open_source
from landtrack.formats.shipped_vocabulary import shipped_vocabulary
from landtrack.messages import catalogue
from tests.formats.exports.generated import simple, written

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = [
    "Mã vụ việc", "Phiên bản", "Đơn vị", "Thôn", "Tờ bản đồ", "Thửa đất", "Một phần thửa", "Xã cũ của thửa", "Loại đất",
    "Hành vi", "Thời điểm vi phạm từ", "Thời điểm vi phạm đến", "Ngày phát hiện", "Diện tích (m²)", "Tình trạng",
    "Ngày hiệu lực", "Hình thức xử lý", "Diện tích đã xử lý (m²)", "Lý do loại trừ", "Số quyết định", "Ghi chú",
]  # fmt: skip
HOSTILE = {
    "THON": "=HYPERLINK(1)", "SO_TO": "-12", "SO_THUA": "007", "GHI_CHU": "+1\n@x", "SO_QD": "_x0041_ <b>",
    "LOAI_DAT": "1e5",
}  # fmt: skip


def made(folder: Path, **changed: Any) -> Path:
    written(simple(**changed), "workbook", folder)
    return folder / "files" / "vu_viec.xlsx"


def test_headings_and_values_are_those_of_the_office(tmp_path: Path) -> None:
    path = made(
        tmp_path, MA_XA="07288", TEN_XA="Xã Yên Thế", MA_XA_BD="07261", TEN_XA_BD="Xã Tam Hiệp", DT_M2=12_345,
        NGAY_PH=date(2021, 5, 4), NGAY_VP2=date(1899, 5, 4), MOT_PHAN=1, **HOSTILE,
    )  # fmt: skip
    sheet = openpyxl.load_workbook(path)["Vụ việc"]
    head, first, *_ = sheet.iter_rows()
    assert [cell.value for cell in head] == HEADINGS
    row = dict(zip(HEADINGS, first, strict=True))
    assert row["Đơn vị"].value == "Xã Yên Thế (07288)"
    assert row["Xã cũ của thửa"].value == "Xã Tam Hiệp (07261)"
    assert (row["Một phần thửa"].value, row["Phiên bản"].value) == ("Có", 1)
    assert (row["Hành vi"].value, row["Tình trạng"].value) == ("Vi phạm khác", "Chưa xử lý")
    assert row["Diện tích (m²)"].value == 1234.5
    assert row["Diện tích đã xử lý (m²)"].value is None
    assert row["Ngày phát hiện"].value == datetime(2021, 5, 4)  # noqa: DTZ001 - a cell has no time zone
    assert (row["Ngày phát hiện"].is_date, row["Ngày phát hiện"].number_format) == (True, "dd/mm/yyyy")
    # Spreadsheet programs do not agree on days of the nineteenth century.
    assert row["Thời điểm vi phạm đến"].value == "04/05/1899"
    assert row["Hình thức xử lý"].value is None


def test_texts_are_texts_and_no_formula_is_in_the_file(tmp_path: Path) -> None:
    path = made(tmp_path, **HOSTILE)
    sheet = openpyxl.load_workbook(path)["Vụ việc"]
    row = dict(zip(HEADINGS, next(sheet.iter_rows(min_row=2)), strict=True))
    texts = {"Thôn": "=HYPERLINK(1)", "Tờ bản đồ": "-12", "Thửa đất": "007", "Ghi chú": "+1\n@x"}
    for heading, text in texts.items():
        assert (row[heading].value, row[heading].data_type, row[heading].number_format) == (text, "s", "@")
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b"<f>" not in content
            assert b"<hyperlink" not in content
            assert b"TargetMode" not in content
    # As the import reads it: the very same texts.
    values = open_source(path).table("Vụ việc").rows[1].values
    assert (values[3], values[4], values[5], values[19]) == ("=HYPERLINK(1)", "-12", "007", "_x0041_ <b>")


def test_code_and_version_are_locked_and_the_rest_is_not(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(made(tmp_path))["Vụ việc"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for row in (2, 3, 4):
        assert [cell.protection.locked for cell in sheet[row][:2]] == [True, True]
        assert not any(cell.protection.locked for cell in sheet[row][2:] if cell.value is not None)
    # Below, where new cases are typed, all but the version.
    below = [sheet.column_dimensions[letter].protection.locked for letter in ("A", "B", "C", "U")]
    assert below == [False, True, False, False]


def test_lists_are_offered_in_every_row(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path))
    sheet, say = book["Vụ việc"], catalogue("vi")
    offered: dict[str, list[str]] = {}
    for rule in sheet.data_validations.dataValidation:
        column = str(rule.sqref).split(":")[0].rstrip("0123456789")
        assert str(rule.sqref) == f"{column}2:{column}1048576"
        heading = sheet[f"{column}1"].value
        if rule.type == "list":
            place = rule.formula1.split("!")[1].replace("$", "")
            offered[heading] = [cell.value for (cell,) in book["Danh mục"][place]]
        else:
            assert (heading, rule.type) in {
                ("Thời điểm vi phạm từ", "date"), ("Thời điểm vi phạm đến", "date"), ("Ngày phát hiện", "date"),
                ("Ngày hiệu lực", "date"), ("Diện tích (m²)", "decimal"), ("Diện tích đã xử lý (m²)", "decimal"),
            }  # fmt: skip
    assert offered["Hành vi"] == list(shipped_vocabulary().names(OfficeTable.KIND, "vi").values())
    assert offered["Tình trạng"] == [say.label(status) for status in Status]
    assert offered["Loại đất"] == sorted(LAND_TYPES)
    assert offered["Đơn vị"] == ["Xã Yên Thế (07288)"]
    assert offered["Một phần thửa"] == ["Có", "Không"]
    assert set(offered) == {
        "Đơn vị", "Loại đất", "Hành vi", "Tình trạng", "Hình thức xử lý", "Lý do loại trừ", "Một phần thửa",
    }  # fmt: skip


def test_it_is_set_up_for_screen_and_paper(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Vụ việc", "visible"), ("Hướng dẫn", "visible"), ("Danh mục", "hidden"), ("Bảng mã", "hidden"),
        ("landtrack", "hidden"),
    ]  # fmt: skip
    sheet = book["Vụ việc"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:U4")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # Two pages wide, on one the letters of all columns could not be read, and as many long as it takes.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.print_title_rows) == (2, 0, "$1:$1")


def test_the_guide_says_what_the_file_is(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path))
    lines = [[cell for cell in row if cell] for row in book["Hướng dẫn"].iter_rows(values_only=True)]
    assert ["Số liệu tính đến ngày", "30/11/2023"] in lines
    assert ["Đầu nhật ký", "18-f55ea271157a"] in lines
    said = " ".join(str(cell) for line in lines for cell in line)
    assert "Hình thể (ranh giới thửa) không có trong tệp này" in said
    assert all(heading in said for heading in HEADINGS)


def test_an_empty_workbook_can_be_filled_in(tmp_path: Path) -> None:
    written({layer: [] for layer in Layer}, "workbook", tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "files" / "vu_viec.xlsx")["Vụ việc"]
    assert [cell.value for cell in sheet[1]] == HEADINGS
    assert sheet.max_row == 1


def test_another_workbook_is_none_of_ours(tmp_path: Path) -> None:
    other, broken = tmp_path / "other.xlsx", tmp_path / "broken.xlsx"
    openpyxl.Workbook().save(other)
    broken.write_bytes(other.read_bytes()[:-100])
    for path, code in ((other, "check.no_manifest"), (broken, "check.not_ours")):
        for read in (manifest_in_workbook, codes_in_workbook):
            with pytest.raises(Refusal) as refused:
                read(path)
            assert refused.value.code == code
