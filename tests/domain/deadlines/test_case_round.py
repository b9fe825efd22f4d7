"""Rounds: a case that is reopened or included again begins anew, and its steps belong to the round of their day."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.deadlines.case_round import in_round, round_of, rounds_of
from landtrack.domain.deadlines.case_step import CaseStep, RecordedStep
from landtrack.domain.status import Status

FOUND = date(2023, 3, 1)
MAY, JUNE, JULY, AUGUST = (date(2023, month, 1) for month in (5, 6, 7, 8))


@pytest.mark.parametrize(
    ("changes", "rounds"),
    [
        ([], (FOUND,)),
        ([(MAY, Status.RESOLVED)], (FOUND,)),
        ([(MAY, Status.RESOLVED), (JUNE, Status.OPEN)], (FOUND, JUNE)),
        ([(MAY, Status.EXCLUDED), (JUNE, Status.OPEN), (JULY, Status.IN_HAND)], (FOUND, JUNE)),
        ([(MAY, Status.RESOLVED), (JUNE, Status.OPEN), (JULY, Status.RESOLVED), (AUGUST, Status.OPEN)],
         (FOUND, JUNE, AUGUST)),
        ([(MAY, Status.IN_HAND), (JUNE, Status.OPEN)], (FOUND,)),
        ([(MAY, Status.PARTLY_RESOLVED), (JUNE, Status.OPEN)], (FOUND,)),
        ([(MAY, Status.RESOLVED), (MAY, Status.OPEN)], (FOUND,)),
    ],
)  # fmt: skip
def test_a_round_begins_when_a_case_that_was_over_is_taken_up_again(changes, rounds):
    assert rounds_of(FOUND, changes) == rounds


def test_a_step_belongs_to_the_round_of_its_day():
    rounds = (FOUND, JUNE, AUGUST)
    assert [round_of(rounds, day) for day in (FOUND, MAY, JUNE, JULY, AUGUST)] == [FOUND, FOUND, JUNE, JUNE, AUGUST]
    steps = [RecordedStep(number, CaseStep.MINUTES, day, "", "") for number, day in enumerate((MAY, JUNE, JULY), 1)]
    assert [[row.entry for row in in_round(steps, rounds, start)] for start in rounds] == [[1], [2, 3], []]
