"""The history of one case and its replay: the plain definition of what the register knows.

Two clocks: a *day* (what had taken effect) and a log *entry* (what had been recorded). Entries are numbered without
gaps in the order of their moments, so "as known at K" is "by the last entry recorded by K".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.counting import ALL_COUNT, Counting
from landtrack.domain.status import WITH_FORM, Status

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.case import Facts
    from landtrack.domain.status import ChangeDraft, Exclusion


@dataclass(frozen=True, slots=True)
class Revision:
    """The facts as recorded by one entry; ``withdrawn`` takes the case out of every figure known later."""

    entry: int
    facts: Facts
    withdrawn: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StatusChange:
    """Something that happened to the case, with the day it took effect; ``resolved_area`` in tenths of m²."""

    entry: int
    status: Status
    effective_on: date
    form: str | None = None
    resolved_area: int | None = None
    exclusion: Exclusion | None = None
    decision_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Void:
    """Takes one change back, for every day, from this entry on; ``change`` is the entry of that change."""

    entry: int
    change: int
    note: str = ""


Recorded = Revision | StatusChange | Void


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """All that was ever recorded of one case, each part in the order of its entries.

    ``counting`` is the office's, the same for all cases: it is here so that no replay can forget it.
    """

    case_id: int
    code: str
    revisions: tuple[Revision, ...]
    changes: tuple[StatusChange, ...] = ()
    voids: tuple[Void, ...] = ()
    counting: Counting = ALL_COUNT

    @property
    def recorded(self) -> tuple[Recorded, ...]:
        """Return every part, in the order of the log."""
        parts: list[Recorded] = [*self.revisions, *self.changes, *self.voids]
        return tuple(sorted(parts, key=lambda row: row.entry))

    @property
    def version(self) -> int:
        """Return the last entry that touched the case: what a client sends back to show what it saw."""
        return self.recorded[-1].entry

    @property
    def last_entry(self) -> int:
        """Return the last entry that says anything of the case: its version, or a later turn in what counts."""
        return max(self.version, self.counting.last_entry)

    def revision_at(self, entry: int) -> Revision | None:
        """Return the newest revision recorded by ``entry``."""
        return next((row for row in reversed(self.revisions) if row.entry <= entry), None)

    def changes_at(self, entry: int) -> list[StatusChange]:
        """Return the changes known at ``entry`` and not void, in the order in which they took effect."""
        void = {row.change for row in self.voids if row.entry <= entry}
        known = (row for row in self.changes if row.entry <= entry and row.entry not in void)
        return sorted(known, key=lambda row: (row.effective_on, row.entry))

    def last_change(self) -> StatusChange | None:
        """Return the change recorded last that is not void: the one that *undo* takes back."""
        void = {row.change for row in self.voids}
        return next((row for row in reversed(self.changes) if row.entry not in void), None)

    def largest_resolved(self) -> int:
        """Return the largest resolved part (tenths of m²) among the changes that stand; the area may not fall below."""
        void = {row.change for row in self.voids}
        return max((row.resolved_area or 0 for row in self.changes if row.entry not in void), default=0)


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case as of a day, as known at an entry; areas in tenths of m².

    ``change`` is what was recorded; ``counted`` is False where its form does not count as resolved.
    """

    revision: Revision
    change: StatusChange | None
    counted: bool = True

    @property
    def status(self) -> Status:
        """Return the status that the figures have; ``open`` before the first change."""
        return Status.OPEN if self.change is None else counted_status(self.change.status, counted=self.counted)

    @property
    def uncounted(self) -> bool:
        """Return whether the case was resolved, or partly, in a form that does not count."""
        return self.change is not None and self.status is not self.change.status

    @property
    def area(self) -> int:
        """Return the declared area."""
        return self.revision.facts.area

    @property
    def resolved_area(self) -> int:
        """Return the resolved part: the whole area when resolved, nothing before or where its form does not count."""
        return resolved_part(self.area, self.change, counted=self.counted)


def counted_status(recorded: Status, *, counted: bool) -> Status:
    """Return the status that counts after a change to ``recorded``: in hand where its form does not count."""
    return Status.IN_HAND if not counted and recorded in WITH_FORM else recorded


def resolved_part(area: int, change: StatusChange | ChangeDraft | None, *, counted: bool = True) -> int:
    """Return how much of ``area`` (tenths of m²) is resolved after a change; nothing before the first (None).

    Nothing either where the form of the change does not count.
    """
    if change is None or not counted:
        return 0
    return area if change.status is Status.RESOLVED else change.resolved_area or 0


def state(history: CaseHistory, day: date, entry: int) -> CaseState | None:
    """Return the case as of ``day`` known at ``entry``; None if it was not known, not yet found, or withdrawn.

    An excluded case has a state but counts in nothing: see :func:`counts`.
    """
    revision = history.revision_at(entry)
    if revision is None or revision.withdrawn or revision.facts.found_on > day:
        return None
    effective = [row for row in history.changes_at(entry) if row.effective_on <= day]
    if not effective:
        return CaseState(revision, None)
    return CaseState(revision, effective[-1], history.counting.counts(effective[-1].form, entry))


def latest(history: CaseHistory, day: date) -> CaseState | None:
    """Return the case as of ``day`` as known by all that is recorded: where what happens next begins."""
    return state(history, day, history.last_entry)


def counts(found: CaseState | None) -> bool:
    """Return whether a case in this state is in the figures."""
    return found is not None and found.status is not Status.EXCLUDED
