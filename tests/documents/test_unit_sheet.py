"""The chair's sheet as Word and as PDF: one page, more where much is overdue, and what it says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from landtrack.documents.template_values import Rows
from landtrack.documents.unit_sheet_docx import unit_sheet_docx
from landtrack.documents.unit_sheet_pdf import unit_sheet_pdf
from landtrack.documents.unit_sheet_values import unit_sheet_values
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
    values = unit_sheet_values(unit_sheet(overdue=(late, replace(due, days_late=-4, legal_basis=""))), VI)
    rows = values["qua_han"]
    assert isinstance(rows, Rows)
    assert [row["qua_han"] for row in rows] == ["60", "còn 4"]
    assert (values["so_den_han"], values["so_qua_han"]) == ("02", "01")
    rules = values["can_cu"]
    assert isinstance(rules, Rows)
    assert rules.lines == (("Ra quyết định xử phạt", "Điều 66 Luật Xử lý vi phạm hành chính"),)


def test_a_unit_without_cases_has_a_sheet():
    text = word(empty_sheet())
    assert "có 0 trường hợp vi phạm" in text
    assert "Tổng cộng | 0 | 0,00 | 0 | 0,00 | – | – | 0 | 0" in text
    assert "Không có việc đến hạn hoặc quá hạn." in text
    assert pages(pdf(empty_sheet())) == 1


def test_the_pdf_is_one_page_and_goes_on_where_much_is_overdue():
    assert pages(pdf(unit_sheet())) == 1
    assert 9 <= pages(pdf(unit_sheet(520))) <= 12
    assert pages(pdf(unit_sheet(7), None)) == 1
    assert pages(pdf(unit_sheet(), language="en")) == 1


def test_hundreds_of_overdue_cases_are_all_in_the_word_file():
    rows = [line for line in word(unit_sheet(520)).splitlines() if line.count(" | ") == 7]
    assert len(rows) == 521
    assert rows[-1].startswith("520 | YT-2023-00519 | Bản Ven | ")


@pytest.mark.parametrize("name", ["Rất " * 50, "Dài" * 66, "[#panic()] $x$ {{ ten }} \\ <b>&", "a\x00b\x1f"])
def test_a_name_is_text_however_long_and_whatever_it_holds(name: str):
    contents = empty_sheet(name)
    late = overdue(1, contents.unit, hamlet=name, code="X" * 40)
    contents = replace(contents, overdue=late, office=replace(OFFICE, agency=name))
    assert pages(pdf(contents)) == 1
    assert name.replace("\x00", "").replace("\x1f", "") in word(contents)


def test_a_map_that_is_none_and_a_layout_that_is_not_there_are_refused(tmp_path: Path):
    with pytest.raises(Refusal) as refused:
        pdf(unit_sheet(), "<svg")
    assert refused.value.code == "template.syntax"
    with pytest.raises(Refusal) as refused:
        unit_sheet_pdf(unit_sheet(), VI, tmp_path / "unit_sheet.typ")
    assert refused.value.code == "file.missing"


def test_an_own_template_is_used(tmp_path: Path):
    own = tmp_path / "unit_sheet.docx"
    own.write_bytes(b"no template")
    with pytest.raises(Refusal) as refused:
        unit_sheet_docx(unit_sheet(), VI, own)
    assert refused.value.code == "template.not_word"
