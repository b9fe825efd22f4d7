"""The administrator's pages of the office's tables: rows added, changed, removed, refused with what was typed kept."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store import schema
from landtrack.store.log import EntryKind
from landtrack.usecases.tables.show_table import show_table
from tests.web.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database
    from landtrack.usecases.tables.read_table import TableRow
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

ROW = "/tables/{}/row"
TARGET = {
    "key": "truoc-2014", "seen": "new", "name": "Trước 01/7/2014", "measure": "cases", "kind": "rate", "value": "90",
    "over": "yes", "band": "before", "since": "02/10/2023", "due": "31/12/2023", "legal_basis": "Kế hoạch số 1",
}  # fmt: skip
CUTOFF = {"key": "before", "day": "01/07/2015", "name": "Mốc", "legal_basis": "Luật Đất đai", "seen": "0"}


def row_of(register: Database, table: OfficeTable, key: str) -> TableRow | None:
    return next((row for row in show_table(register, SYSTEM_SCOPE, table) if row.key == key), None)


def seen_of(visitor: Visitor, table: str, key: str) -> str:
    page = visitor.get(f"/tables/{table}/row?key={key}")
    assert page.status_code == 200
    found = re.search(r'name="seen" value="([^"]*)"', page.text)
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize("table", [table.value for table in OfficeTable])
def test_every_table_and_each_form_is_a_sound_page(visitor: Visit, register: Database, table: str) -> None:
    admin = visitor("quantri")
    rows = show_table(register, SYSTEM_SCOPE, OfficeTable(table))
    page = admin.get(f"/tables/{table}")
    assert page.status_code == 200
    assert Markup(page.text).faults == []
    assert all(f'data-key="{row.key}"' in page.text for row in rows)
    for row in rows[:1]:
        form = admin.get(ROW.format(table) + f"?key={row.key}")
        assert (form.status_code, Markup(form.text).faults) == (200, [])


def test_the_list_of_tables_leads_to_each(visitor: Visit) -> None:
    page = visitor("quantri").get("/tables")
    assert Markup(page.text).faults == []
    assert all(f'href="/tables/{table.value}"' in page.text for table in OfficeTable)


def test_a_target_is_added_changed_and_removed_each_an_entry_of_the_log(visitor: Visit, register: Database) -> None:
    admin = visitor("quantri")
    answer = admin.form(ROW.format("target"), **TARGET)
    assert (answer.status_code, answer.location) == (303, "/tables/target")
    page = admin.get("/tables/target").text
    assert "the row truoc-2014 is saved" in page
    assert "02/10/2023" in page
    assert "quantri" in page
    seen = seen_of(admin, "target", "truoc-2014")
    assert admin.form(ROW.format("target"), **{**TARGET, "seen": seen, "value": "95,5"}).status_code == 303
    form = admin.get(ROW.format("target") + "?key=truoc-2014").text
    assert "<del>90</del> → 95.5" in form
    seen = seen_of(admin, "target", "truoc-2014")
    assert admin.form("/tables/target/remove", key="truoc-2014", seen=seen).status_code == 303
    assert row_of(register, OfficeTable.TARGET, "truoc-2014") is None
    with register.reading() as view:
        kinds = schema.log_entry.c.kind == EntryKind.TABLE.value
        rows = view.connection.execute(schema.log_entry.select().where(kinds)).all()
    assert [row.actor for row in rows] == ["quantri"] * 3


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"since": "31/02/2023"}, "since", "field From: “31/02/2023” is no day"),
        ({"due": "01/10/2023"}, "due", "leaves no time"),
        ({"value": "101"}, "value", "cannot be reached"),
        ({"value": "viele"}, "value", "field Value"),
        ({"legal_basis": " "}, "legal_basis", "is empty"),
        ({"measure": "money"}, "measure", "is not one of"),
        ({"key": "trước 2014"}, "key", "cannot be the key"),
        ({"campaign": "none-such"}, "campaign", "is not there"),
        ({"units": "99999"}, "units", "99999"),
    ],
)
def test_a_refused_row_keeps_what_was_typed_and_names_its_field(
    visitor: Visit, register: Database, changed: dict[str, str], field: str, sentence: str
) -> None:
    answer = visitor("quantri").form(ROW.format("target"), **{**TARGET, **changed})
    assert answer.status_code == 422
    assert Markup(answer.text).faults == []
    place = f'id="row-{field}-problem">'
    problem = answer.text.partition(place)[2].partition("</span>")[0]
    assert sentence in problem
    for name in ("name", "value", "since", "due", "key", "units"):
        typed = {**TARGET, "units": "", **changed}[name]
        assert re.search(rf'name="{name}" value="{re.escape(typed)}"', answer.text), name
    assert row_of(register, OfficeTable.TARGET, "truoc-2014") is None


def test_targets_that_overlap_are_refused_with_both_names(visitor: Visit) -> None:
    admin = visitor("quantri")
    admin.form(ROW.format("target"), **TARGET)
    answer = admin.form(ROW.format("target"), **{**TARGET, "key": "nua", "since": "01/11/2023"})
    assert answer.status_code == 422
    assert "truoc-2014 and nua both hold on 01/11/2023" in answer.text


def test_a_change_over_somebody_elses_is_shown_first(visitor: Visit, register: Database) -> None:
    admin = visitor("quantri")
    admin.form(ROW.format("target"), **TARGET)
    seen = seen_of(admin, "target", "truoc-2014")
    admin.form(ROW.format("target"), **{**TARGET, "seen": seen, "value": "95"})
    answer = admin.form(ROW.format("target"), **{**TARGET, "seen": seen, "value": "80"})
    assert answer.status_code == 409
    assert "somebody else" in answer.text
    assert 'name="value" value="80"' in answer.text
    row = row_of(register, OfficeTable.TARGET, "truoc-2014")
    assert row is not None
    assert str(row.row.value) == "95"


def test_a_cutoff_is_changed_only_by_who_says_that_it_is_meant(visitor: Visit, register: Database) -> None:
    admin = visitor("quantri")
    page = admin.get("/tables/cutoff/row?key=before").text
    assert "banded anew" in page
    refused = admin.form(ROW.format("cutoff"), **CUTOFF)
    assert (refused.status_code, "Tick that this is meant" in refused.text) == (422, True)
    assert admin.form(ROW.format("cutoff"), **CUTOFF, understood="yes").status_code == 303
    row = row_of(register, OfficeTable.CUTOFF, "before")
    assert row is not None
    assert row.row.day == date(2015, 7, 1)
    reversed_ = admin.form(
        ROW.format("cutoff"), **{**CUTOFF, "day": "01/01/2030", "seen": seen_of(admin, "cutoff", "before")},
        understood="yes",
    )  # fmt: skip
    assert reversed_.status_code == 422


def test_a_new_decree_ends_the_rule_before_it(visitor: Visit, register: Database) -> None:
    admin = visitor("quantri")
    new = {
        "key": "minutes-2028", "seen": "new", "duty": "minutes", "complexity": "plain", "amount": "3",
        "unit": "working_days", "valid_from": "01/01/2028", "legal_basis": "Nghị định mới",
    }  # fmt: skip
    assert admin.form(ROW.format("deadline_rule"), **new).status_code == 422
    assert admin.form(ROW.format("deadline_rule"), **new, adjoining="yes").status_code == 303
    before = row_of(register, OfficeTable.DEADLINE_RULE, "minutes-2026")
    assert before is not None
    assert before.row.valid_until == date(2028, 1, 1)
    history = admin.get("/tables/deadline_rule/row?key=minutes-2026").text
    assert "Holds no longer from:</span> 01/01/2028" in history


@pytest.mark.parametrize(
    "address",
    ["/tables/none", "/tables/none/row", "/tables/target/row?key=none", "/tables/office/row", "/tables/cutoff/row"],
)
def test_what_is_not_there_is_not_found(visitor: Visit, address: str) -> None:
    assert visitor("quantri").get(address).status_code == 404


def test_a_row_that_is_gone_is_not_removed_twice(visitor: Visit) -> None:
    admin = visitor("quantri")
    answer = admin.form("/tables/target/remove", key="none", seen="1")
    assert answer.status_code == 303
    assert "has no row none" in admin.get("/tables/target").text


@pytest.mark.parametrize("name", ["canbo", "canbo.yenthe", "chutich.yenthe", "tinh"])
def test_only_the_administrator_keeps_tables(visitor: Visit, name: str) -> None:
    who = visitor(name)
    assert who.form(ROW.format("target"), **TARGET).status_code == 403
    assert who.get("/tables/cutoff/row?key=before").status_code == 403
    assert who.form("/tables/target/remove", key="x", seen="0").status_code == 403


@pytest.mark.parametrize("name", ["canbo", "canbo.yenthe", "chutich.yenthe", "tinh"])
def test_who_sees_figures_reads_the_tables(visitor: Visit, name: str) -> None:
    assert visitor("quantri").form(ROW.format("target"), **TARGET).status_code == 303
    who = visitor(name)
    assert 'href="/tables"' in who.get("/progress").text
    for path in ("/tables", *(f"/tables/{table}" for table in OfficeTable)):
        page = who.get(path)
        assert (page.status_code, Markup(page.text).faults) == (200, []), path
        assert "/row" not in page.text, path
        # Who recorded a row is told to who keeps the tables.
        assert "quantri" not in page.text.split("</header>")[-1], path
    cutoffs = who.get("/tables/cutoff").text
    assert "01/07/2014" in cutoffs
    assert "as shipped" in cutoffs
    assert visitor(None).get("/tables").status_code == 302


def test_whether_a_form_counts_is_changed_with_a_tick_only(visitor: Visit) -> None:
    admin = visitor("quantri")
    row = {"key": "referred", "name_vi": "Chuyển cơ quan điều tra", "name_en": "Referred", "seen": "0"}
    refused = admin.form("/tables/form/row", **row)
    assert refused.status_code == 422
    assert "Tick that this is meant" in refused.text
    assert 'name="understood"' in refused.text
    assert 'id="row-counts" checked' not in refused.text
    # Another name needs no tick, nor does a new form.
    assert admin.form("/tables/form/row", **row, counts="yes").status_code == 303
    assert admin.form("/tables/form/row", key="left", name_vi="Bỏ", seen="new").status_code == 303
    seen = re.search(r'name="seen" value="(\d+)"', admin.get("/tables/form/row?key=referred").text)
    assert seen is not None
    assert admin.form("/tables/form/row", **{**row, "seen": seen[1]}, understood="yes").status_code == 303
    assert 'id="row-counts" checked' not in admin.get("/tables/form/row?key=referred").text
