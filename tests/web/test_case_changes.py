"""Changes made in the panel: recorded, undone, refused, and never over somebody else's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Status
from landtrack.store.histories import find_history
from landtrack.store.log import head_at
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import revise_case, withdraw_case
from tests.builders import facts
from tests.web.register import HOSTILE, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.history import CaseHistory
    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

CASE = "/api/case/QA-0001"
RESOLVE = {
    "action": "resolved",
    "day": "15/06/2022",
    "form": "restored",
    "decision_number": "12/QĐ-UBND",
    "note": "xong",
}


def seen(who: Visitor, case: str = CASE) -> int:
    version: int = who.json(case)["version"]
    return version


def history(register: Database, code: str = "QA-0001") -> CaseHistory:
    with register.reading() as view:
        return find_history(view, SYSTEM_SCOPE, code)


def entries(register: Database) -> int:
    with register.reading() as view:
        return head_at(view.connection).number


@pytest.mark.parametrize("name", ["canbo", "canbo.yenthe"])
def test_resolving_a_case_changes_row_panel_and_figures(visitor: Visit, register: Database, name: str) -> None:
    who = visitor(name)
    before = who.json("/api/commune/07288/cases")
    answer = who.send(f"{CASE}/change?unit=07288", {"seen": seen(who), **RESOLVE})
    assert answer.status_code == 200
    body: Any = answer.json
    feed = who.json("/api/commune/07288/cases")
    assert body["case"] == feed["rows"][0]
    assert body["figures"] == feed["figures"]
    assert body["panel"] == who.json(f"{CASE}?unit=07288")
    assert feed["figures"]["total"]["raw"]["resolved"] == before["figures"]["total"]["raw"]["resolved"] + 1
    assert body["panel"]["status"] == {"value": "resolved", "label": "Resolved"}
    assert body["panel"]["actions"] == ["excluded", "reopen"]
    assert body["panel"]["undo"] == {"label": "Undo “Resolved” of 15/06/2022"}
    newest = body["panel"]["history"][0]
    assert (newest["title"], newest["effective_on"], newest["who"], newest["note"]) == (
        "Resolved",
        "15/06/2022",
        name,
        "xong",
    )
    assert newest["details"] == [
        {"label": "Form of resolution", "value": "Restored to its original state"},
        {"label": "Decision number", "value": "12/QĐ-UBND"},
    ]
    assert history(register).changes[-1].effective_on == date(2022, 6, 15)


def test_undoing_brings_everything_back_and_keeps_the_history(visitor: Visit) -> None:
    who = visitor("canbo")
    before = who.json("/api/commune/07288/cases")
    changed: Any = who.send(f"{CASE}/change?unit=07288", {"seen": seen(who), **RESOLVE}).json
    version = changed["panel"]["version"]
    undone: Any = who.send(f"{CASE}/undo?unit=07288", {"seen": version, "note": "sai ngày"}).json
    assert undone["case"] == before["rows"][0]
    assert undone["figures"] | {"head": ""} == before["figures"] | {"head": ""}
    assert [(row["kind"], row["void"], row["note"]) for row in undone["panel"]["history"]] == [
        ("void", False, "sai ngày"), ("change", True, "xong"), ("case", False, ""),
    ]  # fmt: skip
    assert undone["panel"]["undo"] is None
    again = who.send(f"{CASE}/undo", {"seen": undone["panel"]["version"]})
    assert (again.status_code, again.json and again.json["error"]["code"]) == (422, "change.nothing_to_undo")


def test_each_step_of_a_case_can_be_made(visitor: Visit) -> None:
    who = visitor("canbo")
    steps: list[tuple[dict[str, str], str]] = [
        ({"action": "in_hand", "day": "1/6/2022"}, "in_hand"),
        (
            {"action": "partly_resolved", "day": "2022-06-02", "form": "returned", "resolved_m2": "120,5"},
            "partly_resolved",
        ),
        ({"action": "resolved", "day": "3/6/2022", "form": "enforced"}, "resolved"),
        ({"action": "reopen", "day": "4/6/2022"}, "open"),
        ({"action": "excluded", "day": "5/6/2022", "exclusion": "duplicate"}, "excluded"),
    ]
    for body, status in steps:
        answer = who.send(f"{CASE}/change?unit=07288", {"seen": seen(who), **body})
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        assert answer.json["panel"]["status"]["value"] == status
    feed = who.json("/api/commune/07288/cases")
    assert [row[1] for row in feed["rows"]] == ["QA-0001", "QA-0002", "QA-0003", "QA-0004"]
    assert feed["figures"]["total"]["raw"]["cases"] == 3


def test_a_change_in_another_day_shows_that_day(visitor: Visit) -> None:
    who = visitor("canbo")
    query = "?unit=07288&as_of=2022-06-01"
    answer: Any = who.send(f"{CASE}/change{query}", {"seen": seen(who), **RESOLVE}).json
    assert answer["panel"]["status"]["value"] == "open"  # it took effect later than the page's day
    assert answer["figures"] == who.json(f"/api/commune/07288/cases{query}")["figures"]
    assert answer["case"] == who.json(f"/api/commune/07288/cases{query}")["rows"][0]


def test_what_somebody_else_changed_is_shown_and_not_overwritten(visitor: Visit, register: Database) -> None:
    mine, theirs = visitor("canbo"), visitor("canbo.yenthe")
    version = seen(mine)
    theirs.send(f"{CASE}/change", {"seen": version, "action": "in_hand", "day": "1/6/2022", "note": "their note"})
    before = entries(register)
    answer = mine.send(f"{CASE}/change?unit=07288", {"seen": version, **RESOLVE})
    assert answer.status_code == 409
    body: Any = answer.json
    assert body["error"]["code"] == "case.changed_meanwhile"
    assert body["panel"]["status"]["value"] == "in_hand"
    assert (body["panel"]["history"][0]["who"], body["panel"]["history"][0]["note"]) == ("canbo.yenthe", "their note")
    assert body["case"] == mine.json("/api/commune/07288/cases")["rows"][0]
    assert entries(register) == before
    assert mine.send(f"{CASE}/undo?unit=07288", {"seen": version}).status_code == 409
    assert entries(register) == before
    assert mine.send(f"{CASE}/change", {"seen": body["panel"]["version"], **RESOLVE}).status_code == 200


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"day": "31/02/2024"}, "day.impossible", "day"),
        ({"day": "12/31/2023"}, "day.impossible", "day"),
        ({"day": ""}, "day.malformed", "day"),
        ({"day": "23/11/2026"}, "change.in_future", "day"),
        ({"day": "03/05/2021"}, "change.before_found", "day"),
        ({"form": ""}, "change.form_missing", "form"),
        ({"form": "magic"}, "change.form_unknown", "form"),
        ({"action": "in_hand"}, "change.form_unwanted", "form"),
        ({"action": "partly_resolved"}, "change.area_missing", "resolved_m2"),
        ({"action": "partly_resolved", "resolved_m2": "500,1"}, "change.area_too_large", "resolved_m2"),
        ({"action": "partly_resolved", "resolved_m2": "500"}, "change.area_whole", "resolved_m2"),
        ({"action": "partly_resolved", "resolved_m2": "0"}, "change.area_not_positive", "resolved_m2"),
        ({"action": "partly_resolved", "resolved_m2": "a lot"}, "number.malformed", "resolved_m2"),
        ({"resolved_m2": "10"}, "change.area_unwanted", "resolved_m2"),
        ({"action": "excluded", "form": ""}, "change.reason_missing", "exclusion"),
        ({"exclusion": "duplicate"}, "change.reason_unwanted", "exclusion"),
        ({"exclusion": "boredom"}, "choice.unknown", "exclusion"),
        ({"note": "x" * 3000}, "text.too_long", "note"),
        ({"note": "a\x07b"}, "text.control_character", "note"),
        ({"decision_number": "x" * 600}, "text.too_long", "decision_number"),
        ({"action": "reopen", "form": ""}, "change.from_open", None),
        ({"action": "open"}, "choice.unknown", None),
        ({"action": "burn"}, "choice.unknown", None),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_changes_nothing(
    visitor: Visit, register: Database, changed: dict[str, str], code: str, field: str | None
) -> None:
    who = visitor("canbo")
    version, before = seen(who), entries(register)
    answer = who.send(f"{CASE}/change", {"seen": version, **RESOLVE, **changed})
    body: Any = answer.json
    assert (answer.status_code, body["error"]["code"], body["field"]) == (422, code, field)
    assert body["error"]["sentence"]
    assert entries(register) == before


@pytest.mark.parametrize(
    "body",
    [
        [], "text", 7, None, {"seen": "1", **RESOLVE}, {"seen": None, **RESOLVE}, {"seen": True, **RESOLVE},
        {"seen": 1, **RESOLVE, "day": 20220615}, {"seen": 1, **RESOLVE, "note": ["x"]},
    ],
)  # fmt: skip
def test_what_is_no_change_at_all_is_refused(visitor: Visit, register: Database, body: Any) -> None:
    before = entries(register)
    answer = visitor("canbo").send(f"{CASE}/change", body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"]["code"] == "http.bad_request"
    assert entries(register) == before


def test_a_body_that_is_no_json_is_refused(visitor: Visit) -> None:
    who = visitor("canbo")
    answer = who.client.post(f"{CASE}/change", data=b"{", headers={"X-CSRFToken": who.token}, content_type="text/plain")
    assert answer.status_code == 400


def test_a_withdrawn_case_cannot_be_changed(visitor: Visit, register: Database) -> None:
    withdraw_case(register, SYSTEM_SCOPE, "QA-0001", "entered twice")
    who = visitor("canbo")
    panel = who.json(CASE)
    assert (panel["status"], panel["actions"], panel["undo"]) == (None, [], None)
    assert panel["history"][0] | {"recorded_at": ""} == {
        "entry": panel["version"], "kind": "withdrawn", "title": "Withdrawn from the register", "effective_on": "",
        "details": [], "note": "entered twice", "void": False, "drawn": False, "recorded_at": "", "who": "system",
    }  # fmt: skip
    answer = who.send(f"{CASE}/change", {"seen": panel["version"], **RESOLVE})
    assert (answer.status_code, answer.json and answer.json["error"]["code"]) == (422, "case.withdrawn")


def test_corrected_facts_are_shown_with_what_they_were(visitor: Visit, register: Database) -> None:
    unit = history(register).revisions[0].facts.unit_id
    revise_case(
        register, SYSTEM_SCOPE, "QA-0001", facts(unit, parcel="77", part_of_parcel=True, geometry=None), "survey"
    )
    line = visitor("canbo").json(CASE)["history"][0]
    assert (line["kind"], line["note"]) == ("revision", "survey")
    assert line["details"] == [
        {"label": "Parcel", "value": "90001 → part of 77"},
        {"label": "Place on the map", "value": "drawn anew"},
    ]


def test_an_earlier_knowledge_shows_what_was_known_and_offers_no_change(visitor: Visit, register: Database) -> None:
    change_status(register, SYSTEM_SCOPE, "QA-0001", ChangeDraft(Status.IN_HAND, date(2021, 6, 1)))
    who = visitor("canbo")
    now, then = who.json(CASE), who.json(f"{CASE}?known_at=2022-06-01")
    assert (now["status"]["value"], then["status"]["value"]) == ("in_hand", "open")
    assert (len(now["history"]), len(then["history"])) == (2, 1)
    assert (then["actions"], then["undo"]) == ([], None)
    assert who.get(f"{CASE}?known_at=2021-06-01").status_code == 404  # nobody knew of it yet


def test_a_panel_says_where_the_case_lies(visitor: Visit) -> None:
    who = visitor("canbo")
    centre = who.json(CASE)["centre"]
    assert (centre["lon"], centre["lat"]) == (106.1269, 21.4672)
    assert centre["text"] == f"X {centre['north']:,} · Y {centre['east']:,}"
    assert 399_370 < centre["east"] < 425_952
    assert 2_370_002 < centre["north"] < 2_392_548
    assert who.json("/api/case/QA-0003")["centre"] is None


@pytest.mark.parametrize("name", ["chutich.yenthe", "tinh"])
def test_a_reader_sees_the_panel_and_changes_nothing(visitor: Visit, register: Database, name: str) -> None:
    who = visitor(name)
    panel = who.json(CASE)
    assert (panel["actions"], panel["undo"]) == ([], None)
    before = entries(register)
    for step in ("change", "undo"):
        answer = who.send(f"{CASE}/{step}", {"seen": panel["version"], **RESOLVE})
        assert answer.status_code == 403
    assert entries(register) == before


def test_texts_of_people_stay_texts(visitor: Visit) -> None:
    who = visitor("canbo")
    answer = who.send(f"{CASE}/change", {"seen": seen(who), **RESOLVE, "note": HOSTILE, "decision_number": HOSTILE})
    assert answer.mimetype == "application/json"
    body: Any = answer.json
    assert body["panel"]["history"][0]["note"] == HOSTILE
    assert body["panel"]["history"][0]["details"][1]["value"] == HOSTILE


def test_codes_are_found_however_they_are_typed(visitor: Visit) -> None:
    assert visitor("canbo").json("/api/case/qa-0001 ")["code"] == "QA-0001"
