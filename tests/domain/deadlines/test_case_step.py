"""Steps of a case: their order, their days, and what stands as known at an entry."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.deadlines.case_step import CaseStep, RecordedStep, StepDraft, check_step, days_of
from landtrack.domain.errors import Refusal

FOUND, TODAY = date(2024, 5, 2), date(2024, 6, 30)
KNOWN = {CaseStep.MINUTES: date(2024, 5, 6), CaseStep.RECEIVED: date(2024, 5, 20)}


def refused(step, day, known):
    """Return the code and the case of the refusal, None where the step is accepted."""
    try:
        check_step(StepDraft(step, day), "A-1", FOUND, TODAY, known)
    except Refusal as refusal:
        return refusal.code, refusal.arguments["case"]
    return None


@pytest.mark.parametrize("day", [date(2024, 5, 6), date(2024, 5, 13), date(2024, 5, 20)])
def test_a_step_between_the_others_is_accepted(day):
    assert refused(CaseStep.DECISION, day, KNOWN) is None


@pytest.mark.parametrize(
    ("step", "day", "known", "code"),
    [
        (CaseStep.MINUTES, date(2024, 7, 1), {}, "step.in_future"),
        (CaseStep.MINUTES, date(2024, 5, 1), {}, "step.before_found"),
        (CaseStep.MINUTES, date(2024, 5, 6), KNOWN, "step.known"),
        (CaseStep.DECISION, date(2024, 5, 5), KNOWN, "step.order"),
        (CaseStep.DECISION, date(2024, 5, 21), KNOWN, "step.order"),
    ],
)
def test_a_step_that_cannot_be_is_refused(step, day, known, code):
    assert refused(step, day, known) == (code, "A-1")


def test_a_void_takes_a_step_back_from_its_own_entry_on():
    first = RecordedStep(5, CaseStep.MINUTES, date(2024, 5, 6), "", "", void_entry=8)
    second = RecordedStep(9, CaseStep.MINUTES, date(2024, 5, 7), "", "")
    found = [days_of([second, first], entry) for entry in (4, 5, 7, 8, 9)]
    assert [row.get(CaseStep.MINUTES) for row in found] == [None, first.day, first.day, None, second.day]
