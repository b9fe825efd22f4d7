"""Kinds, forms and land types that an administrator adds on the page: every other page knows them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.tables.change_row import change_row
from tests.web.drawings import NEW
from tests.web.import_files import Import, figures_of, line, workbook
from tests.web.markup import Markup
from tests.web.register import page_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database
    from tests.builders import MovingClock
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

KIND, FORM, LAND = OfficeTable.KIND, OfficeTable.FORM, OfficeTable.LAND_TYPE
DUMPED = {"key": "dumped_waste", "name_vi": "Đổ chất thải", "name_en": "Waste dumped"}
CLEARED = {"key": "cleared", "name_vi": "Dọn sạch", "name_en": "Cleared", "counts": "yes"}
LANDFILL = {"key": "RAC", "name_vi": "Đất bãi rác", "name_en": "Landfill"}
CASES = "/api/commune/07288/cases"


@pytest.fixture
def added(visitor: Visit) -> Visitor:
    """Return the administrator, who has added a row to each of the three tables."""
    admin = visitor("quantri")
    for table, row in ((KIND, DUMPED), (FORM, CLEARED), (LAND, LANDFILL)):
        answer = admin.form(f"/tables/{table.value}/row", seen="new", **row)
        assert (answer.status_code, answer.location) == (303, f"/tables/{table.value}")
    return admin


def test_a_new_row_counts_and_its_form_says_what_that_means(visitor: Visit) -> None:
    page = visitor("quantri").get("/tables/form/row").text
    assert Markup(page).faults == []
    assert 'name="counts" value="yes" id="row-counts" checked' in page
    assert "is in hand, with nothing of its area resolved, in every figure" in page
    assert "small letters without diacritics" in page


@pytest.mark.parametrize(
    ("table", "row", "field", "sentence"),
    [
        (KIND, {**DUMPED, "key": "Dumped-Waste"}, "key", "a code is made of small letters"),
        (KIND, {**DUMPED, "name_vi": "LẤN ĐẤT"}, "name_vi", "is that of “encroached” already"),
        (FORM, {**CLEARED, "name_en": "x" * 81}, "name_en", "more than 80 letters"),
    ],
)
def test_a_row_that_could_not_be_told_apart_is_refused_at_its_field(
    visitor: Visit, table: OfficeTable, row: dict[str, str], field: str, sentence: str
) -> None:
    answer = visitor("quantri").form(f"/tables/{table.value}/row", seen="new", **row)
    assert answer.status_code == 422
    assert sentence in answer.text.partition(f'id="row-{field}-problem">')[2].partition("</span>")[0]


@pytest.mark.usefixtures("added")
def test_a_case_is_recorded_resolved_and_shown_with_them(visitor: Visit) -> None:
    who = visitor("canbo")
    body = {**NEW, "code": "QA-9", "kind": "dumped_waste", "land_type": "rac"}
    made: Any = who.send("/api/case?unit=07288", body).json
    feed = who.json(CASES)
    assert made["case"] in feed["rows"]
    kind = feed["columns"].index("kind")
    assert feed["kinds"][made["case"][kind]] == made["kinds"][made["case"][kind]] == "dumped_waste"
    assert {"label": "Kind of violation", "value": "Waste dumped"} in made["panel"]["facts"]
    change = {"seen": made["panel"]["version"], "action": "resolved", "day": "1/6/2022", "form": "cleared"}
    done: Any = who.send("/api/case/QA-9/change?unit=07288", change).json
    assert done["panel"]["status"]["value"] == "resolved"
    details = [row for line in done["panel"]["history"] for row in line["details"]]
    assert {"label": "Form of resolution", "value": "Cleared"} in details
    facts = who.json("/api/case/QA-9/facts")["facts"]
    assert (facts["kind"], facts["land_type"]) == ("dumped_waste", "RAC")


@pytest.mark.usefixtures("added")
def test_forms_filters_and_files_offer_them(visitor: Visit) -> None:
    who = visitor("canbo")
    data = page_data(who.get("/commune/07288").text)
    assert {"value": "dumped_waste", "label": "Waste dumped"} in data["kinds"]
    assert {"value": "cleared", "label": "Cleared"} in data["forms"]
    assert {"code": "RAC", "name": "Landfill"} in who.json("/api/commune/07288/form")["land_types"]
    page = who.get("/export").text
    assert 'name="kind" value="dumped_waste"' in page
    taken = who.get("/export/csv?kind=dumped_waste")
    assert taken.status_code == 200
    refused = who.get("/export/csv?kind=dumped")
    assert refused.status_code == 422
    assert "“dumped” is not known here" in refused.text
    assert "dumped_waste" in refused.text


@pytest.mark.usefixtures("added")
def test_what_was_ended_says_so_where_it_is_chosen(visitor: Visit, register: Database) -> None:
    change_row(register, SYSTEM_SCOPE, KIND, "dumped_waste", {"ended": "2021-05-03"})
    change_row(register, SYSTEM_SCOPE, FORM, "cleared", {"ended": "2021-05-03"})
    who = visitor("canbo")
    data = page_data(who.get("/commune/07288").text)
    until = {"value": "dumped_waste", "label": "Waste dumped", "option": "Waste dumped (until 03/05/2021)"}
    assert until in data["kinds"]
    assert {"value": "cleared", "label": "Cleared", "option": "Cleared (until 03/05/2021)"} in data["forms"]
    refused: Any = who.send("/api/case?unit=07288", {**NEW, "kind": "dumped_waste"}).json
    assert refused["field"] == "kind"
    assert "could be chosen until 03/05/2021" in refused["error"]["sentence"]


@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [("kind", "dumped", "no kind of violation"), ("land_type", "XYZ", "no land-type code")],
)
def test_a_code_that_nobody_added_is_refused_at_its_field(visitor: Visit, name: str, code: str, sentence: str) -> None:
    answer: Any = visitor("canbo").send("/api/case?unit=07288", {**NEW, name: code}).json
    assert answer["field"] == name
    assert sentence in answer["error"]["sentence"]


def test_a_form_that_nobody_added_is_refused_with_the_known_ones(visitor: Visit) -> None:
    who = visitor("canbo")
    change = {"seen": who.json("/api/case/QA-0001")["version"], "action": "resolved", "day": "1/6/2022", "form": "sold"}
    answer: Any = who.send("/api/case/QA-0001/change?unit=07288", change).json
    assert answer["field"] == "form"
    assert "“sold” is no form of resolution" in answer["error"]["sentence"]
    assert "restored, returned" in answer["error"]["sentence"]


def test_names_are_those_of_the_moment_that_is_asked_for(
    visitor: Visit, register: Database, clock: MovingClock
) -> None:
    before = clock.now.strftime("%Y-%m-%dT%H:%M:%S%%2B00:00")
    clock.later(hours=1)
    change_row(register, SYSTEM_SCOPE, KIND, "encroached", {"name_en": "Trespass"})
    change_row(register, SYSTEM_SCOPE, FORM, "restored", {"name_en": "As it was"})
    change_row(register, SYSTEM_SCOPE, KIND, "later", {"name_vi": "Về sau"})
    who = visitor("canbo")
    for query, kind, form, later in (("", "Trespass", "As it was", True), (f"?known_at={before}", "Encroachment",
                                     "Restored to its original state", False)):  # fmt: skip
        data = page_data(who.get(f"/commune/07288{query}").text)
        assert {"value": "encroached", "label": kind} in data["kinds"]
        assert {"value": "restored", "label": form} in data["forms"]
        assert ("later" in who.json(CASES + query)["kinds"]) is later
        panel = who.json(f"/api/case/QA-0002{query}")
        assert kind in [row["value"] for row in panel["facts"]]
        assert form in [row["value"] for line in panel["history"] for row in line["details"]]


def test_an_upload_that_waits_understands_what_was_added_meanwhile(visitor: Visit) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(1, kind="Đổ chất thải")]))
    assert figures_of(upload.get("/check").text) == [0, 0, 0, 1]
    assert "Waste dumped" not in upload.get().text
    visitor("quantri").form("/tables/kind/row", seen="new", **DUMPED)
    # In the preview, and among the values for the whole file.
    assert upload.get().text.count("Waste dumped") >= 2
    assert figures_of(upload.get("/check").text) == [1, 0, 0, 0]
