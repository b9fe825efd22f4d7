"""Markup and code in every free field of a case are text to a real browser, on every page that shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import Exclusion, Status
from landtrack.store.histories import find_history
from landtrack.usecases.change_status import change_status, undo_change
from landtrack.usecases.record_case import revise_case
from tests.builders import resolved
from tests.journeys.test_resolve_on_the_map import cases_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

HOSTILE = (
    """<img src=x onerror="window.hacked=1">${window.hacked=2}`+(window.hacked=3)+`"""
    "</script><script>window.hacked=4</script>"
)


def test_hostile_text_is_shown_as_text(served, visit):
    officer = visit("officer")
    case = cases_of(served, Status.OPEN)[0]
    with served.database.reading() as view:
        facts = find_history(view, SYSTEM_SCOPE, case.code).revisions[-1].facts
    text = HOSTILE
    hostile = replace(facts, hamlet=text, map_sheet=text, parcel=text, part_of_parcel=True)
    revise_case(served.database, SYSTEM_SCOPE, case.code, hostile, reason=text)
    change_status(
        served.database, SYSTEM_SCOPE, case.code, resolved(date(2026, 10, 30), decision_number=text, note=text)
    )
    undo_change(served.database, SYSTEM_SCOPE, case.code, note=text)
    excluded = resolved(date(2026, 10, 30), status=Status.EXCLUDED, form=None, exclusion=Exclusion.DUPLICATE, note=text)
    change_status(served.database, SYSTEM_SCOPE, case.code, excluded)

    officer.commune(case=case.code)
    expect(officer.panel.locator(".history")).to_contain_text("<img src=x onerror=")
    expect(officer.panel.locator(".panel__facts .facts")).to_contain_text("${window.hacked=2}`")
    officer.click_case(case.code)
    officer.page.locator("#typed").fill("<img")
    officer.page.mouse.move(700, 400)
    for path in ("/overview", "/progress", f"/api/search?q={case.code}"):
        officer.go(path)
    assert officer.page.evaluate("window.hacked") is None
    officer.commune(case=case.code)
    assert officer.page.evaluate("window.hacked") is None
    assert officer.page.locator("img[src=x]").count() == 0
