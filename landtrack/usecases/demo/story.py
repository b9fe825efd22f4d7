"""The story of one demo case: what will be entered about it, in the order of the moments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from landtrack.domain.status import Status

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.domain.case import Facts
    from landtrack.domain.deadlines.case_step import StepDraft
    from landtrack.domain.status import ChangeDraft
    from landtrack.usecases.demo.parcels import Site
    from landtrack.usecases.demo.plan import Planned


@dataclass(frozen=True, slots=True)
class Correction:
    """New facts of a case with the reason; or that it was entered by mistake."""

    facts: Facts
    reason: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Undo:
    """The last change was entered by mistake."""

    note: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry to be: ``number`` is the case's in the plan; ``twin`` the case that "{twin}" in a note means."""

    moment: datetime
    number: int
    action: Facts | Correction | ChangeDraft | Undo | StepDraft
    twin: int | None = None


@dataclass(slots=True)
class Story:
    """What is told of a case so far; ``number`` is its place in the plan."""

    number: int
    planned: Planned
    site: Site
    facts: Facts
    events: list[Event] = field(default_factory=list)
    changes: list[ChangeDraft] = field(default_factory=list)
    withdrawn: bool = False

    @property
    def status(self) -> Status:
        """Return the status as of the last change that stands."""
        return self.changes[-1].status if self.changes else Status.OPEN

    @property
    def since(self) -> date:
        """Return the day from which it has the status."""
        return self.changes[-1].effective_on if self.changes else self.facts.found_on

    @property
    def told(self) -> datetime | None:
        """Return the moment of the last entry."""
        return self.events[-1].moment if self.events else None

    def enter(self, moment: datetime) -> None:
        """Enter the case."""
        self.events.append(Event(moment, self.number, self.facts))

    def change(self, draft: ChangeDraft, moment: datetime, twin: int | None = None) -> None:
        """Enter that something happened to it."""
        self.events.append(Event(moment, self.number, draft, twin))
        self.changes.append(draft)

    def undo(self, note: str, moment: datetime) -> None:
        """Take the last change back."""
        self.events.append(Event(moment, self.number, Undo(note)))
        self.changes.pop()

    def correct(self, facts: Facts, reason: str, moment: datetime) -> None:
        """Enter corrected facts."""
        self.events.append(Event(moment, self.number, Correction(facts, reason)))
        self.facts = facts

    def withdraw(self, reason: str, moment: datetime) -> None:
        """Enter that there is no such case."""
        self.events.append(Event(moment, self.number, Correction(self.facts, reason, withdrawn=True)))
        self.withdrawn = True
