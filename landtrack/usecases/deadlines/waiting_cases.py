"""Judging every unresolved case of a question once: the ground of the lists, the counts and the digests."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.case_step import CaseStep
from landtrack.domain.deadlines.due import MOST_DAYS_AHEAD, DueStanding, DueSummary, Waiting, counts_of, judge_due
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.domain.status import Status
from landtrack.store.due_cases import read_unresolved
from landtrack.usecases.deadlines_at import deadlines_at
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View
    from landtrack.store.due_cases import UnresolvedCase
    from landtrack.usecases.deadlines_at import Deadlines
    from landtrack.usecases.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class WaitingCases:
    """Every unresolved case within the reader's area and where it stands, at one point."""

    point: Standpoint
    days: int
    rows: tuple[tuple[UnresolvedCase, Waiting], ...]

    def summary(self) -> DueSummary:
        """Return the counts: in all, and of each unit of the frame."""
        places = self.point.frame.places
        by_unit: dict[int | None, list[DueStanding]] = {unit.id: [] for unit in self.point.units}
        for case, waiting in self.rows:
            by_unit.setdefault(places[case.place_id], []).append(waiting.standing)
        return DueSummary(
            self.point.question,
            self.point.frame.day,
            str(self.point.head),
            self.days,
            counts_of(waiting.standing for _, waiting in self.rows),
            tuple((unit, counts_of(by_unit[unit.id])) for unit in self.point.units),
        )

    def listed(self, *standings: DueStanding) -> list[tuple[UnresolvedCase, Waiting]]:
        """Return the cases that stand so, the oldest deadline first; without one, by the day they were found."""
        found = [
            (case.found_on if waiting.shown is None else waiting.shown.due, case.code, case, waiting)
            for case, waiting in self.rows
            if waiting.standing in standings
        ]
        found.sort(key=itemgetter(0, 1))
        return [(case, waiting) for _, _, case, waiting in found]


def waiting_cases_in(view: View, scope: Scope, question: Question, days: int) -> WaitingCases:
    """Return where every unresolved case stands; ``days`` is how far ahead something is due soon.

    Refuses a number of days below 0 or above a year.
    """
    scope.require(Right.SEE_CASES)
    if not 0 <= days <= MOST_DAYS_AHEAD:
        raise Refusal("due.days", most=MOST_DAYS_AHEAD)
    point = stand(view, scope, question)
    judge = _Judge(deadlines_at(view, point.entry), question.as_of, days)
    cases = read_unresolved(view, scope, question.as_of, point.entry, point.places)
    return WaitingCases(point, days, tuple((case, judge.of(case)) for case in cases))


class _Judge:
    """Judges cases by what alone matters, their days: of a hundred thousand, most have days in common."""

    def __init__(self, deadlines: Deadlines, as_of: date, days: int) -> None:
        self._deadlines, self._as_of, self._days = deadlines, as_of, days
        self._known: dict[tuple[date | None, ...], Waiting] = {}

    def of(self, case: UnresolvedCase) -> Waiting:
        key = (case.found_on, *map(case.steps.get, _STEPS)) if case.steps else (case.found_on,)
        known = self._known.get(key)
        if known is None:
            due = self._deadlines.due(case.found_on, case.steps, Status.OPEN)
            known = self._known[key] = judge_due(due, self._as_of, self._days)
        return known


_STEPS = tuple(CaseStep)
