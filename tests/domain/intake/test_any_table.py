"""Whatever stands in a file, it is read without a stumble: every fault is a problem, never an exception."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landtrack.domain.intake.cell_shapes import shapes_in_cells
from landtrack.domain.intake.days import read_bound, read_day, read_occurrence
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.findings import reading_problems
from landtrack.domain.intake.numbers import read_area
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.reading import AreaUnit
from landtrack.domain.intake.reading_json import override
from landtrack.domain.intake.rows import drafts
from landtrack.domain.intake.source import CellError, SourceRow, SourceTable
from landtrack.messages import catalogue
from landtrack.messages.sentences import SENTENCES
from tests.domain.intake.sheets import read, shipped_headings, shipped_words

PIECES = st.sampled_from(
    [
        "trước", "sau", "năm", "2014", "31/02/2015", "6/2020", "quý", "II", "đến", "-", "từ", "ha", "m2", "1.250",
        "0,25", "x", "Lấn", "chiếm", "POLYGON((", "412000", "2380000", ";", "\n", "§ång", "TiÕn", "Tổng cộng", "xã",
        "0000", "99999", "(1)",
    ]
)  # fmt: skip
VALUES = st.one_of(
    st.none(), st.text(max_size=20), st.lists(PIECES, max_size=6).map(" ".join), st.integers(), st.floats(),
    st.booleans(), st.decimals(allow_nan=False), st.dates(), st.datetimes(), st.times(), st.just(CellError("#REF!")),
)  # fmt: skip
HEADINGS = st.sampled_from(sorted({word.text for word in shipped_headings()})) | st.text(max_size=12)


@given(VALUES)
@settings(max_examples=300)
def test_any_value_in_any_typed_cell(value):
    check_value(value)


def check_value(value):
    words = shipped_words()
    found = [read_occurrence(value), read_day(value), read_bound(value, latest=True), read_bound(value, latest=False)]
    found += [read_area(value, unit) for unit in AreaUnit]
    found += [words.term(Field.KIND, value), words.land_type(value), words.flag(value)]
    for understood, fault in found:
        assert fault is None or (fault.severity is Severity.ERROR) == (understood is None)


@given(
    st.lists(HEADINGS, min_size=1, max_size=6),
    st.lists(st.lists(VALUES, max_size=7), max_size=6),
    st.lists(st.tuples(*[st.integers(min_value=0, max_value=6)] * 4), max_size=2),
    st.booleans(),
    st.sampled_from(Field),
)
@settings(max_examples=300, deadline=None)
def test_any_table(headings, rows, merged, named, meaning):
    if named:
        cells = [tuple((row + [None] * len(headings))[: len(headings)]) for row in rows]
        table = SourceTable("t", [SourceRow(number, values) for number, values in enumerate(cells)], tuple(headings))
    else:
        table = SourceTable(
            "t",
            [SourceRow(number, tuple(row)) for number, row in enumerate([headings, *rows], 1)],
            merged=tuple(merged),
        )
    reading = read(table)
    told = reading_problems(table, reading)
    if reading.columns:
        reading = override(reading, {"columns": {"A": meaning.value}})
    shapes = shapes_in_cells(table, reading)
    found = list(drafts(table, reading, shipped_words(), shapes))
    assert all(reading.first_row <= draft.row <= reading.last_row for draft in found)
    problems = [*told, *(problem for draft in found for problem in draft.problems)]
    for problem in problems:
        for language in ("vi", "en"):
            assert catalogue(language).text(SENTENCES[problem.code], **problem.arguments)
    for draft in found:
        places = [problem.cell for problem in draft.problems if problem.cell]
        assert len(places) == len(set(places))


@pytest.mark.parametrize(
    "value",
    [date(1, 1, 1), date(9999, 12, 31), datetime(9999, 12, 31, 23, 59, tzinfo=UTC), time.max, 10**400, float("inf")],
)
def test_the_ends_of_the_calendar_and_of_numbers(value):
    check_value(value)
