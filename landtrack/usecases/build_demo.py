"""Building the demo register: 4,574 invented cases as of 30/11/2023, and their life until the end of October 2026."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.case_step import StepDraft
from landtrack.domain.question import VIETNAM
from landtrack.domain.scope import SYSTEM_ACTOR
from landtrack.formats.area_units import schematic_boundaries
from landtrack.resources import shipped
from landtrack.store import episodes
from landtrack.store.creation import creating
from landtrack.store.register import mark_demo
from landtrack.usecases.demo.campaign import ADMIN, ANNOUNCED, announce
from landtrack.usecases.demo.cast import tell
from landtrack.usecases.demo.dice import seeded
from landtrack.usecases.demo.new_office import FOUNDED, RENAMED, found_office, rename_superior
from landtrack.usecases.demo.office import clerk
from landtrack.usecases.demo.recorder import Recorder
from landtrack.usecases.seeding import seed

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import Transaction

SEED = "landtrack 2023-11-30"
DICE = ("plan", "land", "past", "life", "desk", "steps", "step desk")
FIRST_ENTRY = datetime(2020, 1, 2, 8, 0, tzinfo=VIETNAM)
REPORT_EVERY = 250
OFFICE_ACTS = ((ANNOUNCED, announce), (FOUNDED, found_office), (RENAMED, rename_superior))
"""What the administrator of the tables records on the way, in the order of the moments."""


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What was built: how many cases were ever entered, and how many log entries."""

    cases: int
    entries: int


@dataclass(slots=True)
class DemoClock:
    """The clock of the demo: it shows what it was last set to."""

    moment: datetime = FIRST_ENTRY

    def __call__(self) -> datetime:
        """Return the moment, UTC."""
        return self.moment.astimezone(UTC)


def build_demo(
    url: str,
    report: Callable[[int, int], None],
    accounts: Callable[[Transaction, UnitRegistry], None] | None = None,
) -> DemoSummary:
    """Create the demo register at ``url``, all of it or nothing; the same content every time, on both engines.

    ``report(done, total)`` is called now and then; ``accounts`` may add the demo's users before the end.
    Refuses (``database.exists``) a database with anything in it.
    """
    clock = DemoClock()
    with creating(url, SYSTEM_ACTOR, clock) as tx:
        registry = seed(tx)
        mark_demo(tx)
        dice = {
            name: seeded(f"{SEED} {name}") for name in ("plan", "land", "past", "life", "desk", "steps", "step desk")
        }
        events = tell(dice, registry, schematic_boundaries(shipped("geodata")))
        total = len(events) + len(events) // 4  # the rest is for what follows the entries
        recorder = Recorder(registry)
        for done, event in enumerate(events):
            if done % REPORT_EVERY == 0:
                report(done, total)
            for moment, act in OFFICE_ACTS:
                if clock.moment < moment <= event.moment:
                    clock.moment = moment
                    act(replace(tx, actor=ADMIN))
            clock.moment = event.moment
            unit = registry.find(recorder.unit_of(event))
            desk = dice["step desk" if isinstance(event.action, StepDraft) else "desk"]
            recorder.record(replace(tx, actor=clerk(desk, unit)), event)
        histories = sorted(recorder.histories.values(), key=lambda history: history.case_id)
        episodes.refresh(tx, histories, registry)
        if accounts is not None:
            accounts(tx, registry)
        summary = DemoSummary(len(histories), tx.journal.head.number)
    report(total, total)
    return summary
