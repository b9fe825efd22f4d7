"""The first page after signing in, as each role gets it: his own area, what changed, what waits; nothing else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.imports import record_run, record_undo
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import record_case
from landtrack.web import attention
from landtrack.web.pages import dashboard as page_of
from tests.builders import MovingClock, facts, resolved, unit_id
from tests.web.markup import Markup
from tests.web.register import BO_HA, HOSTILE, YEN_THE, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

WORKING = ("canbo", "canbo.yenthe")


def part(html: str, name: str) -> str:
    """Return what stands between a part's tag and the next end of a section or table."""
    return html.partition(f'data-part="{name}"')[2].partition("</section>")[0]


@pytest.fixture
def moved(register: Database, clock: MovingClock) -> Database:
    with register.reading() as view:
        registry = read_registry(view)
    clock.go(datetime(2026, 11, 10, tzinfo=UTC))
    for code, unit in (("QN-0001", "07288"), ("QM-0001", "07294")):
        record_case(register, SYSTEM_SCOPE, code, facts(unit_id(registry, unit), found_on=date(2026, 11, 5)))
    for code in ("QA-0001", "QB-0002"):
        change_status(register, SYSTEM_SCOPE, code, resolved(date(2026, 11, 8), note=HOSTILE))
    clock.go(datetime(2026, 11, 22, 3, 0, tzinfo=UTC))
    return register


@pytest.mark.usefixtures("moved")
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["canbo", "canbo.yenthe", "chutich.yenthe", "tinh", "quantri"])
def test_everybody_has_a_first_page(visitor: Visit, name: str, language: str) -> None:
    who = visitor(name)
    who.client.set_cookie("language", language)
    answer = who.get(who.get("/").location)
    assert answer.status_code == 200
    markup = Markup(answer.text)
    assert markup.faults == []
    assert not re.search(r"\{\w+\}", " ".join(markup.text))
    assert HOSTILE not in answer.text


@pytest.mark.usefixtures("moved")
@pytest.mark.parametrize("name", ["chutich.yenthe", "canbo.yenthe"])
def test_a_readers_own_unit_and_nothing_of_the_neighbours(visitor: Visit, name: str) -> None:
    html = visitor(name).get("/dashboard").text
    for foreign in (*BO_HA, *BO_HA.values(), "QM-0001", "Bố Hạ", "Tam Tiến", "Đồng Kỳ", "Xuân Lương", "07294"):
        assert foreign not in html, foreign
    assert "<h1>Xã Yên Thế</h1>" in html
    oldest = re.findall(r'<tr data-code="([^"]+)"', part(html, "oldest"))
    assert oldest == ["QA-0003", "QA-0004", "QN-0001"]
    assert "QA-0001" in part(html, "changes")
    assert 'href="/commune/07288"' in html
    assert "unit=07288" in html
    assert "form=unit-sheet" in html


@pytest.mark.usefixtures("moved")
def test_what_changed_is_told_in_words_and_leads_to_the_cases(visitor: Visit) -> None:
    who = visitor("chutich.yenthe")
    changed = part(who.get("/dashboard").text, "changed")
    told = dict(re.findall(r'data-line="(\w+)"><strong class="number">([^<]+)<', changed))
    assert told == {"newly_found": "+1", "resolved": "1"}
    assert 'Resolved: <span class="number">1 → 2 (+1)' in changed
    hrefs = re.findall(r'class="moved__one[^"]*" href="([^"]+)"', changed)
    lists = [re.findall(r'<tr data-code="([^"]+)"', who.get(href.replace("&amp;", "&")).text) for href in hrefs]
    assert lists == [["QN-0001"], ["QA-0001"]]
    both = part(visitor("tinh").get("/dashboard").text, "changed")
    assert dict(re.findall(r'data-line="(\w+)"><strong class="number">([^<]+)<', both))["newly_found"] == "+2"


@pytest.mark.usefixtures("moved")
def test_the_district_and_the_province_see_the_units_side_by_side(visitor: Visit) -> None:
    for name in ("canbo", "tinh"):
        html = visitor(name).get("/dashboard").text
        rows = re.findall(r'<tr data-code="(\d+)"', part(html, "units"))
        assert rows == ["07246", "07264", "07282", "07288", "07294"]
        assert '<span class="moved-by">+1</span>' in part(html, "units")
        assert ('data-part="attention"' in html) == (name in WORKING)
        assert 'data-part="oldest"' not in html
    nineteen = visitor("tinh").get("/dashboard?frame=2023-11-30").text
    assert len(re.findall(r'<tr data-code="(\d+)"', part(nineteen, "units"))) == 19


def test_what_needs_attention_leads_to_where_it_is_mended(visitor: Visit) -> None:
    who = visitor("canbo")
    shown = part(who.get("/dashboard").text, "attention")
    found = re.findall(
        r'class="line line--count" href="([^"]+)">.*?<strong class="number">(\d+)</strong>', shown, re.DOTALL
    )
    counts = {href.replace("&amp;", "&"): int(count) for href, count in found}
    assert counts["/cases?cell=total/all/no_geometry"] == 1
    # The checks take their time: a script asks for them once the page is open.
    asked = re.search(r'data-address="([^"]+)"', shown)
    assert asked is not None
    lines = who.json(asked[1].replace("&amp;", "&"))["lines"]
    assert lines
    assert all(line["href"].startswith("/check?kind=") for line in lines)
    for href in (*counts, *(line["href"] for line in lines)):
        assert who.get(href).status_code == 200
    assert "no_geometry" in part(visitor("canbo.yenthe").get("/dashboard").text, "attention")


def test_a_large_register_is_not_checked_on_the_first_page(visitor: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attention, "MOST_CHECKED", 5)
    shown = part(visitor("canbo").get("/dashboard").text, "attention")
    assert "/api/attention" not in shown
    assert "no_geometry" in shown
    # The commune's four are few.
    assert "/api/attention" in part(visitor("canbo.yenthe").get("/dashboard").text, "attention")


def test_rows_that_an_import_left_out_are_told_to_who_may_mend_them(
    visitor: Visit, register: Database, clock: MovingClock
) -> None:
    counts = {"added": 0, "changed": 0, "unchanged": 0, "first_entry": 1}
    plain = {"file_name": "a.xlsx", "file_hash": "0" * 64, "form": "xlsx", "reading": "{}", "problems": "[]"}
    clock.go(datetime(2026, 9, 1, tzinfo=UTC))
    with register.transaction("canbo") as tx:
        record_run(tx, {**plain, **counts, "refused": 100})
    clock.go(datetime(2026, 11, 20, tzinfo=UTC))
    with register.transaction("canbo") as tx:
        record_run(tx, {**plain, **counts, "refused": 7})
        record_undo(tx, record_run(tx, {**plain, **counts, "refused": 1000}), "")
    found = re.findall(
        r'href="/import">.*?<strong class="number">(\d+)', visitor("canbo").get("/dashboard").text, re.DOTALL
    )
    assert found == ["7"]
    assert "left out" not in visitor("canbo.yenthe").get("/dashboard").text
    assert "left out" not in visitor("tinh").get("/dashboard").text


def test_what_is_due_has_its_place(visitor: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"code": "QA-0001", "href": "/commune/07288?case=QA-0001", "unit": "Xã Yên Thế", "what": HOSTILE,
         "due_text": "12/11/2026", "late": "10 days late", "overdue": True},
    ]  # fmt: skip
    due = {
        "overdue": 3, "soon": 2, "days": 10, "as_of_text": "22/11/2026", "href": "/due",
        "overdue_href": "/due?standing=overdue", "soon_href": None, "rows": rows,
    }  # fmt: skip
    monkeypatch.setattr(page_of, "due_summary", lambda _choice: due)
    html = visitor("chutich.yenthe").get("/dashboard").text
    assert Markup(html).faults == []
    shown = part(html, "due")
    assert "10 days late" in shown
    assert "due within 10 days" in shown
    assert HOSTILE not in shown
    monkeypatch.setattr(page_of, "due_summary", lambda _choice: None)
    assert 'data-part="due"' not in visitor("chutich.yenthe").get("/dashboard").text


def test_an_administrator_gets_doors_and_no_cases(visitor: Visit) -> None:
    html = visitor("quantri").get("/dashboard").text
    assert 'class="card door" href="/users"' in html
    assert not any(code in html for code in (*YEN_THE, *BO_HA))
    assert 'class="figures' not in html


def test_the_first_page_of_another_day_and_moment(visitor: Visit) -> None:
    html = visitor("tinh").get("/dashboard?as_of=30/11/2023&known_at=2023-11-30").text
    assert "as of 30/11/2023" in html
    assert "As known at 30/11/2023 23:59" in html
    assert "as_of=30/11/2023&amp;known_at=2023-11-30&amp;cell=total/all/open" in html
    assert "is not a date" in visitor("tinh").get("/dashboard?as_of=soon").text
