"""Rows of codes: their names tell them apart, and fit where files carry them."""

from __future__ import annotations

import pytest

from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_registry import OFFICE_TABLES, parse_row
from landtrack.domain.office.office_table import OfficeTable, plain_row

KIND, FORM, LAND = OfficeTable.KIND, OfficeTable.FORM, OfficeTable.LAND_TYPE


def rows(table, **names):
    return {key: parse_row(table, key, {"name_vi": vi, "name_en": en}) for key, (vi, en) in names.items()}


def twice(table, **names):
    """Return the rows of which the second has a word of the first, None where every word is of one row."""
    try:
        OFFICE_TABLES[table].check(rows(table, **names))
    except Refusal as refused:
        return refused.code, refused.arguments["other"], refused.arguments["key"]
    return None


def test_names_of_their_own_are_fine():
    assert twice(KIND, a=("Lấn đất", "Encroachment"), b=("Chiếm đất", "Occupation")) is None
    # One word in both languages, or the code in other letters, is still the row's own, and no other row's.
    assert twice(FORM, sold=("Sold", "Sold"), b=("Bán", "")) is None
    assert twice(FORM, sold=("Sold", "Sold"), b=("SOLD", "")) == ("table.name_twice", "sold", "b")


@pytest.mark.parametrize(
    ("table", "names", "field", "text"),
    [
        (KIND, {"a": ("Lấn đất", ""), "b": ("LAN DAT", "")}, "name_vi", "LAN DAT"),
        (KIND, {"a": ("Lấn đất", "Taken"), "b": ("Chiếm đất", "taken")}, "name_en", "taken"),
        (FORM, {"sold": ("Bán", ""), "b": ("Sold", "")}, "name_vi", "Sold"),
        (FORM, {"b": ("Sold", ""), "sold": ("Bán", "")}, "key", "sold"),
        (LAND, {"AAA": ("Đất lúa", ""), "BBB": ("Đất lúa", "")}, "name_vi", "Đất lúa"),
    ],
)
def test_a_word_of_two_rows_is_refused(table, names, field, text):
    with pytest.raises(Refusal) as refused:
        OFFICE_TABLES[table].check(rows(table, **names))
    first, second = names
    assert refused.value.code == "table.name_twice"
    assert refused.value.arguments == {"table": table, "key": second, "field": field, "text": text, "other": first}


@pytest.mark.parametrize(("table", "key"), [(KIND, "aaa"), (FORM, "aaa"), (LAND, "AAA")])
@pytest.mark.parametrize("field", ["name_vi", "name_en"])
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ộ" * 81, "table.name_long"),
        ("Lấn\nđất", "table.name_hidden"),
        ("Lấn\tđất", "table.name_hidden"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Lấn đất", "table.name_hidden"),
        ("Lấn\N{LINE SEPARATOR}đất", "table.name_hidden"),
        ("其他", "table.name_no_letter"),
        ("***", "table.name_no_letter"),
    ],
)
def test_a_name_fits_into_every_file_and_garbles_none(table, key, field, name, code):
    parse_row(table, key, {"name_vi": "Đ", field: "Đất\N{NO-BREAK SPACE}" + "Ộ" * 76})
    with pytest.raises(Refusal) as refused:
        parse_row(table, key, {"name_vi": "Ộ", field: name})
    assert (refused.value.code, refused.value.arguments["field"]) == (code, field)


@pytest.mark.parametrize(("table", "key"), [(KIND, "aaa"), (FORM, "aaa"), (LAND, "AAA")])
def test_without_an_english_name_the_vietnamese_stands_also_when_it_changes(table, key):
    row = parse_row(table, key, {"name_vi": "Bán"})
    assert (row.name("vi"), row.name("en")) == ("Bán", "Bán")
    assert parse_row(table, key, {**plain_row(row), "name_vi": "Cho"}).name("en") == "Cho"


@pytest.mark.parametrize(("table", "longest"), [(KIND, 40), (FORM, 20)])
def test_a_code_is_a_plain_word_that_fits(table, longest):
    assert parse_row(table, "a" * longest, {"name_vi": "A"}).code == "a" * longest
    for key in ("a" * (longest + 1), "Dumped", "dumped-waste", "1st", "a__b", "a_"):
        with pytest.raises(Refusal, match=r"table\.code_malformed"):
            parse_row(table, key, {"name_vi": "A"})


@pytest.mark.parametrize(("texts", "counts"), [({}, True), ({"counts": ""}, False), ({"counts": "no"}, False)])
def test_a_new_form_counts_unless_it_is_said_not_to(texts, counts):
    assert parse_row(FORM, "sold", {"name_vi": "Bán", **texts}).counts is counts
