"""Files of office tables: the shipped ones are right, and one that an office keeps comes back as it was."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.deadlines.deadline_rule import Complexity, Duty, rule_for
from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_registry import OFFICE_TABLES, parse_row
from landtrack.domain.office.office_table import OfficeTable, plain_row
from landtrack.formats.office_tables import LARGEST, read_table_file, shipped_rows, table_text
from tests.area_builders import GEODATA

# The tables that have rows in the format of all; cutoffs and land types come otherwise.
SHIPPED = frozenset(
    {OfficeTable.DEADLINE_RULE, OfficeTable.QUOTE, OfficeTable.KIND, OfficeTable.FORM, OfficeTable.OFFICE}
)


def rows_of(table):
    return {key: parse_row(table, key, texts) for key, texts in shipped_rows(GEODATA, table).items()}


@pytest.mark.parametrize("table", list(OfficeTable))
def test_the_shipped_rows_are_what_their_table_allows(table):
    rows = rows_of(table)
    if not OFFICE_TABLES[table].needed:
        OFFICE_TABLES[table].check(rows)
    assert bool(rows) == (table in SHIPPED)


@pytest.mark.parametrize(
    ("day", "decree"),
    [
        (date(2020, 1, 5), "Nghị định 91/2019/NĐ-CP"),
        (date(2024, 10, 3), "Nghị định 91/2019/NĐ-CP"),
        (date(2024, 10, 4), "Nghị định 123/2024/NĐ-CP"),
        (date(2026, 11, 22), "Nghị định 281/2026/NĐ-CP"),
    ],
)
def test_every_duty_has_a_rule_under_every_decree(day, decree):
    rules = rows_of(OfficeTable.DEADLINE_RULE).values()
    for duty in Duty:
        for complexity in Complexity if duty is Duty.DECISION else [Complexity.PLAIN]:
            rule = rule_for(rules, duty, day, complexity)
            assert rule is not None
            assert rule.legal_basis == decree
            assert "chờ cơ quan xác nhận" in rule.note
    assert rule_for(rules, Duty.MINUTES, date(2020, 1, 4)) is None


def test_rows_come_back_from_the_file_that_was_printed(tmp_path):
    rows = {key: plain_row(row) for key, row in rows_of(OfficeTable.QUOTE).items()}
    path = tmp_path / "quotes.csv"
    path.write_text("\ufeff" + table_text(OFFICE_TABLES[OfficeTable.QUOTE].fields, rows), encoding="utf-8")
    again = read_table_file(path)
    assert {key: parse_row(OfficeTable.QUOTE, key, texts) for key, texts in again.items()} == rows_of(OfficeTable.QUOTE)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table.file_no_key"),
        (b"name,since\na,b\n", "table.file_no_key"),
        (b"key,name\na,b,c\n", "table.file_row"),
        (b"key,name\na\n", "table.file_row"),
        (b"key,name\na,b\na,c\n", "table.file_key_twice"),
        (b"key,name\na,\xe1\n", "table.file_unreadable"),
        (b"key,name\n" + b"x" * LARGEST, "table.file_unreadable"),
    ],
)
def test_a_file_that_cannot_be_is_refused(tmp_path, content, code):
    path = tmp_path / "rows.csv"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_table_file(path)
    assert refused.value.code == code


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refusal, match=r"table\.file_unreadable"):
        read_table_file(tmp_path / "none.csv")
