"""Rows that are no cases, cells that only a reader of files can judge, and codes that a spreadsheet has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.findings import reading_problems
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.domain.intake.rows import drafts
from landtrack.domain.intake.seen_cells import not_told
from landtrack.domain.intake.source import CellError
from tests.domain.intake.sheets import read, sheet, shipped_words

HEAD = ("Mã vụ việc", "Xã", "Thôn", "Hành vi", "Ngày phát hiện", "Diện tích (m2)", "Ghi chú")
CASE = ("YT-1", "Đồng Tiến", "Bản Ven", "Lấn đất", date(2021, 5, 4), 500, None)
NOTHING = (None,) * 7
FORMULA = "intake.formula_without_value"


def drafted(table):
    return list(drafts(table, read(table), shipped_words()))


def at(**cells):
    """Return a row with these cells only, by the letters of their columns."""
    return tuple(cells.get(letter) for letter in "ABCDEFG")


@pytest.mark.parametrize(
    ("cells", "cell", "text"),
    [
        ({"B": "Số liệu tính đến 30/11/2023", "G": "chưa đủ"}, "B3", "Số liệu tính đến 30/11/2023 · chưa đủ"),
        ({"E": "xem biểu 2", "F": "như trên"}, "E3", "xem biểu 2 · như trên"),
        ({"A": "Ghi chú: còn thiếu", "F": "?"}, "A3", "Ghi chú: còn thiếu · ?"),
        ({"C": "Các hộ còn lại", "F": CellError("#REF!")}, "C3", None),
    ],
)
def test_a_stray_row_is_one_error(cells, cell, text):
    found = drafted(sheet(HEAD, CASE, at(**cells), CASE))
    assert [draft.stray for draft in found] == [False, True, False]
    (told,) = found[1].problems
    assert (told.severity, told.code, told.cell, told.row) == (Severity.ERROR, "row.not_a_case", cell, 3)
    assert text is None or told.arguments == {"text": text}


@pytest.mark.parametrize(
    "cells",
    [
        {"A": "YT-2", "G": "chưa rõ"},
        {"B": "Đồng Tiến", "C": "Bản Ven", "G": "chưa rõ"},
        {"D": "Lấn đất", "F": 100},
    ],
)
def test_a_row_that_lacks_much_but_says_enough_is_a_case(cells):
    found = drafted(sheet(HEAD, CASE, at(**cells), CASE))
    assert [draft.stray for draft in found] == [False] * 3


def test_the_name_of_a_hamlet_over_its_cases_is_theirs():
    head = (None, *HEAD[1:2], *HEAD[3:])
    case = (None, "Đồng Tiến", "Lấn đất", date(2021, 5, 4), 500, None)
    table = sheet(head, ("I. Thôn Bản Ven",), case, ("II. Thôn Trại Hồng",), case, case)
    table = replace(table, rows=[replace(row, values=(row.values + (None,) * 6)[:6]) for row in table.rows])
    reading = read(table)
    found = list(drafts(table, reading, shipped_words()))
    assert [draft.values[Field.HAMLET] for draft in found] == ["Thôn Bản Ven", "Thôn Trại Hồng", "Thôn Trại Hồng"]
    assert found[1].cells[Field.HAMLET] == "A4"
    assert "sheet.rows_left" not in [problem.code for problem in reading_problems(table, reading)]


@pytest.mark.parametrize("text", ["Bản cam kết kèm theo", "Khu vực chưa đo đạc", "Thôn"])
def test_a_remark_that_begins_like_a_hamlet_is_none(text):
    found = drafted(sheet(HEAD, CASE, at(C=text), CASE))
    assert [draft.stray for draft in found] == [False, True, False]


def test_a_hamlet_alone_in_a_row_may_be_written_in_many_ways():
    for text in ("THÔN BẢN VEN", "2. Tổ dân phố 5", "Phố Thống Nhất:", "Khu phố số 3"):
        assert [draft.row for draft in drafted(sheet(HEAD, CASE, at(C=text), CASE))] == [2, 4]


def test_beside_a_column_of_hamlets_such_a_row_is_told_of_and_left_out():
    table = sheet(HEAD, at(C="Thôn Bản Ven"), CASE, CASE)
    assert [draft.row for draft in drafted(table)] == [3, 4]
    (left,) = [one for one in reading_problems(table, read(table)) if one.code == "sheet.rows_left"]
    assert left.arguments == {"count": 1, "rows": "2"}


def seen(row, cell, code=FORMULA):
    return Problem(Severity.WARNING, code, sheet="Sheet1", row=row, cell=cell)


def test_a_cell_that_the_reader_could_not_read_is_said_to_be_wrong_once():
    table = sheet(HEAD, CASE, (*CASE[:5], None, None), ("YT-3", "Đồng Tiến", None, "L�n", date(2021, 5, 4), 1, None))
    broken = Problem(Severity.ERROR, "intake.broken_letters", sheet="Sheet1", row=4, cell="D4")
    table = replace(table, problems=(seen(3, "F3"), broken, Problem(Severity.NOTE, "intake.macros")))
    found = drafted(table)
    told = [(one.cell, one.code, one.severity.value) for draft in found for one in draft.problems]
    assert told == [("F3", FORMULA, "error"), ("D4", "intake.broken_letters", "error")]
    assert [one.code for one in not_told(table, found)] == ["intake.macros"]


def test_a_formula_that_is_not_of_a_case_is_not_spoken_of_unless_its_row_is_one():
    table = sheet((*HEAD, "Cột lạ"), (*CASE, None), ("Cộng", *[None] * 7), (*CASE, None))
    table = replace(table, problems=(seen(3, "F3"), seen(4, "H4")))
    found = drafted(table)
    assert [draft.problems for draft in found] == [(), ()]
    assert [one.cell for one in not_told(table, found)] == ["H4"]


@pytest.mark.parametrize("code", ["1E400", "NAN", "inf", "1,5E3", "1.5e+03", "1,23E+15", "####", 1e16, 2024.1])
def test_a_code_that_a_spreadsheet_has_changed_is_named(code):
    (draft,) = drafted(sheet(HEAD, (code, *CASE[1:])))
    assert [(one.cell, one.code, one.suggestion) for one in draft.problems] == [("A2", "cell.code_mangled", "")]
    assert draft.values[Field.CODE] is None


@pytest.mark.parametrize("code", ["1E", "E12", "12", "INF-1", "NAN2", 12])
def test_a_code_that_only_looks_a_little_like_it_is_one(code):
    (draft,) = drafted(sheet(HEAD, (code, *CASE[1:])))
    assert (draft.values[Field.CODE], draft.problems) == (str(code), ())


def test_a_number_among_codes_that_are_texts_is_named():
    rows = [(code, *CASE[1:]) for code in ("YT-1", "YT-2", "YT-3", 12, "13")]
    found = drafted(sheet(HEAD, *rows))
    assert [(one.cell, one.code) for draft in found for one in draft.problems] == [("A5", "cell.code_number")]
    assert found[4].values[Field.CODE] == "13"


def test_a_note_may_be_as_long_as_the_register_keeps_notes():
    (draft,) = drafted(sheet(HEAD, (*CASE[:6], "x" * 1999)))
    assert draft.problems == ()
