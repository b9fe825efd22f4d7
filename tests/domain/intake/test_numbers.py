"""Numbers and areas as officials write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.numbers import (
    DecimalSign,
    decimal_sign,
    parse_area,
    parse_number,
    read_area,
    spelled_number,
)
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.reading import AreaUnit
from landtrack.domain.intake.source import CellError
from tests.domain.intake.sheets import faulty

M2, HA = AreaUnit.SQUARE_METRES, AreaUnit.HECTARES
NUMBERS = st.decimals(min_value=0, max_value=Decimal(10) ** 9, places=2, allow_nan=False)


def vietnamese(number: Decimal) -> str:
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"), ("1234.5", "1234.5"), ("1,234.5", "1234.5"), ("1 250,5", "1250.5"),
        ("1\u00a0250", "1250"),
        ("1.234.567", "1234567"), ("0,25", "0.25"), ("-3,5", "-3.5"), ("'1250", "1250"), ("1250.", "1250"),
    ],
)  # fmt: skip
def test_one_number_in_many_spellings(text, number):
    assert parse_number(text) == Decimal(number)


@given(NUMBERS)
def test_numbers_of_either_convention_are_read_back(number):
    assert (
        read_area(vietnamese(number), HA, DecimalSign.COMMA, zero=True)[0]
        == read_area(f"{number:,}", HA, DecimalSign.POINT, zero=True)[0]
    )
    assert parse_number(spelled_number(number)) == number


@given(st.integers(min_value=1, max_value=10**12))
def test_an_area_in_hectares_is_exact_to_the_tenth_of_a_square_metre(tenths):
    hectares = Decimal(tenths) / 100_000
    assert parse_area(f"{hectares:f} ha".replace(".", ","), HA) == tenths
    assert parse_area(hectares, HA) == tenths


@pytest.mark.parametrize(
    ("value", "unit", "tenths"),
    [("0,25 ha", M2, 25_000), ("1250 m2", HA, 12_500), ("1.250 m²", M2, 12_500), (1250.3000000000002, M2, 12_503),
     (12, M2, 120), (Decimal("0.00001"), HA, 1)],
)  # fmt: skip
def test_areas(value, unit, tenths):
    assert parse_area(value, unit) == tenths


def test_what_is_finer_than_the_register_is_rounded_half_up_and_said():
    tenths, fault = faulty(read_area("12,25", M2))
    assert (tenths, fault.code, fault.severity) == (123, "cell.area_rounded", Severity.NOTE)
    assert read_area("0,123455", HA)[0] == 12_346
    assert read_area(1250.3000000000002, M2)[1] is None


def test_a_thousand_or_a_decimal_is_told_by_the_column_else_by_the_unit_with_a_warning():
    assert read_area("1.250", M2, DecimalSign.COMMA) == (12_500, None)
    assert read_area("1.250", HA, DecimalSign.POINT) == (125_000, None)
    for text in ("1.250", "1,250"):
        tenths, fault = faulty(read_area(text, M2))
        assert (tenths, fault.code, fault.suggestion) == (12_500, "cell.number_ambiguous", "1250")
        tenths, fault = faulty(read_area(text, HA))
        assert (tenths, fault.code, fault.suggestion) == (125_000, "cell.number_ambiguous", "1,25")


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1.250", "1.234,5", "12,5"], DecimalSign.COMMA),
        (["1.250", "1,234.5", "0.25"], DecimalSign.POINT),
        (["1.250", "2.300", "12.400", "150"], DecimalSign.COMMA),
        (["1.250", "1.250", "2.300"], None),
        (["1.250", "0,5", "0.5"], None),
        (["1.250", *(f"{number},5" for number in range(20)), "0.5"], DecimalSign.COMMA),
        ([1250, 3.5, None], None),
    ],
)
def test_a_column_tells_its_decimal_sign(texts, sign):
    assert decimal_sign(texts) is sign


@pytest.mark.parametrize(
    ("value", "code", "suggestion"),
    [
        ("khoảng 200", "cell.number_malformed", "200"),
        ("200-250", "cell.number_malformed", ""),
        ("1.25.0", "cell.number_malformed", ""),
        ("hai trăm", "cell.number_malformed", ""),
        (date(2024, 5, 1), "cell.number_malformed", ""),
        (True, "cell.number_malformed", ""),
        (float("nan"), "cell.number_malformed", ""),
        (CellError("#REF!"), "cell.error_value", ""),
        ("-5", "cell.area_impossible", ""),
        (0, "cell.area_impossible", ""),
        ("0,001", "cell.area_impossible", ""),
        (10**14, "cell.area_impossible", ""),
        ("9" * 30, "cell.number_malformed", ""),
    ],
)
def test_what_is_no_area_is_an_error(value, code, suggestion):
    tenths, fault = faulty(read_area(value, M2))
    assert (tenths, fault.severity, fault.code, fault.suggestion) == (None, Severity.ERROR, code, suggestion)
    with pytest.raises(Refusal, match=code):
        parse_area(value, M2)


def test_a_resolved_area_may_be_nothing_yet():
    assert read_area(0, M2, zero=True) == (0, None)
    assert read_area("0,0", M2, zero=True) == (0, None)


def test_another_unit_in_the_cell_is_taken_and_said():
    tenths, fault = faulty(read_area("0,25 ha", M2))
    assert (tenths, fault.code, fault.arguments["area"]) == (25_000, "cell.area_other_unit", 25_000)
