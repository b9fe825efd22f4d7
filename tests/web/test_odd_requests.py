"""Requests that no page of ours makes: refused with a sentence, never our own mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.record_case import withdraw_case
from tests.builders import PHON_XUONG
from tests.web.drawings import polygon
from tests.web.test_case_changes import CASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]


def test_an_address_that_is_none_leads_home(visitor: Visit) -> None:
    assert visitor(None).get("/sign-in?next=//[").status_code == 200
    assert visitor("canbo").get("/sign-in?next=//[").location == "/"
    assert visitor(None).form("/language", language="en", next="//[").location == "/"


@pytest.mark.parametrize("body", ["[" * 30_000, '{"seen":' * 5_000])
def test_a_body_nested_without_end_is_refused(visitor: Visit, body: str) -> None:
    who = visitor("canbo")
    headers = {"X-CSRFToken": who.token}
    answer = who.client.post(f"{CASE}/change", data=body, headers=headers, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == "http.bad_request"


@pytest.mark.parametrize("number", ["9" * 10, "9" * 30, "9" * 5_000])
@pytest.mark.parametrize("what", ["password", "disable", "units"])
def test_a_user_with_a_number_that_no_row_has_is_not_found(visitor: Visit, number: str, what: str) -> None:
    assert visitor("quantri").form(f"/users/{number}/{what}").status_code == 404


@pytest.mark.parametrize("unit", ["../../x", "..%2F..%2Fx", "a/b", "%0d%0ax", "99999"])
def test_a_unit_that_is_none_becomes_no_file_name(visitor: Visit, unit: str) -> None:
    answer = visitor("canbo").get(f"/export/shapefile?unit={unit}")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_a_panel_says_why_a_case_has_no_status(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    known: Any = who.json(CASE)
    assert known["absence"] is None
    early = who.json(f"{CASE}?as_of=2020-01-01")
    assert (early["status"], early["absence"]) == (None, "Not known on this day")
    withdraw_case(register, SYSTEM_SCOPE, "QA-0001", "entered twice")
    gone = who.json(CASE)
    assert (gone["status"], gone["absence"]) == (None, "Withdrawn from the register")


@pytest.mark.parametrize("kind", [["Polygon"], {"a": 1}, 1, None])
@pytest.mark.parametrize("what", ["judge", "cut"])
def test_a_geometry_whose_type_is_no_text_is_refused(visitor: Visit, what: str, kind: object) -> None:
    body = {"unit": PHON_XUONG, "geometry": {"type": kind, "coordinates": []}}
    answer: Any = visitor("canbo").send(f"/api/geometry/{what}", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "geometry.malformed")


def test_a_geometry_that_crosses_itself_is_not_cut(visitor: Visit) -> None:
    bow_tie = polygon((106.12, 21.46), (106.13, 21.47), (106.13, 21.46), (106.12, 21.47), (106.12, 21.46))
    body = {"geometry": bow_tie, "line": [[106.1, 21.46], [106.2, 21.47]]}
    answer: Any = visitor("canbo").send("/api/geometry/cut", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "geometry.crossing")
    assert "106.125" in answer.json["error"]["sentence"]


@pytest.mark.parametrize("field", ["kind", "found_on", "earliest", "area_m2", "code", "reason", "hamlet"])
def test_half_a_letter_is_refused(visitor: Visit, field: str) -> None:
    answer: Any = visitor("canbo").send("/api/case", {"unit": PHON_XUONG, field: "\ud800"})
    assert answer.status_code in {400, 422}
    assert visitor("canbo").send("/api/search", {"q": "\ud800"}).status_code == 400


def test_numbers_of_entries_are_written_as_they_are(visitor: Visit) -> None:
    for address in (f"{CASE}/revision/13894", f"{CASE}/attachment/13894"):
        answer: Any = visitor("canbo").get(address)
        assert "13894" in answer.json["error"]["sentence"]
