"""A page of the cases behind a cell is that part of the whole list, and knows how many there are in all."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.cell import parse_cell
from landtrack.domain.cutoff import Cutoffs
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, Scope
from landtrack.store import case_pages
from landtrack.store.database import open_database
from landtrack.usecases.explain_cell import PartAsked, explain_cell, explain_page

DAY = date(2023, 11, 30)
CELLS = (
    "07288/before/open",
    "07288/all/resolved_ha",
    "total/all/cases",
    "total/undetermined/in_hand",
    "total/all/unplaced",
    "total/all/no_geometry",
)
OTHER = Cutoffs(date(2015, 1, 1), date(2022, 1, 1))


@pytest.fixture
def demo(each_demo_url):
    register = open_database(each_demo_url)
    yield register
    register.close()


@pytest.fixture(params=[0, 10**6], ids=["code by code", "case by case"])
def way(request, monkeypatch):
    """Let the codes be found in either way, whichever is quicker."""
    monkeypatch.setattr(case_pages, "PROBE", request.param)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("cutoffs", [None, OTHER], ids=["own cutoffs", "other cutoffs"])
@pytest.mark.parametrize("cell", CELLS)
def test_pages_make_up_the_whole_list(demo, cell, cutoffs):
    question = Question(DAY, demo.known_now(), date(2024, 12, 31), cutoffs=cutoffs)
    whole = explain_cell(demo, SYSTEM_SCOPE, question, parse_cell(cell))
    at_once = max(len(whole.cases) // 3, 1) + 1
    for down in (False, True):
        pages = [
            explain_page(demo, SYSTEM_SCOPE, question, parse_cell(cell), PartAsked(number, at_once, down))
            for number in range(1, max(-(-len(whole.cases) // at_once), 1) + 1)
        ]
        cases = [row for page in pages for row in page.found.cases]
        assert cases == list(whole.cases)[:: -1 if down else 1]
        assert [page.start for page in pages] == list(range(0, len(pages) * at_once, at_once))
    sums = {(page.whole.cases, page.whole.area, page.whole.resolved_area) for page in pages}
    areas = (sum(row.area for row in whole.cases), sum(row.resolved_area for row in whole.cases))
    assert sums == {(len(whole.cases), *areas)}


def test_beyond_the_last_page_is_the_last(demo):
    question = Question(DAY, demo.known_now())
    asked = [PartAsked(number, 7) for number in (1, 10**9)]
    first, last = (explain_page(demo, SYSTEM_SCOPE, question, parse_cell("total/all/open"), part) for part in asked)
    assert last.start // 7 == (first.whole.cases - 1) // 7
    assert len(last.found.cases) == first.whole.cases - last.start


@pytest.mark.usefixtures("way")
def test_nobody_is_told_of_cases_outside_his_area(demo):
    question = Question(DAY, demo.known_now())
    places = frozenset({17})
    mine = Scope("chair", Role.CHAIR, SYSTEM_SCOPE.rights, places, places)
    page = explain_page(demo, mine, question, parse_cell("total/all/cases"), PartAsked(1, 10))
    assert page.whole.cases == len(explain_cell(demo, mine, question, parse_cell("total/all/cases")).cases) > 10
    assert {row.place_id for row in page.found.cases} == places


def test_another_order_is_that_of_the_whole_list(demo):
    question, cell = Question(DAY, demo.known_now()), parse_cell("total/all/open")
    whole = explain_cell(demo, SYSTEM_SCOPE, question, cell).cases
    by_area = sorted(whole, key=lambda row: row.area)
    page = explain_page(
        demo,
        SYSTEM_SCOPE,
        question,
        cell,
        PartAsked(2, 5, arranged=lambda rows: sorted(rows, key=lambda row: row.area)),
    )
    assert list(page.found.cases) == by_area[5:10]
    assert by_area[5:10] != list(whole[5:10])
    assert page.whole.cases == len(whole)
