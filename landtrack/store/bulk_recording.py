"""Recording many new cases: what recording and refreshing them one after the other gives, in a tenth of the time.

The definition is :func:`landtrack.store.recording.record_case` with :func:`~landtrack.store.recording.record_change`
and :func:`landtrack.store.episodes.refresh`; a test holds every row of this against theirs. Here some thousand cases
are converted at once, column by column, and nothing waits in the journal.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

from landtrack.store.bulk import packing_of, write
from landtrack.store.episodes import maker
from landtrack.store.log_chain import chain_of, follow
from landtrack.store.new_case_rows import NewCase, NewRows, Preparing
from landtrack.store.steps import write_steps
from landtrack.store.units import read_boundaries, read_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import Transaction
    from landtrack.store.steps import Contributions

__all__ = ["NewCase", "record_new_cases"]

CASES_AT_ONCE = 10_000
STEPS_AT_ONCE = 10
"""Portions whose figures are added to the table together."""


def record_new_cases(
    tx: Transaction,
    cases: Iterable[NewCase],
    registry: UnitRegistry | None = None,
    report: Callable[[int], None] = lambda _done: None,
) -> int:
    """Record the cases, each with its revision and changes, and what follows from them; return how many there were.

    Judges nothing but how the geometries lie: journeys check before. ``cases`` are taken CASES_AT_ONCE at a time, so a
    generator keeps memory small; it may read through ``tx``. ``report(done)`` is called after each portion. What waits
    is flushed first.
    """
    tx.flush()
    registry = registry or read_registry(tx)
    load, boundaries = read_boundaries(tx, tx.journal.head.number)
    packing = packing_of(tx.connection)
    preparing = Preparing(chain_of(tx), maker(tx, registry), registry, load, boundaries, packing)
    done = 0
    steps: list[Contributions] = []
    for rows in _one_ahead(preparing, iter(cases)):
        for packed in rows.packed:
            write(tx.connection, packed)
        follow(tx.journal, rows.last_entry)
        steps.append(rows.steps)
        if len(steps) == STEPS_AT_ONCE:
            write_steps(tx, steps)
            steps = []
        done += rows.cases
        report(done)
    write_steps(tx, steps)
    return done


def _one_ahead(preparing: Preparing, cases: Iterator[NewCase]) -> Iterator[NewRows]:
    """Give the rows portion by portion; the next is prepared while the caller writes the one before.

    Writing waits for the database, so the two hardly hinder each other. Only this thread touches the database.
    """
    running = None
    with ThreadPoolExecutor(max_workers=1) as worker:
        while portion := list(islice(cases, CASES_AT_ONCE)):
            following = worker.submit(preparing.rows, portion)
            if running is not None:
                yield running.result()
            running = following
        if running is not None:
            yield running.result()
