"""The list beside the map: what a search finds is shown from its beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.conftest import Visit


def test_a_search_shows_its_first_finding_however_far_the_list_was_scrolled(visit: Callable[..., Visit]) -> None:
    officer = visit("officer")
    officer.commune()
    rows = officer.page.locator("[role=listbox] [role=option]:visible")
    box = officer.page.locator("[role=listbox]")
    box.evaluate("list => { list.scrollTop = 20_000; }")
    expect(officer.page.locator("[role=option][aria-posinset='1']")).to_be_hidden()
    officer.page.locator("input[type=search]:visible").first.fill("YT-20")
    expect(rows.first).to_have_attribute("aria-posinset", "1")
    expect(rows.first).to_be_in_viewport()
    expect(box).to_have_js_property("scrollTop", 0)
