"""What happens to a case: in hand, resolved, partly resolved, excluded, reopened; and undoing the last change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.case import LONGEST_TEXT
from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.history import counted_status, latest
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.domain.status import REACHED_FROM, Status, check_change
from landtrack.domain.text import clean_text
from landtrack.store import episodes, recording
from landtrack.store.histories import find_history
from landtrack.usecases.tables.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.history import CaseHistory
    from landtrack.domain.scope import Scope
    from landtrack.domain.status import ChangeDraft
    from landtrack.store.database import Database, Transaction


def change_status(
    database: Database, scope: Scope, code: str, draft: ChangeDraft, *, seen: int | None = None
) -> CaseHistory:
    """Record a status change of the case and return its history with it.

    ``seen`` is the version of the case that the person saw; if it changed since, :class:`Conflict` and nothing is
    written (None: whatever it is now, for the command line). Refuses what :func:`check_change` refuses.
    """
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        history = find_history(tx, scope, code)
        check_seen(history, seen)
        today = day_in_vietnam(database.now())
        read_vocabulary(tx).check_form(draft.form, draft.effective_on, code)
        changed = apply_change(tx, history, draft, today)
        episodes.refresh(tx, [changed])
        return changed


def apply_change(tx: Transaction, history: CaseHistory, draft: ChangeDraft, today: date) -> CaseHistory:
    """Check and record a change within a transaction; the caller refreshes the episodes."""
    recorded = recording.record_change(tx, history.case_id, history.code, checked_change(history, draft, today))
    return replace(history, changes=(*history.changes, recorded))


def checked_change(history: CaseHistory, draft: ChangeDraft, today: date) -> ChangeDraft:
    """Return the change with its texts in one spelling; refuse it where it cannot follow from the history."""
    newest = history.revisions[-1]
    if newest.withdrawn:
        raise Refusal("case.withdrawn", case=history.code)
    cleaned = replace(
        draft,
        decision_number=clean_text(draft.decision_number, LONGEST_TEXT),
        note=clean_text(draft.note, LONGEST_TEXT * 4),
    )
    facts = newest.facts
    before = latest(history, draft.effective_on)
    now = Status.OPEN if before is None else before.status
    check_change(cleaned, history.code, now=now, found_on=facts.found_on, area=facts.area, today=today)
    check_following(cleaned, history)
    return cleaned


def check_following(draft: ChangeDraft, history: CaseHistory) -> None:
    """Refuse a back-dated change after which the next one that stands could not have happened.

    What was recorded later may have happened after what counts of the draft: a case is resolved for good after it was
    resolved in a form that does not count.
    """
    counted = history.counting.counts(draft.form, history.last_entry)
    now = counted_status(draft.status, counted=counted)
    later = next((row for row in history.changes_at(history.version) if row.effective_on > draft.effective_on), None)
    if later is not None and now not in REACHED_FROM[later.status]:
        raise Refusal(
            "change.before_later",
            case=history.code,
            day=draft.effective_on,
            status=draft.status,
            later=later.status,
            later_day=later.effective_on,
        )


def undo_change(database: Database, scope: Scope, code: str, *, seen: int | None = None, note: str = "") -> CaseHistory:
    """Void the change that was recorded last and still stands; return the history with the void."""
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        history = find_history(tx, scope, code)
        check_seen(history, seen)
        last = history.last_change()
        if last is None:
            raise Refusal("change.nothing_to_undo", case=code)
        void = recording.record_void(tx, history.case_id, code, last.entry, clean_text(note, LONGEST_TEXT * 4))
        changed = replace(history, voids=(*history.voids, void))
        episodes.refresh(tx, [changed])
        return changed


def check_seen(history: CaseHistory, seen: int | None) -> None:
    """Raise :class:`Conflict` if the case changed since the person saw it."""
    if seen is not None and seen != history.version:
        raise Conflict("case.changed_meanwhile", case=history.code)
