"""What a person is told of a reading before any row is judged."""

from __future__ import annotations

from landtrack.domain.intake.findings import reading_problems
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.reading import Spelling
from landtrack.domain.intake.reading_json import override
from tests.domain.intake.sheets import layer, read, sheet
from tests.domain.intake.test_legacy_text import as_tcvn3

HEAD = ("Mã vụ việc", "Hành vi vi phạm", "Diện tích vi phạm (m2)")
CASE = ("A", "Lấn đất", 10)


def told(table, chosen=None):
    reading = override(read(table), chosen or {})
    return [(problem.severity.value, problem.cell, problem.code) for problem in reading_problems(table, reading)]


def test_nothing_is_told_of_a_table_that_is_clear():
    assert told(sheet(("Danh sách",), HEAD, CASE, ("Tổng cộng", None, 10), ("Người lập biểu",))) == []
    assert told(layer(["MA_VV", "DT_M2"], ["A", 10])) == []


def test_columns_that_are_not_read_or_only_guessed():
    table = sheet(("Mã vụ việc", "Cột lạ", "Diện tích", "Ngày", "Trống"), ("A", "x", 10, None, None))
    assert told(table) == [
        ("warning", "B1", "sheet.column_unread"), ("warning", "C1", "sheet.unit_unsure"),
        ("warning", "D1", "sheet.column_unsure"),
    ]  # fmt: skip
    chosen = {"columns": {"Cột lạ": None, "Diện tích": "area", "Ngày": "found_on"}}
    assert told(table, chosen) == []


def test_two_columns_that_a_person_gave_one_meaning():
    table = sheet(("Mã vụ việc", "DT vi phạm (m2)", "Diện tích thửa (m2)"), ("A", 10, 20))
    assert told(table) == []
    assert told(table, {"columns": {"C": "area"}}) == [("warning", "C1", "sheet.column_twice")]


def test_an_old_spelling_is_told_with_an_example():
    kinds = [as_tcvn3(kind) for kind in ("Lấn, chiếm đất", "Sử dụng đất sai mục đích")]
    table = sheet(HEAD, *(("A", kind, 10) for kind in kinds))
    (problem,) = reading_problems(table, read(table))
    assert (problem.severity, problem.cell, problem.code) == (Severity.NOTE, "B1", "sheet.spelling")
    assert problem.arguments["spelling"] is Spelling.TCVN3
    assert (problem.arguments["before"], problem.arguments["after"]) == (kinds[0], "Lấn, chiếm đất")


def test_hidden_rows_and_what_stands_below():
    table = sheet(HEAD, CASE, CASE, (), ("Ghi chú: số liệu tạm tính",), hidden=[3])
    assert told(table) == [("note", "", "sheet.hidden_rows_read"), ("note", "", "sheet.rows_left")]
    assert told(table, {"hidden_rows": False})[0] == ("note", "", "sheet.hidden_rows_left")


def test_a_table_without_headings_is_an_error():
    assert told(sheet(("a", "b"), (1, 2))) == [("error", "", "sheet.headings_unknown")]


def test_all_rows_left_out_are_named_where_some_stand_among_the_cases():
    total, foot = ("Cộng xã Đồng Tiến", None, 10), ("Người lập biểu",)
    table = sheet(HEAD, CASE, total, ("B", "Lấn đất", 20), ("C", "Lấn đất", 7), ("Tổng cộng", None, 37), foot)
    (problem,) = reading_problems(table, read(table))
    assert (problem.code, problem.arguments) == ("sheet.rows_left", {"count": 3, "rows": "3, 6–7"})


def test_names_of_communes_that_are_read_are_not_called_left_out():
    head = ("STT", "Thôn", "Hành vi", "Diện tích vi phạm (m2)")
    rows = (
        ("I", "Xã Yên Thế (1 trường hợp)"),
        (1, "Đèo Cà", "Lấn đất", 10),
        ("II", "Xã Đồng Kỳ"),
        (2, "B", "Lấn đất", 7),
    )
    assert told(sheet(head, *rows)) == []


def test_headings_without_a_case_are_said():
    assert told(sheet(HEAD)) == [("warning", "", "sheet.no_case")]
    assert told(sheet(HEAD, (), ())) == [("warning", "", "sheet.no_case")]
    assert told(layer(["MA_VV", "DT_M2"])) == [("warning", "", "sheet.no_case")]


def test_a_column_of_sheet_and_parcel_is_said():
    assert told(sheet(("Mã vụ việc", "Tờ/thửa"), ("A", "45/1"))) == [("note", "B1", "sheet.sheet_and_parcel")]
    assert told(sheet(("Mã vụ việc", "Tờ bản đồ", "Thửa đất"), ("A", "45", "1"))) == []
