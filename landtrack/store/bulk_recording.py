"""Recording many new cases: what recording and refreshing them one after the other gives, in a tenth of the time.

The definition is :func:`landtrack.store.recording.record_case` with :func:`~landtrack.store.recording.record_change`
and :func:`landtrack.store.episodes.refresh`; a test holds every row of this against theirs. Here some thousand cases
are converted at once, column by column, and nothing waits in the journal.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any

from landtrack.store import schema
from landtrack.store.bulk import insert_plain
from landtrack.store.episodes import maker, write_rows
from landtrack.store.log_chain import ENTRY_COLUMNS, chain_of, follow
from landtrack.store.new_case_rows import NewCase, NewRows, Preparing
from landtrack.store.steps import add_steps
from landtrack.store.units import read_boundaries, read_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Table

    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import Transaction

__all__ = ["NewCase", "record_new_cases"]

CASES_AT_ONCE = 10_000


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
    preparing = Preparing(chain_of(tx), maker(tx, registry), registry, load, boundaries)
    done = 0
    for rows in _one_ahead(preparing, iter(cases)):
        _write(tx, rows)
        done += len(rows.cases)
        report(done)
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


def _write(tx: Transaction, rows: NewRows) -> None:
    insert_plain(tx.connection, schema.log_entry, ENTRY_COLUMNS, rows.entries)
    follow(tx.journal, rows.entries[-1])
    insert_plain(tx.connection, schema.violation_case, ("id", "code", "holder_key"), rows.cases)
    _insert(tx, schema.revision, rows.revisions)
    _insert(tx, schema.status_change, rows.changes)
    write_rows(tx, rows.episodes)
    add_steps(tx, rows.episodes, 1)


def _insert(tx: Transaction, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
    insert_plain(tx.connection, table, list(columns), list(zip(*columns.values(), strict=True)))
