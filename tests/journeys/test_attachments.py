"""An officer attaches a photo to a case on the map, looks at it, and takes it away again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.attached_files import PLACE, SCRIPT, photo
from tests.journeys.conftest import YEN_THE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def first_case(officer):
    officer.commune()
    row = officer.page.locator("[data-part=list] [role=option]").first
    row.click()
    expect(officer.panel.locator(".panel__attachments")).to_be_visible()


def choose_file(officer, content, name="ảnh.jpg"):
    form = officer.panel.locator(".attach-form")
    form.locator("[name=file]").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": content})
    form.locator("button[type=submit]").click()


def test_a_photo_is_attached_shown_and_removed(visit):
    officer = visit("officer")
    first_case(officer)
    choose_file(officer, photo((640, 480)))
    entry = officer.panel.locator(".files__file")
    expect(entry).to_contain_text("ảnh.jpg")
    shown = entry.locator("img")
    expect(shown).to_have_js_property("complete", value=True)
    assert shown.evaluate("image => image.naturalWidth") == 240
    officer.panel.locator(".panel__attachments .message button").click()
    centre = officer.page.evaluate("window.landtrack.map.getCenter()")
    assert (centre["lng"], centre["lat"]) == pytest.approx(PLACE, abs=1e-4)
    entry.locator("button").click()
    dialog = officer.page.locator("dialog")
    dialog.locator("input").fill("chụp nhầm")
    dialog.locator("button[value=yes]").click()
    expect(entry).to_have_count(0)


def test_a_photo_that_is_a_script_is_refused_in_words(visit):
    officer = visit("officer")
    first_case(officer)
    choose_file(officer, SCRIPT)
    expect(officer.panel.locator(".panel__attachments .message--problem")).to_contain_text("ảnh.jpg")
    expect(officer.panel.locator(".files__file")).to_have_count(0)


def test_a_chair_sees_files_and_sends_none(visit):
    chair = visit("chair")
    assert chair.go(f"/commune/{YEN_THE}?as_of=2026-10-31") == 200
    chair.painted()
    chair.page.locator("[data-part=list] [role=option]").first.click()
    expect(chair.panel.locator(".panel__attachments")).to_be_visible()
    expect(chair.panel.locator(".attach-form")).to_have_count(0)
