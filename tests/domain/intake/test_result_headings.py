"""Headings under one of results: "Thời điểm" there is the day of the status, not that of the violation."""

from __future__ import annotations

import pytest

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.rows import drafts
from tests.domain.intake.sheets import read, sheet, shipped_words

TITLE = "(Kèm theo Báo cáo số 15; Đơn vị tính: ha)"
UPPER = ("TT", "Xã", "Hành vi", "Diện tích", "Ngày phát hiện", "Kết quả xử lý", None, None, "Thời gian VP")
CASE = (1, "Đồng Kỳ", "Lấn đất", "0,0250", "05/04/2023", "Đã xử lý dứt điểm", "12/06/2023", "QĐ 12", "2012")
DOWN = [0, 1, 2, 3, 4, 8]


def merged(top):
    return [(top, 5, top, 7), *((top, column, top + 1, column) for column in DOWN)]


def under(*headings):
    return (*[None] * 5, *headings, None)


@pytest.mark.parametrize("joined", [True, False])
def test_two_rows_of_headings_are_seen_with_and_without_merged_cells(joined):
    table = sheet(UPPER, under("Tình hình", "Thời điểm", "Văn bản"), CASE, merged=merged(1) if joined else [])
    found = read(table)
    assert (found.heading_rows, found.first_row) == ((1, 2), 3)
    assert [found.column_of(field) for field in (Field.STATUS, Field.EFFECTIVE_ON, Field.OCCURRED)] == [5, 6, 8]
    assert found.column_of(Field.DECISION_NUMBER) == 7


def test_other_sub_headings_of_results():
    table = sheet(UPPER, under("Tình trạng", "Ngày", "Diện tích"), CASE, merged=merged(1))
    found = read(table)
    assert [(found.columns[place].meaning, found.columns[place].sure) for place in (5, 6)] == [
        (Field.STATUS, True), (Field.EFFECTIVE_ON, True),
    ]  # fmt: skip
    assert (found.columns[3].meaning, found.columns[7].meaning) == (Field.AREA, Field.RESOLVED_AREA)


def test_a_title_over_the_whole_width_is_no_heading():
    rows = ((TITLE,), UPPER, under("Tình hình", "Thời điểm", "Văn bản"), CASE)
    found = read(sheet(*rows, merged=[(1, 0, 1, 8), *merged(2)]))
    assert found.heading_rows == (2, 3)
    assert found.columns[1].heading == "Xã"
    assert found.columns[3].area_unit == "ha"


def test_a_first_row_that_is_no_case_may_be_a_second_row_of_headings():
    table = sheet(UPPER, under("Cột lạ", None, None), CASE, under("Cột lạ", None, None), CASE)
    found = list(drafts(table, read(table, heading_rows=[1]), shipped_words()))
    assert [[problem.code for problem in draft.problems if draft.stray] for draft in found] == [
        ["row.perhaps_headings"], [], ["row.not_a_case"], [],
    ]  # fmt: skip
