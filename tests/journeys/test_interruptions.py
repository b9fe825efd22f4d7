"""What happens between opening a case and sending the change: the session ends, the case goes, a text is deleted."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Form, Status
from landtrack.store.histories import find_history
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import withdraw_case
from landtrack.usecases.sign_in import scope_of
from tests.builders import resolved
from tests.journeys.conftest import YEN_THE
from tests.journeys.test_resolve_on_the_map import cases_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
SEND = "form button[type=submit]"


def changes(served, code):
    with served.database.reading() as view:
        return find_history(view, SYSTEM_SCOPE, code).changes


def untouched(served):
    """Return an open case that nobody has changed yet."""
    return next(row for row in cases_of(served, Status.OPEN) if changes(served, row.code) == ())


def sign_in_elsewhere(visit, role):
    """Sign out and in again in a second window of the same browser."""
    window = visit.page.context.new_page()
    window.goto(visit.served.address)
    window.locator("header details.menu summary").last.click()
    window.locator("form[action='/sign-out'] button").click()
    window.wait_for_url("**/sign-in*")
    yield
    window.locator(f"button[name=role][value={role}]").click()
    window.wait_for_url(lambda url: "sign-in" not in url)
    yield


def test_after_signing_in_again_in_another_window_the_change_is_recorded_once(served, visit):
    officer = visit("officer")
    case = untouched(served)
    officer.commune(case=case.code)
    elsewhere = sign_in_elsewhere(officer, "officer")
    next(elsewhere)
    officer.choose("resolved", day="30/10/2026", form=Form.RESTORED.value, note="giữ lại")
    expect(officer.panel.locator("form > .field__problem")).not_to_be_empty()
    expect(officer.panel.locator(".change-form [name=note]")).to_have_value("giữ lại")
    next(elsewhere)
    officer.panel.locator(SEND).first.click()
    expect(officer.panel.locator(".history")).to_contain_text("giữ lại")
    assert [row.note for row in changes(served, case.code)] == ["giữ lại"]


def test_nothing_is_sent_in_the_name_of_who_signed_in_meanwhile(served, visit):
    officer = visit("officer")
    case = untouched(served)
    officer.commune(case=case.code)
    elsewhere = sign_in_elsewhere(officer, "commune_officer")
    next(elsewhere)
    next(elsewhere)
    officer.choose("in_hand", day="30/10/2026", note="giữ lại")
    expect(officer.panel.locator("form > .field__problem")).to_contain_text("canbo.")
    expect(officer.panel.locator(".change-form [name=note]")).to_have_value("giữ lại")
    assert changes(served, case.code) == ()


def test_a_case_withdrawn_meanwhile_is_shown_as_such_and_leaves_the_list(served, visit):
    officer = visit("officer")
    case = untouched(served)
    officer.commune(case=case.code)
    expect(officer.panel.locator("h2")).to_have_text(case.code)
    withdraw_case(served.database, SYSTEM_SCOPE, case.code, "ghi hai lần")
    officer.choose("in_hand", day="30/10/2026", note="của tôi")
    expect(officer.panel.locator(".conflict")).to_contain_text("ghi hai lần")
    expect(officer.panel.locator(".badge")).not_to_be_empty()
    expect(officer.panel.locator(".badge .swatch")).to_have_count(0)
    expect(officer.panel.locator(SEND).first).to_be_disabled()
    assert officer.page.evaluate("code => window.landtrack.caseColour(code)", case.code) is None
    officer.go(f"/commune/{YEN_THE}?as_of=2026-10-31&case={case.code}")
    officer.painted()
    expect(officer.page.locator("[data-part=trouble]")).to_contain_text(case.code)


def test_a_change_that_is_no_longer_possible_can_not_be_sent(served, visit):
    officer = visit("officer")
    case = untouched(served)
    officer.commune(case=case.code)
    change_status(served.database, scope_of(served.database, "canbo"), case.code, resolved(date(2026, 10, 29)))
    officer.choose("resolved", day="30/10/2026", form=Form.RESTORED.value, note="của tôi")
    expect(officer.panel.locator(".conflict .message__words > p")).to_have_count(3)  # … may be your own
    expect(officer.panel.locator(SEND).first).to_be_disabled()
    expect(officer.panel.locator("form > .field__problem")).not_to_be_empty()
    expect(officer.panel.locator(".change-form [name=note]")).to_have_value("của tôi")
    assert len(changes(served, case.code)) == 1


def test_another_persons_change_is_not_called_ones_own(served, visit):
    officer = visit("officer")
    case = untouched(served)
    officer.commune(case=case.code)
    change_status(served.database, SYSTEM_SCOPE, case.code, ChangeDraft(Status.IN_HAND, date(2026, 10, 29)))
    officer.choose("resolved", day="30/10/2026", form=Form.RESTORED.value)
    expect(officer.panel.locator(".conflict .message__words > p")).to_have_count(2)
    expect(officer.panel.locator(SEND).first).to_be_enabled()


def test_a_deleted_text_does_not_come_back_and_a_day_is_asked_for(served, visit):
    officer = visit("officer")
    case = untouched(served)
    officer.commune(case=case.code)
    officer.panel.locator("button[data-action=resolved]").click()
    officer.panel.locator(".change-form [name=note]").fill("nhầm")
    officer.panel.locator(".change-form [name=note]").fill("")
    officer.panel.locator("[name=decision_number]").fill("12")
    officer.panel.locator("button[data-action=in_hand]").click()
    expect(officer.panel.locator(".change-form [name=note]")).to_have_value("")
    expect(officer.panel.locator("[name=decision_number]")).to_have_value("12")
    officer.panel.locator("[name=day]").fill("")
    officer.panel.locator(SEND).first.click()
    expect(officer.panel.locator(".field--day .field__problem")).not_to_contain_text("“”")
    expect(officer.panel.locator(".field--day .field__problem")).not_to_be_empty()
    assert changes(served, case.code) == ()


@pytest.mark.parametrize("code", ["KHONG-CO-01", "foreign"])
def test_a_link_to_a_case_that_is_not_here_says_so(served, visit, code):
    officer = visit("officer")
    code = cases_of(served, Status.OPEN, "07294")[0].code if code == "foreign" else code
    officer.commune(case=code)
    trouble = officer.page.locator("[data-part=trouble]")
    expect(trouble).to_contain_text(code)
    trouble.locator("button").click()
    expect(trouble).to_be_empty()
    expect(officer.panel).to_be_hidden()


def test_another_language_keeps_the_opened_case(served, visit):
    officer = visit("officer")
    case = untouched(served)
    officer.commune()
    officer.click_case(case.code)
    expect(officer.panel.locator("h2")).to_have_text(case.code)
    officer.page.locator("button[name=language][value=en]").click()
    officer.page.locator("html[lang=en]").wait_for(state="attached")
    expect(officer.panel.locator("h2")).to_have_text(case.code)
    assert officer.page.locator(".leaflet-control-zoom-in").get_attribute("aria-label") == "Zoom in"


@pytest.mark.parametrize(("width", "height"), [(844, 390), (640, 360)])
def test_on_a_phone_on_its_side_map_and_list_stay_usable(served, visit, width, height):
    officer = visit("officer", viewport={"width": width, "height": height})
    officer.commune()
    for part in (".commune__map", "[data-part=list]"):
        box = officer.page.locator(part).bounding_box()
        assert box is not None
        assert box["height"] >= 50, part
        assert box["y"] + box["height"] <= height, part


@pytest.mark.parametrize("width", [1024, 1230, 1280, 1366])
def test_the_table_of_the_overview_is_not_cut(served, visit, width):
    officer = visit("officer", viewport={"width": width, "height": 768})
    officer.go("/overview?as_of=2026-10-31")
    box = officer.page.locator(".overview__table .table-box")
    assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0
