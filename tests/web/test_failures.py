"""Our own mistakes, a busy register, and the small parts that answers are made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.case import Occurred
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.database import Database
from landtrack.usecases.record_case import record_case
from landtrack.web import access
from landtrack.web.packing import Kept
from landtrack.web.signed_in import signed_in
from tests.builders import PHON_XUONG, facts
from tests.web.markup import Markup
from tests.web.register import SESAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]


def test_a_mistake_of_ours_is_said_without_details(visitor: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    who = visitor("canbo")

    def fail(_self: Database) -> None:
        raise ZeroDivisionError("the secret detail")

    monkeypatch.setattr(Database, "known_now", fail)
    page, feed = who.get("/overview"), who.get("/api/units")
    assert (page.status_code, feed.status_code) == (500, 500)
    assert "secret detail" not in page.text + feed.text
    assert Markup(page.text).faults == []
    assert feed.json is not None
    assert feed.json["error"]["code"] == "http.our_fault"


@pytest.mark.parametrize(
    ("code", "answered"), [("database.locked", "http.busy"), ("database.disk_full", "http.unavailable")]
)
def test_a_register_that_does_not_answer_is_said_without_its_place(
    visitor: Visit, monkeypatch: pytest.MonkeyPatch, code: str, answered: str
) -> None:
    who = visitor("canbo")
    seen = who.json("/api/case/QA-0001")["version"]

    def refuse(_self: Database, _actor: str) -> None:
        raise Refusal(code, database="/srv/the/secret/place.db")

    monkeypatch.setattr(Database, "transaction", refuse)
    for page in (
        visitor("quantri").form("/users", name="moi", role="officer", password=SESAME),
        visitor("quantri").form("/users/1/disable"),
    ):
        assert (page.status_code, "secret" in page.text) == (503, False)
    answer = who.send("/api/case/QA-0001/undo", {"seen": seen})
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["error"]["code"] == answered
    assert "secret" not in answer.text


def test_a_view_without_its_guard_shows_nobody_anything(app: Flask) -> None:
    with app.test_request_context("/overview"), pytest.raises(PermissionError):
        signed_in()
    with app.test_request_context("/users", method="POST"):
        assert access.guard().location == "/sign-in"


def test_the_oldest_makes_room() -> None:
    kept = Kept(2)
    for number, key in enumerate("abcb"):
        kept[key] = number
    assert kept == {"b": 3, "c": 2}


@pytest.mark.parametrize(
    ("occurred", "shown"),
    [
        (Occurred(None, date(2014, 6, 30)), "by 30/06/2014, day unknown"),
        (Occurred(date(2014, 6, 30), date(2014, 6, 30)), "30/06/2014"),
        (Occurred(date(2014, 1, 1), date(2014, 6, 30)), "between 01/01/2014 and 30/06/2014"),
    ],
)
def test_a_panel_says_how_exactly_the_day_is_known(
    visitor: Visit, register: Database, occurred: Occurred, shown: str
) -> None:
    record_case(register, SYSTEM_SCOPE, "QA-0100", facts(PHON_XUONG, occurred=occurred))
    lines = {row["label"]: row["value"] for row in visitor("canbo").json("/api/case/QA-0100")["facts"]}
    assert lines["Time of the violation"] == shown
