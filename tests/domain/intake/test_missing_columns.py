"""What is told of a file without a column for the status, or for the time of the violation."""

from __future__ import annotations

import pytest

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.findings import reading_problems
from landtrack.domain.intake.reading_json import override
from landtrack.domain.status import Status
from tests.domain.intake.sheets import layer, read, sheet, shipped_words
from tests.domain.intake.test_legacy_text import as_tcvn3

HEAD = ("Xã", "Hành vi", "Ngày phát hiện", "Diện tích vi phạm (m2)")
CASE = ("Đồng Kỳ", "Lấn đất", "05/04/2023", 100)


def told(table, chosen=None):
    reading = override(read(table), chosen or {})
    found = reading_problems(table, reading, shipped_words())
    return [(problem.severity.value, problem.cell, problem.code) for problem in found]


def column(heading, *cells):
    return sheet((*HEAD, "Năm VP", heading), *((*CASE, "2012", cell) for cell in cells))


def test_words_of_the_status_in_a_column_that_is_not_read_wait_for_a_decision():
    table = column("Cột lạ", "Đã xử lý dứt điểm", "Đang xử lý", "xong", None, "đợi trả lời")
    (error, *rest) = reading_problems(table, read(table), shipped_words())
    assert (error.severity.value, error.cell, error.code) == ("error", "F1", "sheet.status_unread")
    assert (error.arguments["heading"], error.arguments["text"]) == ("Cột lạ", "Đã xử lý dứt điểm")
    assert (error.arguments["field"], error.arguments["status"]) == (Field.STATUS, Status.OPEN)
    assert [problem.code for problem in rest] == ["sheet.column_unread"]
    assert told(table, {"columns": {"Cột lạ": "status"}}) == []
    assert told(table, {"columns": {"Cột lạ": None}}) == [("warning", "", "sheet.status_missing")]


def test_words_in_an_old_font_are_known_as_well():
    cells = [as_tcvn3(text) for text in ("Đã xử lý dứt điểm", "Đang xử lý", "Đang giải quyết")]
    assert told(column("Cột lạ", *cells))[0] == ("error", "F1", "sheet.status_unread")


@pytest.mark.parametrize("cells", [("chưa", "chưa", "đang"), ("Đang xử lý", "Ông A hứa trả", "Đợi họp"), (1, 2, None)])
def test_other_columns_are_not_taken_for_a_status(cells):
    assert told(column("Cột lạ", *cells)) == [
        ("warning", "", "sheet.status_missing"),
        ("warning", "F1", "sheet.column_unread"),
    ]


def test_a_file_without_both_is_warned_of_with_the_number_of_its_cases():
    table = sheet(HEAD, CASE, CASE, (), ("Tổng cộng", None, None, 200), ("Người lập biểu",))
    found = reading_problems(table, read(table), shipped_words())
    assert [(problem.severity.value, problem.code, problem.arguments["count"]) for problem in found] == [
        ("warning", "sheet.status_missing", 2),
        ("warning", "sheet.time_missing", 2),
    ]
    assert told(table, {"defaults": {"status": "Chưa xử lý", "occurred": "2015"}}) == []


def test_layers_are_warned_of_and_files_with_case_codes_are_not():
    names = ["MA_XA", "HANH_VI", "DT_M2"]
    assert [code for _, _, code in told(layer(names, ["07288", "Lấn đất", 10]))] == [
        "sheet.status_missing",
        "sheet.time_missing",
    ]
    assert told(layer(["MA_VV", *names], ["A", "07288", "Lấn đất", 10])) == []
    assert told(sheet(("Họ tên", "Ghi chú"), ("A", "b"))) == []


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Tình hình", Field.STATUS), ("Tình hình xử lý", Field.STATUS), ("Thời gian VP", Field.OCCURRED),
        ("Năm VP", Field.OCCURRED), ("Ngày lập BB", Field.FOUND_ON), ("Văn bản", Field.DECISION_NUMBER),
        ("Ngày xong", Field.EFFECTIVE_ON),
    ],
)  # fmt: skip
def test_short_headings_of_offices(heading, field):
    found = read(sheet(("Xã", "Hành vi", heading), ("Đồng Kỳ", "Lấn đất", "x"))).columns[2]
    assert (found.meaning, found.sure) == (field, heading != "Văn bản")
