"""From the list of what is overdue to the case: a step is recorded there, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.conftest import Visit

DAY = "2026-10-31"


def test_a_step_is_recorded_and_taken_back(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.go(f"/due?as_of={DAY}")
    row = one.page.locator("[data-part=due] tbody tr").filter(has_text="Lập biên bản").first
    code, found = row.get_attribute("data-code"), row.locator("td").last.inner_text()
    assert code is not None
    row.locator("a").click()
    steps = one.panel.locator(".panel__steps")
    expect(steps.locator(".due-row.is-late").first).to_contain_text("Lập biên bản")
    steps.locator("button[data-step=add]").click()
    form = steps.locator("form[data-action=step]")
    form.locator("[name=day]").fill("01/01/2001")
    form.locator("[name=number]").fill("12/BB-VPHC")
    form.locator("button[type=submit]").click()
    expect(
        form.locator(".field").filter(has=one.page.locator("[name=day]")).locator(".field__problem")
    ).not_to_be_empty()
    form.locator("[name=day]").fill(found)
    form.locator("button[type=submit]").click()
    expect(steps.locator(".step-row[data-step=minutes]")).to_contain_text("12/BB-VPHC")
    expect(steps.locator(".due-row").first).not_to_contain_text("Lập biên bản")
    steps.locator(".step-row button[data-take-back=minutes]").click()
    one.page.locator("dialog button[value=yes]").click()
    expect(steps.locator(".step-row.is-void")).to_have_count(1)
    expect(steps.locator(".due-row.is-late").first).to_contain_text("Lập biên bản")


def test_a_chair_sees_what_is_due_and_changes_nothing(visit: Callable[..., Visit]) -> None:
    chair = visit("chair")
    chair.go(f"/due?as_of={DAY}")
    link = chair.page.locator("[data-part=due] tbody tr a").first
    link.click()
    expect(chair.panel.locator(".due-row").first).to_be_visible()
    expect(chair.panel.locator(".panel__steps button")).to_have_count(0)
