"""The chair's sheet as Word and as PDF: one page, more where much is overdue, and what it says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from landtrack.documents.template_values import Rows
from landtrack.documents.unit_sheet_docx import unit_sheet_docx
from landtrack.documents.unit_sheet_pdf import unit_sheet_pdf
from landtrack.documents.unit_sheet_values import unit_sheet_values
from landtrack.domain.deadlines.deadline_rule import Duty
from landtrack.domain.deadlines.due import DueCounts
from landtrack.domain.errors import Refusal
from landtrack.messages import catalogue
from tests.documents.contents import OFFICE, SVG, empty_sheet, overdue, template, unit_sheet, units
from tests.documents.reading import pages, word_text

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.report.contents import UnitSheetContents

VI = catalogue("vi")


def word(contents: UnitSheetContents) -> str:
    return word_text(unit_sheet_docx(contents, VI, template("unit_sheet.docx")))


def pdf(contents: UnitSheetContents, small_map: str | None = SVG, language: str = "vi") -> bytes:
    return unit_sheet_pdf(contents, catalogue(language), template("unit_sheet.typ"), small_map=small_map)


def test_it_says_how_far_the_unit_is():
    text = word(unit_sheet())
    assert "Xã Đồng Tiến (07243)" in text
    assert "Trên địa bàn xã Đồng Tiến có 237 trường hợp vi phạm, diện tích 19,08 ha." in text
    assert "Tổng cộng | 237 | 19,08 | 211 | 16,23 | 89,03 % | 85,07 % | 8 | 18" in text
    assert "{" not in text


def test_movements_lead_with_their_signs_from_the_opening_to_the_closing():
    rows = [line for line in word(unit_sheet()).splitlines() if line.count(" | ") == 6][1:]
    assert rows == [
        "Đầu kỳ: ngày 31/10/2023 | 228 | 18,07 | 201 | 15,02 | 11 | 16",
        "Nhập bổ sung | +1 | +0,12 | 0 | 0,00 | 0 | +1",
        "Sửa diện tích | 0 | −0,02 | 0 | 0,00 | 0 | 0",
        "Mới phát hiện | +8 | +0,91 | 0 | 0,00 | 0 | +8",
        "Đã xử lý dứt điểm | 0 | 0,00 | +11 | +1,31 | −3 | −8",
        "Mở lại (tái vi phạm) | 0 | 0,00 | −1 | −0,09 | 0 | +1",
        "Cuối kỳ: ngày 30/11/2023 | 237 | 19,08 | 211 | 16,23 | 8 | 18",
    ]


def test_what_is_overdue_and_what_is_only_due_are_told_apart():
    unit = units()[0]
    late, due = overdue(2, unit)
    soon = replace(due, days_late=-4, legal_basis="")
    counts = DueCounts(overdue=1, soon=1, later=5, ended=38, unknown=2)
    values = unit_sheet_values(unit_sheet(overdue=(late, soon), due=counts), VI)
    rows = values["qua_han"]
    assert isinstance(rows, Rows)
    assert [row["qua_han"] for row in rows] == ["60", "còn 4"]
    assert (values["so_den_han"], values["so_qua_han"], values["so_sap_den_han"]) == ("02", "01", "01")
    assert (values["so_het_thoi_hieu"], values["so_chua_ro_han"]) == ("38", "02")
    rules = values["can_cu"]
    assert isinstance(rules, Rows)
    assert rules.lines == (("Ra quyết định xử phạt", "Điều 66 Luật Xử lý vi phạm hành chính"),)


def test_what_ended_in_a_form_that_does_not_count_is_named_where_there_is_any():
    due = DueCounts(overdue=7, later=4, ended=38, unknown=2)
    plain, some, more = (unit_sheet(due=replace(due, settled=count)) for count in (0, 3, 4))
    assert "Chưa xác định được hạn: 02 · Kết thúc, không tính: 03." in word(some)
    assert "không tính: " not in word(plain)
    assert len({pdf(plain), pdf(some), pdf(more)}) == 3
    assert pages(pdf(some)) == pages(pdf(plain))


def test_a_unit_without_cases_has_a_sheet():
    text = word(empty_sheet())
    assert "có 0 trường hợp vi phạm" in text
    assert "Tổng cộng | 0 | 0,00 | 0 | 0,00 | – | – | 0 | 0" in text
    assert "Không có việc đến hạn hoặc quá hạn." in text
    assert pages(pdf(empty_sheet())) == 1


def test_the_pdf_is_one_page_and_goes_on_where_much_is_overdue():
    assert pages(pdf(unit_sheet())) == 1
    assert pages(pdf(unit_sheet(24))) == 1
    assert pages(pdf(unit_sheet(60))) == 2
    assert 5 <= pages(pdf(unit_sheet(500))) <= 6
    assert pages(pdf(unit_sheet(7), None)) == 1
    assert pages(pdf(unit_sheet(), language="en")) == 1


def test_hundreds_of_overdue_cases_are_all_in_the_word_file():
    text = word(unit_sheet(500))
    rows = [line for line in text.splitlines() if line.count(" | ") == 5]
    assert len(rows) == 502
    assert rows[-1].startswith("500 | YT-2023-00499 | Bản Ven | ")
    assert "landtrack due" not in text


def test_a_list_cut_off_says_how_many_more_there_are_and_where():
    text = word(unit_sheet(500, due=DueCounts(overdue=3_000, soon=4, later=9, ended=1)))
    assert "Quá hạn: 3.000 · Sắp đến hạn: 04 · Đã hết thời hiệu: 01 · Chưa xác định được hạn: 0." in text
    assert "chỉ nêu 500 vụ có hạn sớm nhất; còn 2.504 vụ" in text
    assert "landtrack due --unit 07243 --as-of 2023-11-30 --all" in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_pdf_of_a_list_cut_off_is_no_longer_than_that_of_a_whole_one(language: str):
    cut = unit_sheet(500, due=DueCounts(overdue=3_000, soon=4, later=9, ended=1))
    assert pages(pdf(cut, language=language)) == pages(pdf(unit_sheet(500), language=language))
    assert pdf(cut, language=language) != pdf(unit_sheet(500), language=language)


def test_what_has_to_be_done_stands_together_the_oldest_first():
    unit = units()[0]
    lines = overdue(4, unit)
    mixed = (lines[0], replace(lines[1], what=Duty.MINUTES), lines[2], replace(lines[3], what=Duty.MINUTES))
    rows = unit_sheet_values(unit_sheet(overdue=mixed), VI)["qua_han"]
    assert isinstance(rows, Rows)
    assert [(row["stt"], str(row["ma"])[-1:]) for row in rows] == [("1", "0"), ("2", "2"), ("3", "1"), ("4", "3")]


@pytest.mark.parametrize("name", ["Rất " * 50, "Dài" * 66, "[#panic()] $x$ {{ ten }} \\ <b>&", "a\x00b\x1f"])
def test_a_name_is_text_however_long_and_whatever_it_holds(name: str):
    contents = empty_sheet(name)
    late = overdue(1, contents.unit, hamlet=name, code="X" * 40, parcel="123456789012")
    contents = replace(contents, overdue=late, office=replace(OFFICE, agency=name))
    assert pages(pdf(contents)) == 1
    assert name.replace("\x00", "").replace("\x1f", "") in word(contents)


def test_a_map_that_is_none_and_a_layout_that_is_not_there_are_refused(tmp_path: Path):
    with pytest.raises(Refusal) as refused:
        pdf(unit_sheet(), "<svg")
    assert refused.value.code == "template.layout"
    with pytest.raises(Refusal) as refused:
        unit_sheet_pdf(unit_sheet(), VI, tmp_path / "unit_sheet.typ")
    assert refused.value.code == "file.missing"


def test_an_own_template_is_used(tmp_path: Path):
    own = tmp_path / "unit_sheet.docx"
    own.write_bytes(b"no template")
    with pytest.raises(Refusal) as refused:
        unit_sheet_docx(unit_sheet(), VI, own)
    assert refused.value.code == "template.not_word"
