"""The demo's steps: alive in every list, the same every time, and entered by posts on working hours."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.deadlines.due import DueStanding
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.case_steps import read_steps
from landtrack.store.database import open_database
from landtrack.usecases.deadlines.due_of_units import due_of_units

SNAPSHOT = date(2023, 11, 30)


@pytest.fixture
def demo(demo_url):
    database = open_database(demo_url)
    yield database
    database.close()


def test_every_list_has_cases_on_the_day_of_the_report(demo):
    found = due_of_units(demo, SYSTEM_SCOPE, Question(SNAPSHOT, end_of_day(SNAPSHOT)), 10).whole
    assert all(found.of(standing) for standing in DueStanding)
    assert found.all == 4574 - 4028


def test_steps_are_in_order_and_never_after_their_entry(demo):
    with demo.reading() as view:
        steps = read_steps(view)
    assert sum(map(len, steps.values())) > 1500
    for rows in steps.values():
        days = [row.day for row in rows]
        assert days == sorted(days)
        assert len({row.step for row in rows}) == len(rows)
