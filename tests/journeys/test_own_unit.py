"""A chair at the addresses of figures: his own unit, and a neighbour's like one that does not exist."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from landtrack.domain.question import Question, parse_day
from landtrack.domain.report.request import ReportForm, ReportRequest, request_block
from landtrack.store.issued_reports import record_report
from landtrack.web.api import history as history_feed
from landtrack.web.pages import history_map, reports
from tests.journeys.conftest import DAY, YEN_THE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

NEIGHBOUR, UNKNOWN = "07294", "99999"
PAGES = ("/progress", "/check", "/export", "/diff", "/pictures", "/history", "/reports", "/reports/print", "/targets")


@pytest.mark.parametrize("path", PAGES)
def test_a_neighbours_unit_is_said_in_the_words_of_an_unknown_one(visit, path):
    chair = visit("chair")
    told = []
    for code in (NEIGHBOUR, UNKNOWN):
        assert chair.go(f"{path}?unit={code}") == 404
        told.append(chair.page.locator("main").inner_text().replace(code, "CODE"))
    assert told[0] == told[1]
    assert "Bố Hạ" not in told[0]


def test_the_progress_of_one_unit_is_its_line_and_leads_to_its_cases(visit):
    officer = visit("officer")
    officer.go(f"/progress?as_of={DAY}")
    whole = officer.page.locator(f".table--progress a[href$='{YEN_THE}/all/open']").inner_text()
    officer.page.locator("#unit").select_option(YEN_THE)
    officer.page.locator(".choice .button--primary").click()
    officer.page.wait_for_url(lambda url: f"unit={YEN_THE}" in url)
    rows = officer.page.locator(".table--progress tbody tr")
    expect(rows).to_have_count(1)
    link = rows.locator("td a[href$='/all/open']")
    expect(link).to_have_text(whole)
    link.click()
    expect(officer.page.locator("[data-part=count]")).to_have_text(whole)


def test_more_cases_than_a_map_plays_are_offered_by_unit(visit, monkeypatch):
    for module in (history_map, history_feed):
        monkeypatch.setattr(module, "MOST_PLAYED", 1_000)
    officer = visit("officer")
    assert officer.go(f"/history?as_of={DAY}") == 200
    expect(officer.page.locator("[data-part=too-many]")).to_contain_text("1.000")
    expect(officer.page.locator(".leaflet-container")).to_have_count(0)
    # All are counted all the same, at the end of every year.
    expect(officer.page.locator(".stand__years tbody tr").last.locator("td").first).not_to_have_text("0")
    officer.page.locator("[data-part=too-many] a", has_text="Xã Yên Thế").click()
    officer.painted()
    expect(officer.page.get_by_role("heading", level=1)).to_contain_text("Xã Yên Thế")


def test_a_box_that_scrolls_sideways_says_so_until_its_end(visit):
    phone = visit("officer", viewport={"width": 390, "height": 844})
    phone.go(f"/progress?as_of={DAY}")
    box = phone.page.locator(".table-box--both")
    expect(box).to_have_attribute("data-more", "right")
    box.evaluate("box => box.scrollTo(box.scrollWidth, 0)")
    expect(box).to_have_attribute("data-more", "left")
    # Whose figures they are stays in sight.
    name = phone.page.locator(".table--progress tbody tr").last.locator("th")
    assert name.bounding_box()["x"] < 40


def test_what_the_checks_find_comes_once_the_first_page_is_open(served, visit):
    officer = visit("officer")
    assert officer.go("/dashboard") == 200
    lines = officer.page.locator("[data-part=attention-lines] a[href*='/check?kind=']")
    expect(lines.first).to_be_visible()
    expect(officer.page.locator("[data-part=checking]")).to_have_count(0)
    with served.database.reading() as view:
        head = view.connection.exec_driver_sql("select max(number) from log_entry").scalar_one()
    lines.first.click()
    expect(officer.page.locator("[data-part=findings] tbody tr").first).to_be_visible()
    with served.database.reading() as view:
        assert view.connection.exec_driver_sql("select max(number) from log_entry").scalar_one() == head


def test_the_list_of_reports_is_paged_newest_first(served, visit, monkeypatch):
    monkeypatch.setattr(reports, "AT_ONCE", 2)
    question = Question(parse_day(DAY), served.database.known_now(), parse_day(DAY), YEN_THE)
    asked = request_block(ReportRequest(ReportForm.WORKBOOK, "xlsx", question))
    numbers = []
    for name in ("a", "b", "c"):
        with served.database.transaction("canbo") as tx:
            numbers.append(record_report(tx, "workbook", asked, {}, (f"{name}.xlsx", "application/x", name.encode())))
    chair = visit("chair")
    chair.go("/reports")
    shown = chair.page.locator(".issued tbody th")
    expect(shown).to_have_text([str(number) for number in numbers[:0:-1]])
    chair.page.locator(".pager [rel=next]").click()
    expect(shown).to_have_text([str(numbers[0])])
    chair.page.locator(".pager [rel=prev]").click()
    expect(shown).to_have_count(2)
