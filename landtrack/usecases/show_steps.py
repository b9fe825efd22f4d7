"""The steps of one case and what is due in it, as of a day, as known at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.case_round import in_round, round_of, rounds_of
from landtrack.domain.deadlines.case_step import FINDINGS, WAY, CaseStep, days_of, version_of
from landtrack.domain.deadlines.due import DAYS_AHEAD, SETTLED, Waiting, judge_due
from landtrack.domain.errors import UnknownCase
from landtrack.domain.history import state
from landtrack.domain.scope import Right
from landtrack.domain.status import Status
from landtrack.store.case_steps import read_steps
from landtrack.store.due_cases import UNRESOLVED
from landtrack.store.entries import recorded
from landtrack.store.histories import find_history
from landtrack.usecases.deadlines_at import deadlines_at
from landtrack.usecases.record_step import rounds_now
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from landtrack.domain.deadlines.case_step import RecordedStep
    from landtrack.domain.deadlines.deadline import Due
    from landtrack.domain.history import CaseHistory, CaseState
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database
    from landtrack.store.entries import Recorded


@dataclass(frozen=True, slots=True)
class CaseSteps:
    """The steps known in the question, those taken back among them, oldest entry first.

    ``since`` is the day from which what is due is counted, ``again`` whether the case was reopened or included again on
    it: steps before it belong to an earlier round. ``waiting`` is None where nothing can be due: the case is resolved,
    excluded, withdrawn or not known on that day. ``due`` is all that is, the earliest first. ``missing`` are the steps
    that may still be recorded, ``standing`` the entries of those that may be taken back: none without the right to
    change. ``version`` is what the reader sends back with a change.
    """

    steps: tuple[RecordedStep, ...]
    entries: Mapping[int, Recorded]
    since: date
    again: bool
    waiting: Waiting | None
    due: tuple[Due, ...]
    missing: tuple[CaseStep, ...]
    standing: frozenset[int]
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
        rounds = _rounds(history, question.as_of, point.entry)
        waiting: Waiting | None = None
        due: tuple[Due, ...] = ()
        found = state(history, question.as_of, point.entry)
        if found is not None and is_settled(found):
            waiting = SETTLED
        elif found is not None and found.status in UNRESOLVED:
            same = in_round((row for row in known if row.day <= question.as_of), rounds, rounds[-1])
            due = deadlines_at(view, point.entry).due(rounds[-1], days_of(same, point.entry), found.status)
            waiting = judge_due(due, question.as_of, DAYS_AHEAD)
        may_change = Right.CHANGE_CASES in scope.rights and not history.revisions[-1].withdrawn
        standing = [row for row in rows if may_change and row.void_entry is None]
        return CaseSteps(
            known,
            recorded(view, [row.entry for row in known]),
            rounds[-1],
            len(rounds) > 1,
            waiting,
            due,
            _missing(history, standing) if may_change else (),
            frozenset(row.entry for row in standing),
            version_of(rows),
        )


def is_settled(found: CaseState) -> bool:
    """Say whether a case came to an end in a form that does not count: in hand, but nothing is left to do in time."""
    return not found.counted and found.change is not None and found.change.status is Status.RESOLVED


def _rounds(history: CaseHistory, as_of: date, entry: int) -> tuple[date, ...]:
    """Return the first day of each round that began by a day, as known at an entry."""
    revision = history.revision_at(entry) or history.revisions[0]
    changes = ((row.effective_on, row.status) for row in history.changes_at(entry) if row.effective_on <= as_of)
    return rounds_of(revision.facts.found_on, changes)


def _missing(history: CaseHistory, standing: Iterable[RecordedStep]) -> tuple[CaseStep, ...]:
    """Return what may still be recorded in the last round: first what every case goes through."""
    rounds = rounds_now(history)
    done = {row.step for row in standing if round_of(rounds, row.day) == rounds[-1]}
    return tuple(step for step in (*WAY, *FINDINGS) if step not in done)


def _as_known(row: RecordedStep, entry: int) -> RecordedStep:
    return row if row.void_entry is None or row.void_entry <= entry else replace(row, void_entry=None)
