"""The page of the checks: findings with links, accepted with a reason, within the reader's area."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.units import read_registry
from landtrack.usecases.record_case import record_case, revise_case
from tests.builders import facts, unit_id
from tests.web.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]


def text_of(html: str) -> str:
    return " ".join(" ".join(Markup(html).text).split())


def forms(html: str) -> list[dict[str, str]]:
    """Return the hidden fields of the forms that accept."""
    found = re.findall(r'<form method="post" action="/check/accept".*?</form>', html, re.DOTALL)
    return [dict(re.findall(r'name="(kind|case|other|state)" value="([^"]*)"', form)) for form in found]


def test_each_kind_is_counted_and_its_cases_lead_to_the_map(visitor: Visit) -> None:
    page = visitor("canbo").get("/check?kind=no_geometry").text
    assert Markup(page).faults == []
    assert re.search(r'data-kind="no_geometry"><span>No geometry</span><span class="number">1<', page)
    assert '<a href="/commune/07288?case=QA-0003">QA-0003</a>' in page
    assert "It has no place on the map." in text_of(page)


def test_without_a_kind_the_gravest_is_shown(visitor: Visit) -> None:
    page = visitor("canbo").get("/check").text
    assert '<h2 id="kind-title">Land counted twice</h2>' in page
    assert [form["case"] + form["other"] for form in forms(page)] == ["QB-0001QB-0002"]


def test_accepting_takes_the_finding_away_until_the_case_changes(visitor: Visit, register: Database) -> None:
    who = visitor("canbo.yenthe")
    (form,) = forms(who.get("/check?kind=no_geometry").text)
    answer = who.form("/check/accept", **form, reason="  hồ sơ giấy <b>  ")
    assert (answer.status_code, answer.location) == (303, "/check?kind=no_geometry")
    page = who.get("/check?kind=no_geometry").text
    assert forms(page) == []
    assert "Accepted. It comes back when the case changes." in page
    assert "hồ sơ giấy &lt;b&gt;" in page
    assert "canbo.yenthe" in text_of(page)
    with register.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    revise_case(register, SYSTEM_SCOPE, "QA-0003", facts(unit, parcel="90003", geometry=None), "again")
    assert [found["case"] for found in forms(who.get("/check?kind=no_geometry").text)] == ["QA-0003"]


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"reason": " "}, 422, "Say why this may stand"),
        ({"reason": "x" * 501}, 422, "501"),
        ({"state": "0" * 64}, 409, "no longer there as you saw it"),
        ({"kind": "nonsense"}, 409, "no longer there as you saw it"),
        ({"case": "QX-0001"}, 404, "QX-0001"),
    ],
)
def test_what_cannot_be_accepted_is_said_and_nothing_typed_is_lost(
    visitor: Visit, changed: dict[str, Any], status: int, sentence: str
) -> None:
    who = visitor("canbo")
    (form,) = forms(who.get("/check?kind=no_geometry").text)
    answer = who.form("/check/accept", **{**form, "reason": "vì đã đo lại", **changed})
    assert answer.status_code == status
    assert sentence in answer.text
    if changed.keys() == {"reason"} and changed["reason"].strip():
        assert changed["reason"] in answer.text
    assert len(forms(who.get("/check?kind=no_geometry").text)) == 1


@pytest.mark.parametrize("name", ["chutich.yenthe", "tinh"])
def test_who_may_not_change_cases_sees_findings_and_accepts_none(visitor: Visit, name: str) -> None:
    (form,) = forms(visitor("canbo").get("/check?kind=no_geometry").text)
    page = visitor(name).get("/check?kind=no_geometry").text
    assert "QA-0003" in page
    assert forms(page) == []
    assert visitor(name).form("/check/accept", **form, reason="nein").status_code == 403


def test_a_chair_finds_his_own_only(visitor: Visit) -> None:
    who = visitor("chutich.yenthe")
    assert "QB-" not in who.get("/check").text

    def answer(code: str) -> tuple[int, str]:
        found = who.get(f"/check?unit={code}")
        return found.status_code, re.sub(r'nonce="[^"]*"|csrf[^>]*>', "", found.text.replace(code, "CODE"))

    assert answer("07294") == answer("99999")
    assert answer("07294")[0] == 404
    officer = visitor("canbo.yenthe")
    (form,) = forms(visitor("canbo").get("/check?kind=overlap").text)
    assert officer.form("/check/accept", **form, reason="x").status_code == 404


def test_the_past_is_shown_and_not_accepted(visitor: Visit) -> None:
    page = visitor("canbo").get("/check?kind=no_geometry&as_of=2022-06-01").text
    assert "QA-0003" in page
    assert forms(page) == []
    assert "QA-0003" not in visitor("canbo").get("/check?kind=no_geometry&as_of=2021-01-01").text
    assert "There is no day" in visitor("canbo").get("/check?as_of=31/02/2024").text


def test_many_findings_are_shown_page_by_page(visitor: Visit, register: Database) -> None:
    with register.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    for number in range(60):
        record_case(register, SYSTEM_SCOPE, f"N-{number:03}", facts(unit, geometry=None, parcel=str(number)))
    who = visitor("canbo")
    first, last = (who.get(f"/check?kind=no_geometry&page={page}").text for page in (1, 2))
    assert (len(forms(first)), len(forms(last))) == (50, 11)
    assert "51–61 of 61" in text_of(last)
    assert 'href="/check?kind=no_geometry&amp;page=2"' in first
    assert "N-059" in first + last
    for odd in ("99", "0", "-1", "x", "9" * 30):
        assert who.get(f"/check?kind=no_geometry&page={odd}").status_code == 200
