"""Reading the texts of a row: each refusal names table, key and field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from landtrack.domain.cutoff import Band, Side
from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_cells import RowCells, check_key
from landtrack.domain.office.office_registry import OFFICE_TABLES, office_table, parse_row
from landtrack.domain.office.office_table import OfficeTable


def cells(text):
    return RowCells(OfficeTable.TARGET, "a", {"x": text})


@pytest.mark.parametrize(
    ("read", "text", "meant"),
    [
        (lambda row: row.text("x"), "  Đợt  ", "Đợt"),
        (lambda row: row.text("none"), "", ""),
        (lambda row: row.day("x"), "1/7/2014", date(2014, 7, 1)),
        (lambda row: row.day_or_none("x"), " ", None),
        (lambda row: row.whole("x", 1, 9), "9", 9),
        (lambda row: row.number("x"), "88,60", Decimal("88.60")),
        (lambda row: row.choice("x", Side), "after", Side.AFTER),
        (lambda row: row.choice("x", Side, Side.BEFORE), "", Side.BEFORE),
        (lambda row: row.choices("x", Band), "after before after", (Band.BEFORE, Band.AFTER)),
        (lambda row: row.words("x"), "07294  07288 07288", ("07288", "07294")),
        (lambda row: row.flag("x"), "Có", True),
        (lambda row: row.flag("x"), "", False),
    ],
)
def test_what_a_cell_means(read, text, meant):
    found = read(cells(text))
    assert found == meant
    assert str(found) == str(meant)


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (lambda row: row.text("x", required=True), " ", "table.field_missing"),
        (lambda row: row.day("x"), "", "table.field_missing"),
        (lambda row: row.day("x"), "30/2/2024", "table.field_day"),
        (lambda row: row.whole("x", 1, 9), "10", "table.field_range"),
        (lambda row: row.whole("x", 1, 9), "0", "table.field_range"),
        (lambda row: row.whole("x", 1, 9), "2.5", "table.field_range"),
        (lambda row: row.number("x"), "1.000.000", "table.field_number"),
        (lambda row: row.number("x"), "-1", "table.field_number"),
        (lambda row: row.number("x"), "NaN", "table.field_number"),
        (lambda row: row.number("x"), "٣", "table.field_number"),
        (lambda row: row.choice("x", Side), "middle", "table.field_choice"),
        (lambda row: row.choice("x", Side), "", "table.field_missing"),
        (lambda row: row.choices("x", Band), "after later", "table.field_choice"),
        (lambda row: row.flag("x"), "maybe", "table.field_choice"),
        (lambda row: row.check_days(date(2024, 1, 2), date(2024, 1, 1), "x"), "", "table.days_reversed"),
    ],
)
def test_what_a_cell_cannot_be(read, text, code):
    with pytest.raises(Refusal) as refused:
        read(cells(text))
    assert refused.value.code == code
    place = {name: refused.value.arguments[name] for name in ("table", "key", "field")}
    assert place == {"table": OfficeTable.TARGET, "key": "a", "field": "x"}


@pytest.mark.parametrize(("text", "code"), [("a\x00b", "text.control_character"), ("x" * 2001, "text.too_long")])
def test_a_text_is_clean_and_of_bounded_length(text, code):
    with pytest.raises(Refusal) as refused:
        cells(text).text("x")
    assert refused.value.code == code


def test_keys_are_plain():
    assert check_key(OfficeTable.TARGET, "Cao-diem_2023.1") == "Cao-diem_2023.1"
    with pytest.raises(Refusal, match=r"table\.key_malformed"):
        check_key(OfficeTable.TARGET, "-a")


def test_every_table_has_its_rules_and_is_found_by_name():
    assert set(OFFICE_TABLES) == set(OfficeTable)
    assert [office_table(name) for name in ("deadline-rule", " deadline_rule ")] == [OfficeTable.DEADLINE_RULE] * 2
    with pytest.raises(Refusal, match=r"table\.unknown"):
        office_table("case")


def test_a_name_of_two_hundred_letters_is_kept():
    texts = {"name": "Đ" * 200, "since": "2024-01-01", "due": "2024-01-01"}
    assert parse_row(OfficeTable.CAMPAIGN, "a", texts).name == "Đ" * 200
    with pytest.raises(Refusal, match=r"table\.days_reversed"):
        parse_row(OfficeTable.CAMPAIGN, "a", {**texts, "due": "2023-12-31"})
