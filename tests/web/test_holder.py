"""The holder of a case on the pages: asked for by a button, in no address, in no other answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.identity import Identity
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store import schema
from landtrack.usecases.keep_identity import keep_identity
from tests.web.register import Visitor, page_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

HOLDER = Identity("Hộ số 12 (dữ liệu mẫu)", "001099000123", "Bản <b>Ven</b>", "0900000456")
ADDRESS = "/api/case/{}/identity"


@pytest.fixture
def held(register: Database) -> Database:
    for code in ("QA-0001", "QB-0001"):
        keep_identity(register, SYSTEM_SCOPE, code, HOLDER)
    return register


def shown(who: Visitor, code: str = "QA-0001", **body: Any) -> Any:
    answer = who.send(ADDRESS.format(code), body)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    found = answer.json
    assert found is not None
    return None if found["identity"] is None else {row["label"]: row["value"] for row in found["identity"]}


@pytest.mark.usefixtures("held")
def test_a_button_shows_the_last_digits_and_a_second_one_all(visitor: Visit) -> None:
    who = visitor("canbo.yenthe")
    masked = {"Name": HOLDER.name, "Identity number": "•••••••••123", "Telephone": "•••••••456"}
    assert shown(who) == masked
    assert shown(who, full=False) == shown(who, full="yes") == masked
    assert shown(who, full=True) == {
        "Name": HOLDER.name, "Identity number": "001099000123", "Address": HOLDER.address, "Telephone": "0900000456",
    }  # fmt: skip
    assert shown(who, "QA-0002") is None


def test_each_showing_is_an_entry_with_who_and_which_case(visitor: Visit, held: Database) -> None:
    shown(visitor("canbo"), full=True)
    with held.reading() as view:
        row = view.connection.execute(schema.log_entry.select()).all()[-1]
    assert (row.kind, row.actor, row.details) == ("identity_shown", "canbo", '{"cases":["QA-0001"],"how":"full"}')


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("name", ["chutich.yenthe", "tinh", "quantri"])
def test_without_the_right_there_is_no_button_and_no_answer(visitor: Visit, name: str) -> None:
    who = visitor(name)
    assert who.send(ADDRESS.format("QA-0001"), {}).status_code == 403
    assert who.send("/api/search/holder", {"q": HOLDER.name}).status_code == 403
    if name != "quantri":
        assert who.json("/api/case/QA-0001")["may_see_holder"] is False
        assert "data-holder" not in who.get("/overview").text


@pytest.mark.usefixtures("held")
def test_a_neighbours_holder_is_as_unknown_as_his_case(visitor: Visit) -> None:
    who = visitor("canbo.yenthe")

    def answer(code: str) -> tuple[int, str]:
        found = who.send(ADDRESS.format(code), {"full": True})
        return found.status_code, found.text.replace(code, "CODE")

    assert answer("QB-0001") == answer("QX-9999")
    assert answer("QB-0001")[0] == 404
    found = who.send("/api/search/holder", {"q": "0900 000 456"}).json
    assert found is not None
    assert [row["code"] for row in found["cases"]] == ["QA-0001"]


@pytest.mark.usefixtures("held")
def test_no_other_answer_holds_the_holder(visitor: Visit) -> None:
    who = visitor("canbo")
    commune = page_data(who.get("/commune/07288").text)
    parts = [who.get(commune["cases_url"]).text, who.get("/api/case/QA-0001").text, who.get("/check").text]
    parts += [who.send("/api/search", {"q": "QA-0001"}).text, who.send("/api/search/holder", {"q": HOLDER.name}).text]
    parts.append(who.get("/overview").text)
    for part in parts:
        assert "dữ liệu mẫu" not in part
        assert "0123" not in part.replace("QA-0001", "")


@pytest.mark.usefixtures("held")
def test_what_is_typed_goes_in_the_body(visitor: Visit) -> None:
    who = visitor("canbo")
    found = who.send("/api/search", {"q": "phon xuong 45/90002"}).json
    assert found is not None
    assert [(row["code"], row["unit"], row["href"]) for row in found["cases"]] == [
        ("QA-0002", "Xã Yên Thế", "/commune/07288?case=QA-0002")
    ]
    asked = who.send("/api/search?as_of=30/11/2023", {"q": "QA-0002"}).json
    assert asked is not None
    assert asked["cases"][0]["href"] == "/commune/07288?case=QA-0002&as_of=30/11/2023"


@pytest.mark.parametrize("path", ["/api/search", "/api/search/holder", "/api/case/QA-0001/identity"])
@pytest.mark.parametrize("body", [[], "text", None, 1, {"q": 1}, {"q": ["a"]}])
def test_a_body_that_is_none_is_refused_in_json(visitor: Visit, path: str, body: Any) -> None:
    answer = visitor("canbo").send(path, body)
    if path.endswith("identity") and isinstance(body, dict):
        assert answer.status_code == 200
    else:
        assert answer.status_code == 400
    assert answer.is_json


def test_odd_letters_are_searched_like_others(visitor: Visit) -> None:
    for text in ("\0", "%", "a" * 5000, "💥", "\u202e", "\\"):
        for path in ("/api/search", "/api/search/holder"):
            answer = visitor("canbo").send(path, {"q": text})
            assert (answer.status_code, answer.json) == (200, {"cases": []})
