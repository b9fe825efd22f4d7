"""The administrator sets a target in the table, and whoever follows targets sees it: in two browsers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from landtrack.store.log import EntryKind
from tests.journeys.test_nothing_is_cut import CUT, SIZES
from tests.journeys.test_search_and_check import entries

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

PHONE = {"viewport": {"width": 390, "height": 844}}


def test_a_target_is_edited_and_followed(served, visit):
    admin, officer = visit("admin"), visit("officer")
    recorded = len(entries(served, EntryKind.TABLE))
    admin.page.get_by_role("link", name="Bảng quy định", exact=True).click()
    admin.page.locator("a[href='/tables/target']").click()
    admin.page.locator("[data-key=truoc-2014] a").click()
    form = admin.page.locator("[data-part=row-form]")
    form.locator("[name=due]").fill("32/12/2026")
    form.locator("button.button--primary").click()
    expect(form.locator("#row-due-problem")).not_to_be_empty()
    form.locator("[name=due]").fill("30/09/2023")
    form.locator("[name=value]").fill("99,5")
    form.locator("button.button--primary").click()
    # Refused by the register: what was typed is still there, and the field says why.
    expect(form.locator("#row-due-problem")).to_contain_text("30/09/2023")
    expect(form.locator("[name=value]")).to_have_value("99,5")
    form.locator("[name=due]").fill("31/12/2026")
    form.locator("button.button--primary").click()
    row = admin.page.locator("[data-key=truoc-2014]")
    expect(row).to_contain_text("31/12/2026")
    expect(row).to_contain_text("99,5")
    assert len(entries(served, EntryKind.TABLE)) == recorded + 1
    officer.go("/progress")
    officer.page.locator(".shell__group summary").first.click()
    officer.page.locator(".shell__group a[href='/targets']").click()
    card = officer.page.locator("[data-target=truoc-2014]")
    expect(card).to_contain_text("99,5")
    expect(card).to_contain_text("31/12/2026")
    officer.page.locator("a[href='/campaigns/cao-diem-2023']").click()
    expect(officer.page.locator("[data-part=units] tbody tr")).to_have_count(19)
    expect(officer.page.locator(".campaign__drawing svg")).to_be_visible()


def test_the_quoted_figures_of_2023_and_what_is_said_of_them(visit):
    officer = visit("officer")
    officer.page.context.add_cookies([{"name": "language", "value": "en", "url": officer.served.address}])
    officer.go("/quotes?as_of=2023-11-30&known_at=2023-11-30")
    findings = officer.page.locator("[data-part=findings] > li")
    expect(findings).to_have_count(7)
    said = [findings.nth(place).inner_text() for place in range(7)]
    wanted = (
        ("88.6", "88.06", "4,547"),
        ("3,600", "4,028", "3,990", "90.23"),
        ("96.3", "96.15", "52 of 54", "96.08", "95.92"),
        ("3.7", "3.85", "2 of 54", "3.92", "4.08"),
        ("4,522",),
        ("as-of date",),
        ("11/6/2020",),
    )
    for text, parts in zip(said, wanted, strict=True):
        assert [part for part in parts if part not in text.replace("\N{NO-BREAK SPACE}", " ")] == [], text


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("role", ["officer", "commune_officer", "admin"])
def test_every_place_of_the_bar_is_reached_on_a_phone(visit, role, language):
    who = visit(role, **PHONE)
    who.page.context.add_cookies([{"name": "language", "value": language, "url": who.served.address}])
    who.go("/dashboard")
    groups = who.page.locator(".shell__group")
    for place in range(groups.count()):
        groups.nth(place).locator("summary").click()
        for link in groups.nth(place).locator("a").all():
            expect(link).to_be_in_viewport(ratio=1)
        who.page.keyboard.press("Escape")
        expect(groups.nth(place)).not_to_have_attribute("open", "")
    for link in who.page.locator(".shell__nav > a").all():
        expect(link).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_these_pages_are_read_whole(visit, size, language):
    pages = {
        "officer": ("/targets?as_of=2023-11-30", "/campaigns/cao-diem-2023?as_of=2023-11-30", "/quotes"),
        "admin": ("/tables", "/tables/deadline_rule", "/tables/cutoff/row?key=before", "/tables/office"),
    }
    for role, paths in pages.items():
        who = visit(role, **SIZES[size])
        who.page.context.add_cookies([{"name": "language", "value": language, "url": who.served.address}])
        for path in paths:
            assert who.go(path) == 200
            assert who.page.evaluate(CUT) == [], path
