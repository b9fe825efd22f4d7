"""Areas that are too large to be believed are said, and so is a number of hectares that may have thousands."""

from __future__ import annotations

import pytest

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.rows import drafts
from tests.domain.intake.sheets import read, sheet, shipped_words


def areas(heading, *values):
    """Return the area of each row, and code, cell and suggestion of every warning."""
    table = sheet(("Mã vụ việc", heading), *((f"A{place}", value) for place, value in enumerate(values)))
    found = list(drafts(table, read(table), shipped_words()))
    told = [
        (problem.code, problem.cell, problem.suggestion)
        for draft in found
        for problem in draft.problems
        if problem.severity is Severity.WARNING
    ]
    return [draft.values[Field.AREA] for draft in found], told


def test_thousands_of_hectares_are_not_taken_from_a_column_of_decimal_commas():
    found, told = areas("Diện tích vi phạm (ha)", "0,0250", "0,05", "1.250")
    assert found == [2_500, 5_000, 125_000]
    assert told == [("cell.number_ambiguous", "B4", "1,25")]


def test_three_numbers_of_hectares_with_three_decimals_are_no_thousands():
    found, told = areas("Diện tích vi phạm (ha)", "1.250", "2.125", "3.500")
    assert found == [125_000, 212_500, 350_000]
    assert [code for code, _, _ in told] == ["cell.number_ambiguous"] * 3


def test_square_metres_keep_the_thousands_of_their_column():
    assert areas("Diện tích vi phạm (m2)", "120,5", "1.250") == ([1_205, 12_500], [])


@pytest.mark.parametrize(
    ("value", "suggestion"), [(350, "350 m2"), ("50000", "50000 m2"), (50.5, "50,5 m2"), ("350 ha", "350 m2")]
)
def test_square_metres_in_a_column_of_hectares(value, suggestion):
    assert areas("Diện tích vi phạm (ha)", 0.5, value)[1] == [("cell.area_hectares_doubtful", "B3", suggestion)]


def test_what_can_be_is_not_doubted():
    assert areas("Diện tích vi phạm (ha)", 0.5, 50, "500 m2")[1] == []
    assert areas("Diện tích vi phạm (m2)", 10, 1_000, 40_000)[1] == []


def test_more_than_a_hundred_hectares_in_square_metres():
    assert areas("Diện tích vi phạm (m2)", 1_000_000, 1_000_000_000)[1] == [("cell.area_huge", "B3", "")]


def test_more_than_a_hundred_times_what_is_usual_in_the_column():
    usual = [100, 110, 120, 130, 140]
    assert areas("Diện tích vi phạm (m2)", *usual, 50_000)[1] == [("cell.area_unusual", "B7", "")]
    assert areas("Diện tích vi phạm (m2)", *usual, 11_000)[1] == []


@pytest.mark.parametrize("others", [("0,012",), ("0,012", "0,015"), ("0,012", "0,015", "0,02")])
def test_a_slip_in_a_short_list_is_told(others):
    last = f"B{len(others) + 2}"
    assert areas("Diện tích vi phạm (ha)", *others, "15")[1] == [("cell.area_unusual", last, "")]
    assert areas("Diện tích vi phạm (ha)", *others, "0,9")[1] == []


def test_a_hectare_among_a_few_small_areas_is_not_doubted():
    assert areas("Diện tích vi phạm (m2)", 5, 8, 9_000)[1] == []
