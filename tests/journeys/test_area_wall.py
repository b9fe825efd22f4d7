"""A commune chair tries the neighbour's addresses, in a browser and by its scripts' own way."""

from __future__ import annotations

import pytest

from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.cases import list_cases
from landtrack.usecases.standpoint import stand
from tests.journeys.conftest import YEN_THE
from tests.journeys.test_resolve_on_the_map import DAY

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

ASK = """async (path) => {
  const answer = await fetch(path, {headers: {Accept: "application/json"}});
  return {status: answer.status, body: await answer.text()};
}"""
CHANGE = """async (path) => {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const answer = await fetch(path, {
    method: "POST",
    headers: {"Content-Type": "application/json", "X-CSRFToken": token},
    body: JSON.stringify({seen: 1, action: "resolved", day: "30/10/2026", form: "restored"}),
  });
  return {status: answer.status, body: await answer.text()};
}"""


def first_case(served, code):
    with served.database.reading() as view:
        point = stand(view, SYSTEM_SCOPE, Question(DAY, served.database.known_now(), unit=code))
        return list_cases(view, SYSTEM_SCOPE, DAY, point.entry, places=point.places)[0].code


def test_the_chair_sees_his_commune_and_nothing_of_the_neighbours(served, visit):
    chair = visit("chair")
    foreign = first_case(served, "07246")
    own = first_case(served, YEN_THE)
    assert chair.page.locator("h1").inner_text() == "Xã Yên Thế"
    assert chair.page.locator("a[href*='/commune/']:not([href*='/commune/07288'])").count() == 0
    chair.go("/overview")
    table = chair.page.locator("main table").first
    assert "Yên Thế" in table.inner_text()
    for name in ("Xuân Lương", "Tam Tiến", "Đồng Kỳ", "Bố Hạ"):
        assert name not in table.inner_text()
    chair.commune()
    assert foreign not in chair.page.content()
    assert chair.page.evaluate("code => window.landtrack.caseColour(code)", foreign) is None
    assert chair.page.evaluate("code => window.landtrack.caseColour(code)", own)
    assert chair.panel.locator("button[data-action]").count() == 0


def test_a_neighbours_address_answers_like_one_that_does_not_exist(served, visit):
    chair = visit("chair")
    foreign = first_case(served, "07246")
    assert chair.go("/commune/07246") == chair.go("/commune/99999") == 404
    chair.commune()
    pairs = [
        (f"/api/case/{foreign}", "/api/case/YT-1999-99999"),
        ("/api/commune/07246/cases", "/api/commune/99999/cases"),
        ("/api/commune/07246/geometry/x", "/api/commune/99999/geometry/x"),
    ]
    for there, nowhere in pairs:
        one, other = (chair.page.evaluate(ASK, path) for path in (there, nowhere))
        assert one["status"] == other["status"] == 404
        same = one["body"].replace(foreign, "X").replace("07246", "X")
        assert same == other["body"].replace("YT-1999-99999", "X").replace("99999", "X")
    own = first_case(served, YEN_THE)
    for code in (own, foreign, "YT-1999-99999"):
        assert chair.page.evaluate(CHANGE, f"/api/case/{code}/change")["status"] == 403


def test_a_commune_officer_cannot_change_the_neighbours_case(served, visit):
    officer = visit("commune_officer")
    foreign = first_case(served, "07246")
    officer.commune()
    one, other = (officer.page.evaluate(CHANGE, f"/api/case/{code}/change") for code in (foreign, "YT-1999-99999"))
    assert one["status"] == other["status"] == 404
    assert one["body"].replace(foreign, "X") == other["body"].replace("YT-1999-99999", "X")
