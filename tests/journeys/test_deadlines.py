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
    rows = one.page.locator("[data-part=due] tbody tr").filter(has_text="Lập biên bản")
    row = rows.filter(has_not_text="mở lại").first
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


def test_a_case_found_complex_has_longer_until_that_is_taken_back(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.go(f"/due?as_of={DAY}")
    rows = one.page.locator("[data-part=due] tbody tr").filter(has_text="Ra quyết định").filter(has_text="7 ngày làm")
    rows.filter(has_not_text="mở lại").first.locator("a").click()
    steps = one.panel.locator(".panel__steps")
    decision = steps.locator(".due-row").filter(has_text="Ra quyết định xử phạt")
    expect(decision).to_contain_text("7 ngày làm việc")
    plain = decision.locator(".number").inner_text()
    minutes = steps.locator(".step-row[data-step=minutes] .number").inner_text()
    steps.locator("button[data-step=add]").click()
    form = steps.locator("form[data-action=step]")
    form.locator("[name=step]").select_option("complex")
    day = form.locator("[name=day]")
    day.fill("01/01/2001")
    form.locator("button[type=submit]").click()
    expect(
        form.locator(".field").filter(has=one.page.locator("[name=day]")).locator(".field__problem")
    ).not_to_be_empty()
    day.fill(minutes)
    form.locator("[name=number]").fill("07/TB-UBND")
    form.locator("button[type=submit]").click()
    found = steps.locator(".step-row[data-step=complex]")
    expect(found).to_contain_text("07/TB-UBND")
    expect(decision).to_contain_text("1 tháng · Phức tạp")
    expect(decision.locator(".number")).not_to_have_text(plain)
    found.locator("button[data-take-back=complex]").click()
    one.page.locator("dialog button[value=yes]").click()
    expect(steps.locator(".step-row.is-void")).to_have_count(1)
    expect(decision).to_contain_text("7 ngày làm việc")
    expect(decision.locator(".number")).to_have_text(plain)


def test_on_a_phone_a_case_is_three_lines_and_the_rest_where_one_asks(visit: Callable[..., Visit]) -> None:
    one = visit("chair", viewport={"width": 390, "height": 844})
    one.go(f"/due?as_of={DAY}")
    row = one.page.locator("[data-part=due] tbody tr").first
    rest = row.locator("td.is-more")
    expect(rest).to_have_count(3)
    expect(rest.first).to_be_hidden()
    box = row.bounding_box()
    assert box is not None
    assert box["height"] < 110
    one.page.locator(".due__whole input").check()
    for number in range(3):
        expect(rest.nth(number)).to_be_visible()


def test_a_chair_sees_what_is_due_and_changes_nothing(visit: Callable[..., Visit]) -> None:
    chair = visit("chair")
    chair.go(f"/due?as_of={DAY}")
    link = chair.page.locator("[data-part=due] tbody tr a").first
    link.click()
    expect(chair.panel.locator(".due-row").first).to_be_visible()
    expect(chair.panel.locator(".panel__steps button")).to_have_count(0)
