"""The rules of deadlines and the working days, as known at a moment: what it takes to say what is due in a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.deadline import due_of
from landtrack.domain.office.office_table import OfficeTable
from landtrack.formats.working_days import working_days
from landtrack.usecases.tables.read_table import plain_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from landtrack.domain.deadlines.case_step import CaseStep
    from landtrack.domain.deadlines.deadline import Due
    from landtrack.domain.deadlines.deadline_rule import DeadlineRule
    from landtrack.domain.status import Status
    from landtrack.store.database import View


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The rules in force and the calendar; made once for many cases."""

    rules: tuple[DeadlineRule, ...]
    is_working_day: Callable[[date], bool]

    def due(
        self,
        since: date,
        steps: Mapping[CaseStep, date],
        status: Status,
    ) -> tuple[Due, ...]:
        """Return what is due in a case, as :func:`landtrack.domain.deadlines.deadline.due_of`."""
        return due_of(since, steps, status, self.rules, self.is_working_day)


def deadlines_at(view: View, entry: int | None = None) -> Deadlines:
    """Return the rules and decreed holidays known at a log entry (None: now)."""
    rules = plain_rows(view, OfficeTable.DEADLINE_RULE, entry)
    return Deadlines(tuple(rules.values()), working_days(plain_rows(view, OfficeTable.HOLIDAY, entry).values()))
