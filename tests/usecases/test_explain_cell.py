"""The cases behind a cell know where they lie, also where no unit of the frame can be named."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.cell import parse_cell
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.messages.catalogue import catalogue
from landtrack.store.database import open_database
from landtrack.store.units import read_registry
from landtrack.usecases.explain_cell import explain_cell
from landtrack.usecases.report_progress import report_progress
from landtrack.usecases.unplaced_reason import unplaced_reason

DAY = date(2026, 10, 31)
BEFORE = date(2024, 12, 31)


@pytest.fixture
def demo(each_demo_url):
    register = open_database(each_demo_url)
    yield register
    register.close()


def test_cases_that_no_unit_of_the_frame_holds_are_listed_with_their_place(demo):
    question = Question(DAY, demo.known_now(), BEFORE)
    listed = explain_cell(demo, SYSTEM_SCOPE, question, parse_cell("total/all/unplaced")).cases
    assert len(listed) == report_progress(demo, SYSTEM_SCOPE, question).gaps.unplaced > 0
    with demo.reading() as view:
        registry = read_registry(view)
    for row in listed:
        assert (row.unit_code, row.unit) == ("", "")
        assert unplaced_reason(registry, row.place_id, BEFORE, catalogue("en"))


def test_every_case_of_a_cell_lies_in_its_unit(demo):
    question = Question(DAY, demo.known_now(), BEFORE)
    with demo.reading() as view:
        frame = read_registry(view).frame(BEFORE)
    listed = explain_cell(demo, SYSTEM_SCOPE, question, parse_cell("07288/all/open")).cases
    assert listed
    assert {frame.places[row.place_id] for row in listed} == {frame.unit("07288").id}
    assert {row.unit_code for row in listed} == {"07288"}
