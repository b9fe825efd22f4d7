"""Coordinates as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.coordinate_text import parse_coordinate
from landtrack.domain.errors import Refusal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("412345.67", 412345.67),
        ("412.345,67", 412345.67),
        ("412,345.67", 412345.67),
        ("2.375.123,4", 2375123.4),
        ("2.375.123", 2375123.0),
        ("2 375 123,4", 2375123.4),
        ("2\N{NO-BREAK SPACE}375\N{NO-BREAK SPACE}123", 2375123.0),
        ("X: 2375123.4 m", 2375123.4),
        ("Y=412345", 412345.0),
        ("106,1234", 106.1234),
        ("106.1234°", 106.1234),
        ("21°28'12\"", 21.47),
        ("21°28\N{PRIME}12\N{DOUBLE PRIME}B", 21.47),
        ("106°08'06,0''Đ", 106.135),
        ("106d8m6s", 106.135),
        ("21 28 12", 21.47),
        ("21:28:12", 21.47),
        ("-5", -5.0),
    ],
)
def test_a_number_is_read_as_it_is_meant(text, number):
    assert parse_coordinate(text) == pytest.approx(number, abs=1e-9)


@pytest.mark.parametrize("text", ["", "abc", "12°60'00\"", "12°00'60\"", "1,2,3.4.5", "1e5", "NaN", "∞", "4" * 5 + "x"])
def test_what_is_no_number_is_refused_with_the_text(text):
    with pytest.raises(Refusal) as refused:
        parse_coordinate(text)
    assert refused.value.code == "coordinates.not_a_number"
    assert refused.value.arguments["text"] == text


@given(st.floats(0, 3e6, allow_nan=False).map(lambda number: round(number, 3)))
def test_both_ways_of_writing_mean_the_same(number):
    english = f"{number:,.3f}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))
    assert parse_coordinate(english) == parse_coordinate(vietnamese) == pytest.approx(number)
