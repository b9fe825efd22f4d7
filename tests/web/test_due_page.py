"""The page of deadlines: one list at a time, the counts of all, links to the cases, within the reader's area."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.deadlines.case_step import CaseStep, StepDraft
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.record_step import record_step
from tests.web.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

# All cases were found on 04/05/2021: the minutes were due on the 6th, the time for a fine ended in May 2023. Seen at
# the end of 2021, since nothing was recorded before 2022.
SEEN = "as_of=31/12/2021"


def codes(page: str) -> list[str]:
    return re.findall(r'<tr data-code="([^"]+)"', page)


def counts(page: str) -> dict[str, int]:
    found = re.findall(r'data-standing="(\w+)"><span>[^<]*</span><span class="number">(\d+)<', page)
    return {name: int(number) for name, number in found}


def plain(page: str) -> str:
    """Return a page without what is drawn anew for every answer."""
    return re.sub(r'nonce="[^"]+"', "", page)


def test_the_overdue_are_listed_with_what_is_due_and_lead_to_the_map(visitor: Visit) -> None:
    page = visitor("canbo").get(f"/due?{SEEN}").text
    assert Markup(page).faults == []
    assert codes(page) == ["QA-0001", "QA-0003", "QA-0004", "QB-0001", "QB-0002"]
    assert counts(page) == {"overdue": 5, "soon": 0, "later": 0, "ended": 0, "unknown": 0, "settled": 0}
    assert '<a href="/commune/07288?case=QA-0001&amp;as_of=31/12/2021">QA-0001</a>' in page
    text = " ".join(" ".join(Markup(page).text).split())
    assert "Draw up the minutes" in text
    assert "06/05/2021" in text
    assert "Nghị định 91/2019/NĐ-CP" in text
    assert "The time for a fine ends: 04/05/2023" in text


def test_steps_days_and_units_narrow_what_is_shown(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    record_step(register, SYSTEM_SCOPE, "QA-0001", StepDraft(CaseStep.MINUTES, date(2021, 12, 24)))
    soon = who.get(f"/due?{SEEN}&show=soon").text  # seven working days: 5 January
    assert (codes(soon), counts(soon)["overdue"]) == (["QA-0001"], 4)
    assert codes(who.get(f"/due?{SEEN}&show=soon&days=3").text) == []
    assert codes(who.get(f"/due?{SEEN}&show=later&days=3").text) == ["QA-0001"]
    assert codes(who.get(f"/due?{SEEN}&unit=07294").text) == ["QB-0001", "QB-0002"]
    assert counts(who.get(f"/due?{SEEN}&known_at=2022-02-01").text)["overdue"] == 5
    ended = who.get("/due?show=ended").text
    assert (codes(ended)[0], counts(ended)["ended"]) == ("QA-0001", 5)


@pytest.mark.parametrize("name", ["canbo.yenthe", "chutich.yenthe"])
def test_a_neighbours_case_is_in_no_list_and_no_count(visitor: Visit, name: str) -> None:
    who = visitor(name)
    page = who.get(f"/due?{SEEN}").text
    assert codes(page) == ["QA-0001", "QA-0003", "QA-0004"]
    assert counts(page)["overdue"] == 3
    assert "QB-" not in page
    foreign, missing = (who.get(f"/due?{SEEN}&unit={code}") for code in ("07294", "07295"))
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert plain(foreign.text.replace("07294", "07295")) == plain(missing.text)


@pytest.mark.parametrize("query", ["days=x", "days=-1", "days=99999999", "show=nothing", "page=0", "page=99", "page=x"])
def test_an_odd_address_shows_a_list_all_the_same(visitor: Visit, query: str) -> None:
    answer = visitor("canbo").get(f"/due?{query}")
    assert (answer.status_code, Markup(answer.text).faults) == (200, [])


def test_a_long_list_comes_in_pages(visitor: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landtrack.web.pages.due.ON_A_PAGE", 2)
    page = visitor("canbo").get(f"/due?{SEEN}&page=2").text
    assert "3–4 of 5" in page
    assert f"/due?show=overdue&amp;{SEEN}&amp;page=3" in page
    assert codes(visitor("canbo").get(f"/due?{SEEN}&page=99").text) == ["QB-0002"]


def test_a_unit_chosen_from_the_list_of_another_day_is_the_one_that_was_meant(visitor: Visit) -> None:
    who = visitor("canbo")
    moved = who.get("/due?as_of=31/12/2021&unit=07288&units_of=2026-11-22").text
    assert codes(moved) == ["QA-0001", "QA-0003", "QA-0004"]
    assert 'href="/due?show=soon&amp;as_of=31/12/2021&amp;frame=2026-11-22&amp;unit=07288"' in moved
    assert who.get("/due?as_of=31/12/2021&frame=2021-12-31&unit=07288&units_of=2026-11-22").status_code == 422
