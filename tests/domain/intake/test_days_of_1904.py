"""Workbooks that count days from 1904: plain numbers in columns of days mean days, all others stay numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from landtrack.domain.intake.days_of_1904 import with_days_of_1904
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.reading import Column, Reading
from landtrack.domain.intake.source import SourceRow, SourceTable

HEADINGS = ("Ngày phát hiện", "Diện tích (m2)", "Thời điểm vi phạm")
FIELDS = (Field.FOUND_ON, Field.AREA, Field.OCCURRED)
COLUMNS = tuple(Column(name, field) for name, field in zip(HEADINGS, FIELDS, strict=True))
READING = Reading("Biểu", (1,), 2, 3, COLUMNS)


def table(*values: Any, from_1904: bool = True) -> SourceTable:
    rows = [SourceRow(1, HEADINGS), SourceRow(2, values), SourceRow(4, values)]
    return SourceTable("Biểu", rows, from_1904=from_1904)


def test_numbers_of_days_are_days() -> None:
    found = with_days_of_1904(table(40359, 40359, "40359"), READING)
    assert found.rows[1].values == (date(2014, 7, 1), 40359, date(2014, 7, 1))
    # What stands below the cases is none.
    assert found.rows[2].values == (40359, 40359, "40359")


@pytest.mark.parametrize("value", [2014, "2014", "6/2020", True, None, date(2014, 7, 1), 7, "năm 2008"])
def test_all_else_stays(value: object) -> None:
    given = table(value, 1, value)
    assert with_days_of_1904(given, READING).rows[1].values == given.rows[1].values


def test_other_workbooks_stay_as_they_are() -> None:
    given = table(40359, 1, "40359", from_1904=False)
    assert with_days_of_1904(given, READING) is given
    unread = replace(READING, columns=tuple(replace(column, meaning=None) for column in READING.columns))
    assert with_days_of_1904(replace(given, from_1904=True), unread).rows == given.rows
