"""Searching as people type, looking at a holder, and accepting a finding: in a browser, to the end of the log."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from landtrack.domain.identity import Identity
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store import schema
from landtrack.store.log import EntryKind
from landtrack.usecases.keep_identity import keep_identity
from tests.journeys.test_area_wall import first_case

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

HOLDER = Identity("Hộ số 12 (dữ liệu mẫu)", "001099000123", "Bản Ven", "0900000456")


def entries(served, kind):
    with served.database.reading() as view:
        rows = view.connection.execute(schema.log_entry.select().where(schema.log_entry.c.kind == kind.value))
        return [(row.actor, row.details) for row in rows]


def test_a_case_is_found_by_words_and_its_holder_by_the_exact_name(served, visit):
    officer = visit("officer")
    code = first_case(served, "07288")
    keep_identity(served.database, SYSTEM_SCOPE, code, HOLDER)
    officer.go("/overview")
    asked = []
    officer.page.on("request", lambda request: asked.append(request.url))
    field, found = officer.page.locator("#find"), officer.page.locator("[data-part=found]")
    field.fill("tam hiep to 7")
    expect(found.locator("a").first).to_contain_text("Yên Thế")
    field.fill("hộ số 12 (DỮ LIỆU MẪU)")
    expect(found.locator("li").first).to_contain_text("Không có vụ việc")
    found.locator("[data-find=holder]").click()
    expect(found.locator("a")).to_have_count(1)
    expect(found.locator("a")).to_contain_text(code)
    searched = {url.removeprefix(served.address) for url in asked if "search" in url}
    assert searched == {"/api/search", "/api/search/holder"}
    found.locator("a").click()
    officer.painted()
    expect(officer.panel.locator("h2")).to_have_text(code)


def test_the_holder_is_shown_by_a_button_and_leaves_with_the_panel(served, visit):
    officer = visit("officer")
    code = first_case(served, "07288")
    keep_identity(served.database, SYSTEM_SCOPE, code, HOLDER)
    officer.commune(case=code)
    holder = officer.panel.locator(".holder")
    expect(holder).to_be_visible()
    assert HOLDER.name not in officer.page.content()
    holder.locator("[data-holder=masked]").click()
    expect(holder).to_contain_text("•••••••••123")
    assert HOLDER.id_number not in officer.page.content()
    holder.locator("[data-holder=full]").click()
    expect(holder).to_contain_text(HOLDER.id_number)
    officer.page.keyboard.press("Escape")
    expect(officer.panel).to_be_hidden()
    assert HOLDER.name not in officer.page.content()
    shown = [details for _actor, details in entries(served, EntryKind.IDENTITY_SHOWN)]
    assert shown == [f'{{"cases":["{code}"],"how":"masked"}}', f'{{"cases":["{code}"],"how":"full"}}']


def test_a_finding_is_accepted_on_the_page(served, visit):
    officer = visit("officer")
    officer.go("/check?kind=outside_unit")
    rows = officer.page.locator("[data-part=findings] tbody tr")
    expect(rows).to_have_count(5)
    code = rows.first.get_attribute("data-code")
    rows.first.locator("summary").click()
    rows.first.locator("textarea").fill("Ranh giới sơ đồ, đã đối chiếu hồ sơ giấy")
    rows.first.locator("button").click()
    expect(rows).to_have_count(4)
    expect(officer.page.locator("[data-part=accepted]")).to_contain_text(re.compile(f"{code}.*hồ sơ giấy", re.DOTALL))
    assert [actor for actor, _ in entries(served, EntryKind.ACCEPTANCE)] == ["canbo"]
    officer.page.locator("[data-part=findings] tbody a").first.click()
    officer.painted()
    expect(officer.panel).to_be_visible()
