"""What is due in a case, when, and under which rule. Pure: days, rules and the calendar come in from outside."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.case_step import WAY, CaseStep
from landtrack.domain.deadlines.deadline_rule import Complexity, Duty, SpanUnit, rule_for
from landtrack.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from landtrack.domain.deadlines.deadline_rule import DeadlineRule

MONTHS_IN_YEAR = 12
_FOUND = {CaseStep.COMPLEX: Complexity.COMPLEX, CaseStep.VERY_COMPLEX: Complexity.VERY_COMPLEX}
_SIMPLER = {
    Complexity.VERY_COMPLEX: (Complexity.VERY_COMPLEX, Complexity.COMPLEX, Complexity.PLAIN),
    Complexity.COMPLEX: (Complexity.COMPLEX, Complexity.PLAIN),
    Complexity.PLAIN: (Complexity.PLAIN,),
}


@dataclass(frozen=True, slots=True)
class Due:
    """Something due in a case: by the end of the day ``due``, under ``rule``."""

    duty: Duty
    due: date
    rule: DeadlineRule

    def days_late(self, today: date) -> int:
        """Return by how many days it is late; negative while days are left, 0 on the day itself."""
        return (today - self.due).days


def end_of_span(start: date, amount: int, unit: SpanUnit, is_working_day: Callable[[date], bool]) -> date:
    """Return the last day of a span; the day after ``start`` is its first."""
    if unit is SpanUnit.DAYS:
        return start + timedelta(days=amount)
    if unit is SpanUnit.WORKING_DAYS:
        day = start
        for _ in range(amount):
            day += timedelta(days=1)
            while not is_working_day(day):
                day += timedelta(days=1)
        return day
    months = amount * (MONTHS_IN_YEAR if unit is SpanUnit.YEARS else 1)
    years, month = divmod(start.month - 1 + months, MONTHS_IN_YEAR)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def complexity_of(steps: Iterable[CaseStep]) -> Complexity:
    """Return how complex a case was found to be: the graver finding holds."""
    known = set(steps)
    return next((found for step, found in reversed(_FOUND.items()) if step in known), Complexity.PLAIN)


def due_of(
    since: date,
    steps: Mapping[CaseStep, date],
    status: Status,
    rules: Iterable[DeadlineRule],
    is_working_day: Callable[[date], bool],
) -> tuple[Due, ...]:
    """Return what is due, the earliest first; nothing in a case that is resolved or excluded.

    ``since`` is the day the case was found, or the day it was reopened last; ``steps`` are those from that day on.
    The rules are those of the day of the minutes (before them, of ``since``): a case keeps the decree of its minutes.
    A duty without a rule on that day is left out; where there is none for a complex case, that of a simpler one holds.
    """
    if status in {Status.RESOLVED, Status.EXCLUDED}:
        return ()
    known, keeps = tuple(rules), steps.get(CaseStep.MINUTES, since)
    found = []
    for duty, start in _waiting(since, steps):
        complexities = _SIMPLER[complexity_of(steps)] if duty is Duty.DECISION else (Complexity.PLAIN,)
        fitting = (rule_for(known, duty, keeps, complexity) for complexity in complexities)
        rule = next((row for row in fitting if row is not None), None)
        if rule is not None:
            found.append(Due(duty, end_of_span(start, rule.amount, rule.unit, is_working_day), rule))
    return tuple(sorted(found, key=lambda row: (row.due, tuple(Duty).index(row.duty))))


def _waiting(since: date, steps: Mapping[CaseStep, date]) -> list[tuple[Duty, date]]:
    """Return what waits to be done or will end, each with the day from which its time runs."""
    minutes, decision, received = (steps.get(step) for step in WAY)
    if decision is None:
        first = (Duty.MINUTES, since) if minutes is None else (Duty.DECISION, minutes)
        return [first, (Duty.LIMITATION, since)]
    ends = [(Duty.LAPSE, decision)]
    return ends if received is None else [(Duty.CARRY_OUT, received), *ends]
