"""The Biểu: real numbers, formulas that hold the exact values, texts that are nothing but texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from landtrack.documents import progress_workbook as module
from landtrack.documents.progress_workbook import progress_workbook
from landtrack.documents.workbook_cells import furniture, plain
from landtrack.documents.workbook_summary import AREA, CASES, GROUP, IN_HAND, NAMING, OPEN, RATE_CASES, RESOLVED_AREA
from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal
from landtrack.domain.progress import Breakdown, Gaps
from landtrack.domain.status import Form, Status
from landtrack.messages import catalogue
from tests.documents.contents import (
    HEAD,
    KNOWN_AT,
    OFFICE,
    WHOLE,
    WORDS,
    case_line,
    counting,
    progress,
    units,
    workbook,
)
from tests.documents.reading import member

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from landtrack.domain.report.contents import WorkbookContents

VI = catalogue("vi")
FIRST, TOTAL = 6, 25
"""Rows, from one, of the first of 19 units and of the total."""
SUMMARY, CASES_SHEET = 0, 1


def sheet(contents: WorkbookContents, folder: Path, which: int, *, values: bool = True) -> Worksheet:
    """Write and open; ``values`` True reads what formulas hold, False the formulas."""
    path = folder / "bieu.xlsx"
    progress_workbook(contents, VI, path)
    found: Worksheet = load_workbook(path, data_only=values).worksheets[which]
    return found


def column(group: int, kind: int) -> int:
    """Return the column, from one, of a kind of number in a group (0 all, then the bands)."""
    return NAMING + group * GROUP + kind + 1


def test_every_number_is_exact_and_every_total_the_sum_of_what_stands_above(tmp_path: Path):
    found = sheet(workbook(), tmp_path, SUMMARY)
    for group, band in enumerate(Band, 1):
        assert found.cell(TOTAL, column(group, CASES)).value == WHOLE[band].cases
        for kind in (CASES, AREA, RESOLVED_AREA, IN_HAND, OPEN):
            written = [Decimal(repr(found.cell(row, column(group, kind)).value)) for row in range(FIRST, TOTAL)]
            assert sum(written) == Decimal(repr(found.cell(TOTAL, column(group, kind)).value))
        assert Decimal(repr(found.cell(TOTAL, column(group, AREA)).value)) * 100_000 == WHOLE[band].area
    assert found.cell(TOTAL, column(0, AREA)).value == 362.514
    assert found.cell(TOTAL, column(0, CASES)).value == 4574
    assert found.cell(TOTAL, column(0, RATE_CASES)).value == 4028 / 4574


def test_totals_are_formulas_and_formats_round(tmp_path: Path):
    found = sheet(workbook(), tmp_path, SUMMARY, values=False)
    assert found["L25"].value == "=SUM(L6:L24)"
    assert found["D6"].value == "=L6+T6+AB6+AJ6"
    assert found["H25"].value == '=IF(D25=0,"–",F25/D25)'
    formats = [found.cell(TOTAL, column(0, kind)).number_format for kind in (CASES, AREA, RATE_CASES)]
    assert formats == ["#,##0", "#,##0.00", "0.00%"]


def test_a_rate_of_no_cases_is_a_dash(tmp_path: Path):
    empty = replace(progress(units()[:1]), whole=Breakdown(), units=((units()[0], Breakdown()),), gaps=Gaps())
    found = sheet(workbook(0, progress=empty), tmp_path, SUMMARY)
    assert [found.cell(row, column(0, RATE_CASES)).value for row in (FIRST, FIRST + 1)] == ["–", "–"]


def test_cases_that_no_unit_holds_are_in_the_total(tmp_path: Path):
    found = sheet(workbook(progress=progress(unplaced=3)), tmp_path, SUMMARY)
    assert found.cell(TOTAL, 3).value == "Chưa xếp được vào đơn vị nào"
    assert found.cell(TOTAL, column(0, CASES)).value == 3
    assert found.cell(TOTAL + 1, column(0, CASES)).value == 4577


def test_without_units_the_total_stands_alone(tmp_path: Path):
    none = replace(progress(), units=())
    assert sheet(workbook(progress=none), tmp_path, SUMMARY).cell(FIRST, column(0, CASES)).value == 4574


def test_title_question_and_notes_are_printed(tmp_path: Path):
    found = sheet(workbook(), tmp_path, SUMMARY)
    texts = [str(cell) for row in found.iter_rows(values_only=True) for cell in row if isinstance(cell, str)]
    for part in (
        "UBND HUYỆN YÊN THẾ", OFFICE.agency, "BIỂU TỔNG HỢP KẾT QUẢ XỬ LÝ VI PHẠM ĐẤT ĐAI TRÊN ĐỊA BÀN HUYỆN YÊN THẾ",
        "Đơn vị tính: trường hợp, ha", "STT", "Trước 01/7/2014", "Sau 11/6/2020",
    ):  # fmt: skip
        assert part in texts
    assert any(HEAD in text and "30/11/2023" in text and "01/12/2023 17:05" in text for text in texts)
    assert any("“Từ 01/7/2014 đến 11/6/2020” gồm cả hai ngày" in text for text in texts)


def test_forms_that_do_not_count_are_named(tmp_path: Path):
    found = sheet(workbook(vocabulary=counting(Form.RESTORED)), tmp_path, SUMMARY)
    notes = [str(row[NAMING]) for row in found.iter_rows(min_row=TOTAL + 1, values_only=True)]
    assert f"Tính là đã xử lý dứt điểm: {WORDS.form(Form.RESTORED, 'vi')}." in notes
    assert any(note.startswith("Không tính là đã xử lý dứt điểm: ") for note in notes)


def test_the_print_is_a4_across_with_headings_on_every_page(tmp_path: Path):
    found = sheet(workbook(), tmp_path, SUMMARY)
    assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
    assert (found.print_title_rows, found.print_title_cols) == ("$4:$5", "$A:$C")
    assert found.freeze_panes == "D6"
    assert found.oddFooter is not None
    assert HEAD in str(found.oddFooter.left.text)
    assert [brk.id for brk in found.col_breaks.brk] == [19, 35]


def test_the_cases_are_rows_with_real_days_and_exact_areas(tmp_path: Path):
    found = sheet(workbook(40), tmp_path, CASES_SHEET)
    assert found.auto_filter.ref == "A1:S41"
    assert found.max_row == 41
    row = [cell.value for cell in found[4]]
    assert row[:4] == [3, "YT-2023-00002", "07249", "Xã Xuân Lương"]
    assert row[11:14] == [datetime(2012, 12, 31), datetime(2021, 3, 3), 107.4]  # noqa: DTZ001 - as spreadsheets have them
    assert row[14] == VI.label(Status.PARTLY_RESOLVED)
    assert row[17] == 35.8
    assert found["M4"].number_format == "dd/mm/yyyy"
    assert found["N4"].number_format == "#,##0.0"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "@SUM(A1)", '=HYPERLINK("http://a")', "http://a.b", "0123", "1e5", "<r><t>x</t></r>", "a\x00b"],
)
def test_no_text_becomes_anything_else(tmp_path: Path, text: str):
    case = case_line(1, units()[0], hamlet=text, parcel=text)
    found = sheet(workbook(0, cases=(case,), office=replace(OFFICE, agency=text, area=text)), tmp_path, CASES_SHEET)
    cell = found["E2"]
    assert cell.data_type in {"s", "inlineStr"}
    assert str(cell.value).strip() == text.replace("\x00", "")
    assert "<f>" not in member((tmp_path / "bieu.xlsx").read_bytes(), "xl/worksheets/sheet2.xml")
    assert plain(text).strip() == text.replace("\x00", "")


def test_days_before_spreadsheets_count_are_texts(tmp_path: Path):
    case = case_line(1, units()[0], occurred_earliest=date(1899, 5, 2), effective_on=None)
    found = sheet(workbook(0, cases=(case,)), tmp_path, CASES_SHEET)
    assert found["K2"].value == "02/05/1899"
    assert found["P2"].value is None


def test_an_ampersand_in_a_footer_begins_no_code():
    assert furniture("A & B") == "A && B"
    assert len(furniture("&" * 500)) <= 180


def test_more_cases_than_spreadsheets_bear_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_CASES", 3)
    with pytest.raises(Refusal) as refused:
        progress_workbook(workbook(4), VI, tmp_path / "bieu.xlsx")
    assert refused.value.code == "export.too_many"


def test_a_folder_that_is_not_there_is_a_refusal(tmp_path: Path):
    with pytest.raises(Refusal) as refused:
        progress_workbook(workbook(4), VI, tmp_path / "khong_co" / "bieu.xlsx")
    assert refused.value.code == "file.missing"


def test_the_file_speaks_of_the_figures_and_not_of_its_making(tmp_path: Path):
    progress_workbook(workbook(4), VI, tmp_path / "bieu.xlsx")
    said = load_workbook(tmp_path / "bieu.xlsx").properties
    assert said.created == said.modified == KNOWN_AT.replace(tzinfo=None)
    assert said.creator == "landtrack"
