"""Deadlines with the rules and holidays that the office keeps, as known at a moment."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.deadlines.case_step import CaseStep
from landtrack.domain.deadlines.deadline_rule import Duty
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import Status
from landtrack.store.log import head_at
from landtrack.usecases.deadlines_at import deadlines_at
from landtrack.usecases.tables.change_row import change_row
from tests.builders import new_register

FOUND = date(2023, 8, 31)  # a Thursday; 1 to 4 September were free


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


def first_due(register, entry=None, steps=()):
    with register.reading() as view:
        found = deadlines_at(view, entry).due(FOUND, dict(steps), Status.OPEN)
    return found[0].duty, found[0].due


def test_the_shipped_rules_and_the_calendar(register):
    assert first_due(register) == (Duty.MINUTES, date(2023, 9, 6))
    minutes = {CaseStep.MINUTES: date(2023, 9, 5)}
    assert first_due(register, steps=minutes) == (Duty.DECISION, date(2023, 9, 14))
    found = {CaseStep.COMPLEX: date(2023, 9, 8)}
    assert first_due(register, steps={**minutes, **found}) == (Duty.DECISION, date(2023, 10, 5))
    graver = {CaseStep.VERY_COMPLEX: date(2023, 10, 2)}
    assert first_due(register, steps={**minutes, **found, **graver}) == (Duty.DECISION, date(2023, 11, 5))


def test_a_decreed_day_counts_from_the_moment_it_was_recorded(register):
    with register.reading() as view:
        before = head_at(view.connection).number
    holiday = {"day": "2023-09-05", "name": "Nghỉ theo quyết định"}
    change_row(register, SYSTEM_SCOPE, OfficeTable.HOLIDAY, "nghi-bu", holiday)
    assert first_due(register) == (Duty.MINUTES, date(2023, 9, 7))
    assert first_due(register, before) == (Duty.MINUTES, date(2023, 9, 6))
