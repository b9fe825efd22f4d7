"""The demo's steps: alive in every list, the same every time, and entered by posts on working hours."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.deadlines.case_step import CaseStep
from landtrack.domain.deadlines.due import DueStanding
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.case_steps import read_steps
from landtrack.store.database import open_database
from landtrack.usecases.deadlines.waiting_cases import waiting_cases_in

SNAPSHOT = date(2023, 11, 30)


@pytest.fixture
def demo(demo_url):
    database = open_database(demo_url)
    yield database
    database.close()


def test_every_list_has_cases_on_the_day_of_the_report(demo):
    with demo.reading() as view:
        asked = Question(SNAPSHOT, end_of_day(SNAPSHOT))
        found = waiting_cases_in(view, SYSTEM_SCOPE, asked, 10).summary().whole
    assert all(found.of(standing) for standing in DueStanding if standing is not DueStanding.SETTLED)
    assert (found.all, found.settled) == (4574 - 4028, 0)


def test_some_newer_cases_were_found_complex_between_their_minutes_and_their_decision(demo):
    with demo.reading() as view:
        steps = read_steps(view).values()
    complex_ones = [rows for rows in steps if any(row.step is CaseStep.COMPLEX for row in rows)]
    assert len(complex_ones) > 10
    assert {rows[0].step for rows in complex_ones} == {CaseStep.MINUTES}
    assert any(rows[-1].step is CaseStep.COMPLEX for rows in complex_ones)


def test_steps_are_in_order_and_never_after_their_entry(demo):
    with demo.reading() as view:
        steps = read_steps(view)
    assert sum(map(len, steps.values())) > 1500
    for rows in steps.values():
        days = [row.day for row in rows]
        assert days == sorted(days)
        assert len({row.step for row in rows}) == len(rows)
