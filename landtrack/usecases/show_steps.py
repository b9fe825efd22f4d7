"""The steps of one case and what is due in it, as of a day, as known at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.case_step import CaseStep, days_of, version_of
from landtrack.domain.deadlines.due import DAYS_AHEAD, Waiting, judge_due
from landtrack.domain.errors import UnknownCase
from landtrack.domain.history import state
from landtrack.domain.scope import Right
from landtrack.domain.status import Status
from landtrack.store.case_steps import read_steps
from landtrack.store.due_cases import UNRESOLVED
from landtrack.store.entries import recorded
from landtrack.store.histories import find_history
from landtrack.usecases.deadlines_at import deadlines_at
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.deadlines.case_step import RecordedStep
    from landtrack.domain.deadlines.deadline import Due
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database
    from landtrack.store.entries import Recorded


@dataclass(frozen=True, slots=True)
class CaseSteps:
    """The steps known in the question, those taken back among them, oldest entry first.

    ``waiting`` is None where nothing can be due: the case is resolved, excluded, withdrawn or not known on that day.
    ``due`` is all that is, the earliest first. ``missing`` are the steps that may still be recorded, ``standing`` those
    that may be taken back: none without the right to change. ``version`` is what the reader sends back with a change.
    """

    steps: tuple[RecordedStep, ...]
    entries: Mapping[int, Recorded]
    waiting: Waiting | None
    due: tuple[Due, ...]
    missing: tuple[CaseStep, ...]
    standing: tuple[CaseStep, ...]
    version: int


def show_steps(database: Database, scope: Scope, code: str, question: Question) -> CaseSteps:
    """Return the steps; refuse (:class:`UnknownCase`) a case that is not there, not the reader's, not known then."""
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        history = find_history(view, scope, code)
        point = stand(view, scope, question)
        if history.revision_at(point.entry) is None:
            raise UnknownCase("case.unknown", case=code)
        rows = read_steps(view, history.case_id).get(history.case_id, ())
        known = tuple(_as_known(row, point.entry) for row in rows if row.entry <= point.entry)
        found = state(history, question.as_of, point.entry)
        waiting: Waiting | None = None
        due: tuple[Due, ...] = ()
        if found is not None and found.status in UNRESOLVED:
            days = days_of((row for row in known if row.day <= question.as_of), point.entry)
            due = deadlines_at(view, point.entry).due(found.revision.facts.found_on, days, Status.OPEN)
            waiting = judge_due(due, question.as_of, DAYS_AHEAD)
        may_change = Right.CHANGE_CASES in scope.rights and not history.revisions[-1].withdrawn
        standing = {row.step for row in rows if row.void_entry is None}
        return CaseSteps(
            known,
            recorded(view, [row.entry for row in known]),
            waiting,
            due,
            tuple(step for step in CaseStep if may_change and step not in standing),
            tuple(step for step in CaseStep if may_change and step in standing),
            version_of(rows),
        )


def _as_known(row: RecordedStep, entry: int) -> RecordedStep:
    return row if row.void_entry is None or row.void_entry <= entry else replace(row, void_entry=None)
