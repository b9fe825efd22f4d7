"""The main job: a land officer opens a commune, marks a case resolved on the map, sees colour and figures change."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from landtrack.domain.episode import Gap
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import Form, Status
from landtrack.store.cases import list_cases
from landtrack.store.log import head_at
from landtrack.usecases.change_status import change_status
from landtrack.usecases.report_progress import report_progress
from landtrack.usecases.standpoint import stand
from tests.builders import resolved
from tests.journeys.conftest import YEN_THE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
DAY = date(2026, 10, 31)
RESOLVED, OPEN, IN_HAND = "#009e73", "#d55e00", "#e69f00"


def cases_of(served, status, code=YEN_THE):
    """Return the cases of a unit of 2025 that are drawn and have the status, by code."""
    question = Question(DAY, served.database.known_now(), unit=code)
    with served.database.reading() as view:
        point = stand(view, SYSTEM_SCOPE, question)
        rows = list_cases(view, SYSTEM_SCOPE, DAY, head_at(view.connection).number, places=point.places)
    return [row for row in rows if row.status is status and row.gap is Gap.NONE]


def figures(served, code=YEN_THE):
    return report_progress(served.database, SYSTEM_SCOPE, Question(DAY, served.database.known_now(), unit=code))


def test_a_case_is_resolved_on_the_map_and_undone(served, visit):
    officer = visit("officer")
    officer.page.goto(f"{served.address}/overview?as_of=2026-10-31")
    officer.page.get_by_role("link", name="Xã Yên Thế").first.click()
    officer.painted()
    case = cases_of(served, Status.OPEN)[0]
    before = figures(served).whole.total
    shown = officer.page.locator("[data-part=figures]")
    expect(shown).to_contain_text(f"{before.resolved}")
    assert officer.colour(case.code) == OPEN

    officer.click_case(case.code)
    expect(officer.panel.locator("h2")).to_have_text(case.code)
    address = officer.page.url
    officer.choose(
        "resolved", day="30/10/2026", form=Form.RESTORED.value, decision_number="125/QĐ-UBND", note="Đã kiểm tra"
    )
    expect(officer.panel.locator(".history")).to_contain_text("125/QĐ-UBND")
    assert officer.colour(case.code) == RESOLVED
    after = figures(served).whole.total
    assert (after.resolved, after.open) == (before.resolved + 1, before.open - 1)
    expect(shown).to_contain_text(f"{after.rate_cases}".replace(".", ","))
    assert officer.page.url.split("?")[0] == address.split("?")[0]

    officer.panel.locator("button[data-undo]").click()
    officer.page.locator("dialog button[value=yes]").click()
    expect(officer.panel.locator(".history .is-void")).to_have_count(1)
    assert officer.colour(case.code) == OPEN
    assert figures(served).whole.total == before
    expect(shown).to_contain_text(f"{before.rate_cases}".replace(".", ","))


def test_what_cannot_be_true_is_said_at_its_field_and_nothing_is_lost(served, visit):
    officer = visit("officer")
    case = cases_of(served, Status.OPEN)[0]
    officer.commune(case=case.code)
    officer.choose("resolved", day="31/02/2026", form=Form.ENFORCED.value, note="giữ lại")
    form = officer.panel.locator("form[data-action=resolved]")
    expect(form.locator(".field--day .field__problem")).to_contain_text("31/02/2026")
    form.locator("[name=day]").fill("01/01/2001")
    form.locator("button[type=submit]").click()
    expect(form.locator(".field--day .field__problem")).to_contain_text("trước ngày phát hiện")
    expect(form.locator("[name=note]")).to_have_value("giữ lại")
    expect(form.locator("[name=form]")).to_have_value("enforced")
    assert figures(served).whole.total.resolved == len(resolved_cases(served))


def resolved_cases(served):
    question = Question(DAY, served.database.known_now(), unit=YEN_THE)
    with served.database.reading() as view:
        point = stand(view, SYSTEM_SCOPE, question)
        rows = list_cases(view, SYSTEM_SCOPE, DAY, point.entry, places=point.places)
    return [row for row in rows if row.status is Status.RESOLVED]


def test_a_partly_resolved_case_counts_its_part(served, visit):
    officer = visit("officer")
    case = cases_of(served, Status.OPEN)[0]
    before = figures(served).whole.total
    officer.commune(case=case.code)
    officer.choose("partly_resolved", day="30/10/2026", form=Form.RETURNED.value, resolved_m2="10,5")
    expect(officer.panel.locator(".history")).to_contain_text("10,5")
    after = figures(served).whole.total
    assert (after.resolved, after.in_hand) == (before.resolved, before.in_hand + 1)
    assert after.resolved_area == before.resolved_area + 105


def test_somebody_elses_change_is_shown_and_nothing_overwritten(served, visit):
    officer = visit("officer")
    case = cases_of(served, Status.OPEN)[0]
    officer.commune(case=case.code)
    expect(officer.panel.locator("h2")).to_have_text(case.code)
    theirs = resolved(date(2026, 10, 29), decision_number="99/QĐ-KHAC")
    history = change_status(served.database, SYSTEM_SCOPE, case.code, theirs)
    officer.choose("in_hand", day="30/10/2026", note="của tôi")
    conflict = officer.panel.locator(".conflict")
    expect(conflict).to_contain_text("99/QĐ-KHAC")
    expect(conflict).to_contain_text("của tôi")
    assert officer.colour(case.code) == RESOLVED
    with served.database.reading() as view:
        assert head_at(view.connection).number == history.version
    expect(officer.panel.locator(".change-form [name=note]")).to_have_value("của tôi")


def test_the_whole_job_by_keyboard_alone(served, visit):
    officer = visit("officer")
    case = cases_of(served, Status.OPEN)[0]
    officer.commune()
    page = officer.page
    page.locator("#typed").focus()
    page.keyboard.type(case.code)
    expect(page.locator("[data-part=counted]")).to_contain_text(re.compile(r"^1\b"))
    page.locator("[data-part=list]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(officer.panel.locator("h2")).to_have_text(case.code)
    officer.panel.locator("button[data-action=in_hand]").focus()
    page.keyboard.press("Enter")
    officer.panel.locator("form [name=day]").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("30/10/2026")
    page.keyboard.press("Enter")
    expect(officer.panel.locator(".badge")).to_contain_text("Đang xử lý")
    assert officer.colour(case.code) == IN_HAND
    page.keyboard.press("Escape")
    expect(officer.panel).to_be_hidden()


def test_at_phone_width_nothing_is_cut_off(served, visit):
    officer = visit("officer", viewport={"width": 390, "height": 844}, has_touch=True)
    case = cases_of(served, Status.OPEN)[0]
    for path in ("/overview", "/progress", "/export", f"/commune/{YEN_THE}?as_of=2026-10-31"):
        assert officer.go(path) == 200
        width = officer.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, path
    officer.commune(case=case.code)
    officer.choose("resolved", day="30/10/2026", form=Form.RESTORED.value)
    expect(officer.panel.locator(".badge")).to_contain_text("Đã xử lý dứt điểm")


OVERFLOWING = """() => {
  const edge = document.querySelector(".commune__list").getBoundingClientRect().right;
  const boxes = [...document.querySelectorAll(".filters *")].map((one) => one.getBoundingClientRect());
  return boxes.filter(({ width, right }) => width > 0 && right > edge + 1).length;
}"""


def test_on_an_office_screen_the_filters_keep_to_their_column(served, visit):
    officer = visit("officer", viewport={"width": 1280, "height": 800})
    case = cases_of(served, Status.OPEN)[0]
    officer.commune(case=case.code)
    officer.page.locator("[data-part=legend] input").nth(3).uncheck()
    expect(officer.page.locator("[data-reset]")).to_be_visible()
    assert officer.page.evaluate(OVERFLOWING) == 0
