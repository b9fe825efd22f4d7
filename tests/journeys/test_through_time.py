"""The map through time: the slider moves the counts and the colours, by mouse, by keys and by itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import YEN_THE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

DAY = "2023-11-30"
SHOWN = """() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(
  () => tell(window.landtrack.timeline.countsOn(window.landtrack.player.day)))))"""


def open_history(visit, query=f"as_of={DAY}"):
    assert visit.go(f"/history?{query}") == 200
    visit.painted()
    return visit.page


def counted(page, name):
    return page.locator(f"[data-count={name}]")


def test_the_slider_moves_the_counts_and_the_date(visit):
    page = open_history(visit("officer"), f"as_of={DAY}&known_at={DAY}")
    date, slider = page.locator("[data-part=date]"), page.locator("#day")
    expect(date).to_have_text("30/11/2023")
    expect(counted(page, "all")).to_have_text("4.574")
    expect(counted(page, "resolved")).to_have_text("4.028")
    expect(counted(page, "rate")).to_have_text("88,06\N{NO-BREAK SPACE}%")

    slider.focus()
    slider.press("Home")
    expect(date).to_have_text("01/01/2020")
    at_first = counted(page, "all").inner_text()
    assert at_first != "4.574"
    slider.press("PageUp")
    expect(date).to_have_text("01/02/2020")
    slider.press("ArrowRight")
    expect(date).to_have_text("02/02/2020")

    # What the table beside says of a year's end is what the map shows on that day.
    row = page.locator(".stand__years tr", has_text="31/12/2022").locator("td")
    slider.fill("1095")
    expect(date).to_have_text("31/12/2022")
    for place, name in enumerate(("all", "open", "in_hand", "partly_resolved", "resolved")):
        expect(counted(page, name)).to_have_text(row.nth(place).inner_text())
    expect(page.locator("[data-part=spoken]")).to_contain_text("31/12/2022")


def test_it_plays_and_pauses(visit):
    page = open_history(visit("officer"))
    play, date = page.locator("[data-part=play]"), page.locator("[data-part=date]")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    # It was at the end: it begins anew.
    expect(date).to_have_text(re.compile(r"/2020$|/2021$"))
    first = counted(page, "all").inner_text()
    expect(counted(page, "all")).not_to_have_text(first)
    page.locator("#day").press(" ")
    expect(play).to_have_attribute("aria-pressed", "false")
    shown = date.inner_text()
    assert page.evaluate(SHOWN) is not None
    expect(date).to_have_text(shown)


def test_who_wants_little_motion_gets_a_picture_a_second(visit):
    page = open_history(visit("officer", reduced_motion="reduce"))
    page.locator("#speed").select_option("365")
    page.locator("[data-part=play]").click()
    date = page.locator("[data-part=date]")
    expect(date).to_have_text("01/01/2020")
    expect(date).to_have_text("31/12/2020")
    expect(date).to_have_text("31/12/2021")


def test_a_chair_goes_there_from_his_map_and_sees_his_unit_only(visit):
    chair = visit("chair")
    chair.commune()
    chair.page.get_by_role("link", name="Diễn biến theo thời gian").click()
    chair.painted()
    expect(chair.page.get_by_role("heading", level=1)).to_contain_text("Xã Yên Thế")
    own = counted(chair.page, "all").inner_text()
    officer = open_history(visit("officer"), f"as_of=2026-10-31&unit={YEN_THE}")
    expect(counted(officer, "all")).to_have_text(own)
    assert chair.go("/history?unit=07294") == 404


def test_on_a_phone_nothing_is_wider_than_the_screen(visit):
    phone = visit("officer", viewport={"width": 390, "height": 844})
    for path in ("/history", "/pictures", "/reports", "/reports/print"):
        assert phone.go(path) == 200
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390, path
