"""Judging every unresolved case of a question once: the ground of the lists, the counts and the digests."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.case_step import CaseStep
from landtrack.domain.deadlines.due import MOST_DAYS_AHEAD, SETTLED, DueStanding, DueSummary, counts_of, judge_due
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.domain.status import Status
from landtrack.store.due_cases import read_found_on, read_unresolved
from landtrack.usecases.deadlines_at import deadlines_at
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from landtrack.domain.deadlines.due import Waiting
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View
    from landtrack.store.due_cases import Unresolved, UnresolvedCase
    from landtrack.usecases.deadlines_at import Deadlines
    from landtrack.usecases.standpoint import Standpoint

STEPS = tuple(CaseStep)


@dataclass(frozen=True, slots=True)
class WaitingCases:
    """Every unresolved case within the reader's area and where it stands, at one point.

    ``by_day`` is where the cases without any step stand that were found on a day; ``others`` where each other one does.
    """

    view: View
    scope: Scope
    point: Standpoint
    days: int
    cases: Unresolved
    by_day: Mapping[date, Waiting]
    others: tuple[tuple[UnresolvedCase, Waiting], ...]

    def summary(self) -> DueSummary:
        """Return the counts: in all, and of each unit of the frame."""
        places = self.point.frame.places
        by_unit: dict[int | None, Counter[DueStanding]] = {unit.id: Counter() for unit in self.point.units}
        for (place, day), count in self.cases.untouched.items():
            by_unit.setdefault(places[place], Counter())[self.by_day[day].standing] += count
        for case, waiting in self.others:
            by_unit.setdefault(places[case.place_id], Counter())[waiting.standing] += 1
        whole = sum(by_unit.values(), Counter[DueStanding]())
        return DueSummary(
            self.point.question,
            self.point.frame.day,
            str(self.point.head),
            self.days,
            counts_of(whole),
            tuple((unit, counts_of(by_unit[unit.id])) for unit in self.point.units),
        )

    def total(self, *standings: DueStanding) -> int:
        """Return how many stand so."""
        return sum(self._by_deadline(standings).values())

    def listed(self, *standings: DueStanding, first: int = 0, count: int | None = None) -> list[tuple[str, Waiting]]:
        """Return the codes of those that stand so from number ``first`` on, the oldest deadline first.

        Without a deadline, by the day they were found. Only the cases due on the days of this part are read.
        """
        before = passed = 0
        shown: set[date] = set()
        for day, many in sorted(self._by_deadline(standings).items()):
            if passed + many <= first:
                before += many
            elif count is None or passed < first + count:
                shown.add(day)
            passed += many
        found = sorted(self._due_on(shown, standings), key=itemgetter(0, 1))
        part = found[first - before : None if count is None else first - before + count]
        return [(code, waiting) for _, code, waiting in part]

    def _by_deadline(self, standings: tuple[DueStanding, ...]) -> Counter[date]:
        """Return how many that stand so are due on each day."""
        counts: Counter[date] = Counter()
        for (_, day), count in self.cases.untouched.items():
            if (waiting := self.by_day[day]).standing in standings:
                counts[_deadline(waiting, day)] += count
        rest = ((case.found_on, waiting) for case, waiting in self.others if waiting.standing in standings)
        counts.update(_deadline(waiting, day) for day, waiting in rest)
        return counts

    def _due_on(self, shown: set[date], standings: tuple[DueStanding, ...]) -> list[tuple[date, str, Waiting]]:
        """Return deadline, code and standing of the cases that are due on these days."""
        found = [
            (_deadline(waiting, case.found_on), case.code, waiting)
            for case, waiting in self.others
            if waiting.standing in standings and _deadline(waiting, case.found_on) in shown
        ]
        days = {
            day
            for day, waiting in self.by_day.items()
            if waiting.standing in standings and _deadline(waiting, day) in shown
        }
        if days:
            apart = {case.case_id for case, _ in self.others}
            point = self.point
            rows = read_found_on(self.view, self.scope, point.question.as_of, point.entry, point.places, days)
            found += [
                (_deadline(self.by_day[day], day), code, self.by_day[day])
                for case_id, code, day in rows
                if case_id not in apart
            ]
        return found


def _deadline(waiting: Waiting, found_on: date) -> date:
    return found_on if waiting.shown is None else waiting.shown.due


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
    by_day = {day: judge.of(day, {}) for _, day in cases.untouched}
    others = tuple((case, judge.of_case(case)) for case in cases.others)
    return WaitingCases(view, scope, point, days, cases, by_day, others)


class _Judge:
    """Judges cases by what alone matters, their days: of a hundred thousand, most have days in common."""

    def __init__(self, deadlines: Deadlines, as_of: date, days: int) -> None:
        self._deadlines, self._as_of, self._days = deadlines, as_of, days
        self._known: dict[tuple[date | None, ...], Waiting] = {}

    def of(self, since: date, steps: Mapping[CaseStep, date]) -> Waiting:
        key = (since, *map(steps.get, STEPS))
        known = self._known.get(key)
        if known is None:
            due = self._deadlines.due(since, steps, Status.OPEN)
            known = self._known[key] = judge_due(due, self._as_of, self._days)
        return known

    def of_case(self, case: UnresolvedCase) -> Waiting:
        if case.settled:
            return SETTLED
        waiting = self.of(case.since, case.steps)
        return waiting if case.since == case.found_on else replace(waiting, again=case.since)
