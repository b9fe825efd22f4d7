"""From a figure to its cases, as people go: by the table, by what changed, by the first page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from landtrack.domain.cell import parse_cell
from landtrack.domain.cutoff import Band
from landtrack.domain.question import Question, parse_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.cases import list_cases
from landtrack.usecases.explain_cell import explain_cell
from landtrack.usecases.standpoint import stand
from tests.journeys.conftest import DAY, YEN_THE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def explained(served, cell):
    question = Question(parse_day(DAY), served.database.known_now())
    return explain_cell(served.database, SYSTEM_SCOPE, question, parse_cell(cell))


def test_a_cell_of_the_progress_table_opens_its_cases(served, visit):
    officer = visit("officer")
    officer.go(f"/progress?as_of={DAY}")
    found = explained(served, f"{YEN_THE}/{Band.AFTER}/open")
    link = officer.page.locator(f".table--progress a[href$='{YEN_THE}/after/open']")
    expect(link).to_have_text(str(len(found.cases)))
    link.click()
    rows = officer.page.locator("[data-part=cases] tbody tr")
    expect(rows).to_have_count(len(found.cases))
    expect(officer.page.locator("[data-part=count]")).to_have_text(str(len(found.cases)))
    assert [row.get_attribute("data-code") for row in rows.all()] == [row.code for row in found.cases]
    by_area = sorted(found.cases, key=lambda row: row.area, reverse=True)
    for _once in range(2):
        officer.page.locator("[data-part=cases] thead a[href*='sort=area']").click()
    expect(rows.first).to_have_attribute("data-code", by_area[0].code)
    rows.first.locator("a").click()
    officer.painted()
    expect(officer.panel.locator("h2")).to_have_text(by_area[0].code)


def test_the_figures_of_a_commune_lead_to_its_cases(served, visit):
    officer = visit("officer")
    officer.commune()
    officer.page.locator("[data-band=total] .figure__rate a").click()
    expected = len(explained(served, f"{YEN_THE}/all/cases").cases)
    expect(officer.page.locator("[data-part=count]")).to_have_text(str(expected))
    expect(officer.page.locator("[data-part=cases] tbody tr")).to_have_count(min(expected, 200))


def test_a_line_of_what_changed_opens_its_cases(visit):
    officer = visit("officer")
    officer.go(f"/diff?from=2026-06-30&to={DAY}")
    expect(officer.page.locator("[data-part=closes]")).to_be_visible()
    link = officer.page.locator("tr[data-line=newly_found] td a").first
    count = int(link.inner_text().removeprefix("+"))
    link.click()
    expect(officer.page.locator("[data-part=moved] tbody tr")).to_have_count(count)
    expect(officer.page.locator("[data-part=count]")).to_have_text(str(count))
    officer.page.locator("[data-part=moved] tbody a").first.click()
    officer.painted()
    expect(officer.panel).to_be_visible()


def test_the_chairs_first_page_holds_nothing_of_the_neighbours(served, visit):
    chair = visit("chair")
    assert chair.page.url.endswith("/dashboard")
    with served.database.reading() as view:
        everywhere = stand(view, SYSTEM_SCOPE, Question(parse_day(DAY), served.database.known_now()))
        own = everywhere.frame.members(everywhere.frame.unit(YEN_THE).id)
        cases = list_cases(view, SYSTEM_SCOPE, parse_day(DAY), everywhere.entry)
    foreign = {row.code for row in cases if row.place_id not in own}
    shown = set(re.findall(r"YT-\d{4}-\d{5}", chair.page.content()))
    assert len(shown) > 8
    assert shown & foreign == set()
    text = chair.page.locator("body").inner_text()
    assert "Xã Yên Thế" in text
    for name in ("Xuân Lương", "Tam Tiến", "Đồng Kỳ", "Bố Hạ"):
        assert name not in text
    oldest = chair.page.locator("[data-part=oldest] tbody a").first
    code = oldest.inner_text()
    oldest.click()
    chair.painted()
    expect(chair.panel.locator("h2")).to_have_text(code)
