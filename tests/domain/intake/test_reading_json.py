"""A reading as JSON and back, whole and in the few things that a person chose."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.chosen import understand_chosen
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.reading import AreaUnit, AxisOrder, Column, Reading, Spelling
from landtrack.domain.intake.reading_json import override, reading_from_json, reading_to_json
from tests.domain.intake.sheets import read, sheet, shipped_headings

AREAS = st.sampled_from([Field.AREA, Field.RESOLVED_AREA])
OTHERS = st.none() | st.sampled_from([field for field in Field if field not in {Field.AREA, Field.RESOLVED_AREA}])
COLUMNS = st.builds(
    Column, st.text(), AREAS, st.sampled_from(AreaUnit), st.sampled_from(Spelling), st.booleans()
) | st.builds(Column, st.text(), OTHERS, st.none(), st.sampled_from(Spelling), st.booleans())
ROWS = st.integers(min_value=0, max_value=2_000_000)
READINGS = st.builds(
    Reading, st.text(), st.lists(ROWS).map(tuple), ROWS, ROWS, st.lists(COLUMNS).map(tuple), st.text(),
    st.none() | st.text(),
    st.sampled_from(AxisOrder), st.text(), st.none() | st.dates(), st.booleans(), st.dictionaries(st.text(), st.text()),
)  # fmt: skip

TABLE = sheet(("Mã vụ việc", "Diện tích", "Ngày phát hiện"), ("A", 100, date(2020, 1, 2)))


@given(READINGS)
def test_every_reading_is_read_back(reading):
    assert reading_from_json(json.loads(json.dumps(reading_to_json(reading)))) == reading


@given(READINGS)
def test_nothing_chosen_changes_nothing(reading):
    assert override(reading, {}) == reading
    assert override(reading, reading_to_json(reading)) == reading


@pytest.mark.parametrize(
    ("chosen", "column"),
    [
        ({"Diện tích": "resolved_area"}, Column("Diện tích", Field.RESOLVED_AREA, AreaUnit.SQUARE_METRES)),
        ({"B": {"meaning": "area", "area_unit": "ha"}}, Column("Diện tích", Field.AREA, AreaUnit.HECTARES)),
        ({"dien tich": {"area_unit": "ha"}}, Column("Diện tích", Field.AREA, AreaUnit.HECTARES)),
        ({"Diện tích": None}, Column("Diện tích", None)),
        (
            {"Diện tích": {"spelling": "tcvn3", "meaning": "note"}},
            Column("Diện tích", Field.NOTE, spelling=Spelling.TCVN3),
        ),
    ],
)
def test_columns_are_chosen_by_heading_or_letter(chosen, column):
    reading = override(read(TABLE), {"columns": chosen})
    assert reading.columns[1] == column
    assert reading.columns[0] == read(TABLE).columns[0]


def test_other_choices():
    chosen = {
        "axes": "x_east",
        "found_on": "2020-01-02",
        "unit": "07288",
        "system": None,
        "hidden_rows": False,
        "last_row": 7,
    }
    reading = override(read(TABLE), chosen)
    assert (reading.axes, reading.found_on, reading.unit) == (AxisOrder.X_EAST, date(2020, 1, 2), "07288")
    assert (reading.system, reading.hidden_rows, reading.last_row) == (None, False, 7)


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"colums": {}}, "mapping.key_unknown"), ({"first_row": "5"}, "mapping.value_malformed"),
        ({"first_row": True}, "mapping.value_malformed"),
        ({"axes": "north"}, "mapping.value_malformed"), ({"axes": []}, "mapping.value_malformed"),
        ({"found_on": "2/1/2020"}, "mapping.value_malformed"),
        ({"found_on": 5}, "mapping.value_malformed"), ({"columns": 5}, "mapping.value_malformed"),
        ({"columns": []}, "mapping.columns_count"),
        ({"columns": {"Z": "area"}}, "mapping.column_unknown"), ({"columns": {"B": "aera"}}, "mapping.term_unknown"),
        ({"columns": {"B": ["area"]}}, "mapping.value_malformed"),
        ({"columns": {"B": {"field": "area"}}}, "mapping.value_malformed"),
        ({"columns": {"B": {"meaning": ["x"]}}}, "mapping.term_unknown"),
        ({"heading_rows": ["1"]}, "mapping.value_malformed"),
        ({"decisions": {"a": 1}}, "mapping.value_malformed"),
        ({"columns": [{"meaning": "area"}] * 3}, "mapping.value_malformed"),
        ({"columns": [{"heading": "a", "sure": 1}] * 3}, "mapping.value_malformed"), ({5: "x"}, "mapping.key_unknown"),
        ({"found_on": []}, "mapping.value_malformed"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_refused(chosen, code):
    with pytest.raises(Refusal) as refused:
        override(read(TABLE), chosen)
    assert refused.value.code == code


def test_a_whole_reading_needs_its_parts():
    content = reading_to_json(read(TABLE))
    for key in ("sheet", "heading_rows", "first_row", "last_row", "columns"):
        with pytest.raises(Refusal, match=r"mapping\.key_missing"):
            reading_from_json({name: value for name, value in content.items() if name != key})


def test_other_heading_rows_give_other_columns_before_anything_else_is_chosen():
    table = sheet(("Mã vụ việc", "Xã", "Thôn"), ("Hành vi", "Thôn", "Ghi chú"), ("Lấn đất", "Bản", "a"))
    chosen = {"heading_rows": [2], "columns": {"Ghi chú": None}}
    reading = understand_chosen(table, shipped_headings(), None, chosen)
    assert [column.meaning for column in reading.columns] == [Field.KIND, Field.HAMLET, None]
    assert (reading.heading_rows, reading.first_row) == ((2,), 3)


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(Refusal) as refused:
        override(read(sheet(("Mã vụ việc", "Xã", None), ("A", "B", "C"))), {"columns": {"Khong co": "area"}})
    assert refused.value.arguments == {"column": "Khong co", "columns": "Mã vụ việc, Xã, C"}
