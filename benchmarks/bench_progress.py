"""Figures against a plain GROUP BY over a current-state table, in the same run, on both engines.

    python benchmarks/bench_progress.py [--cases 4574,100000,1000000] [--only sqlite|postgis] [--interleaved]
        [--built ADDRESS]

The reference is ``SELECT unit, count(*), sum(area) … GROUP BY unit`` over a table without geometry, with a covering
index: the least that any program must do to count the present. Ours is the whole journey, from opening a view to the
figures of every unit and band: progress as of any day, known now and known then; the bridge between two moments; the
cases behind a cell, page by page and all at once. Each pair is timed in turn; the ratio is of the medians, and beside
it stands the bar: what it may be at 1,000,000 cases. "cpu" is the same ratio in seconds of this processor, which tells
more on a busy machine, but leaves out a server's. ``--built`` measures a register that an earlier run (or
``synthetic.build``) left. ``--interleaved`` records what happened to the cases later than them, here and there, as
offices do; else all entries of a case stand together, as an import leaves them.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

from sqlalchemy import text

from benchmarks import synthetic
from benchmarks.engines import Took, median, timed
from landtrack.domain.cell import Column, parse_cell
from landtrack.domain.episode import FOREVER
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.database import open_database
from landtrack.store.log import from_microseconds
from landtrack.usecases.compare_moments import compare_moments
from landtrack.usecases.explain_cell import PartAsked, explain_cell, explain_page
from landtrack.usecases.report_progress import report_progress
from tests.postgis import throwaway_cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from landtrack.store.database import Database

RUNS = 7
DAYS = (date(2012, 3, 1), date(2018, 9, 15), date(2023, 11, 30), date(2026, 10, 31))
MONTH_BEFORE = date(2023, 10, 31)
REFERENCE = "SELECT unit, count(*), sum(area) FROM current_state GROUP BY unit"


FILL = (
    "INSERT INTO current_state SELECT place_id, area, status FROM episode"  # noqa: S608 - constants only
    f" WHERE until_entry = {FOREVER} AND until_day = {FOREVER}"
)


PROGRESS_BAR, DIFF_BAR, EXPLAIN_BAR = 3, 8, 1
PAGE = 200


@dataclass(frozen=True, slots=True)
class Journey:
    """What is timed; ``bar`` is what it may be of the reference at 1,000,000 cases, None: it is only told."""

    name: str
    bar: int | None
    go: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timed:
    """Medians of what we and the reference take."""

    ours: Took
    reference: Took


def main() -> None:
    """Build each register, time it, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", default="4574,100000")
    parser.add_argument("--only", choices=["sqlite", "postgis"])
    parser.add_argument("--interleaved", action="store_true", help="what happened is recorded later, here and there")
    parser.add_argument("--built", metavar="ADDRESS", help="a register that was built before")
    chosen = parser.parse_args()
    numbers = f"{'ours ms':>9} {'GROUP BY ms':>12} {'ratio':>6} {'cpu':>6} {'bar':>4}"
    print(f"{'engine':10} {'cases':>9} {'question':50} {numbers}")
    if chosen.built:
        measure(chosen.built)
        return
    for engine in (chosen.only,) if chosen.only else ("sqlite", "postgis"):
        with addresses(engine) as address:
            for cases in map(int, chosen.cases.split(",")):
                url = address(cases)
                synthetic.build(url, cases, interleaved=chosen.interleaved)
                measure(url)


@contextmanager
def addresses(engine: str) -> Iterator[Callable[[int], str]]:
    """Give a function that returns the address of a database for so many cases."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield lambda cases: f"sqlite:///{folder}/{cases}.db"
    else:
        with throwaway_cluster() as cluster:

            def fresh(cases: int) -> str:
                name = f"bench_{cases}"
                cluster.run("CREATE DATABASE {} TEMPLATE with_postgis", name)
                return cluster.url(name)

            yield fresh


def measure(url: str) -> None:
    """Print the rows of a register."""
    database = open_database(url)
    cases = keep_current_state(database)
    for journey in journeys(database):
        row(database.engine.name, cases, journey, time_pair(database, journey.go))
    database.close()


def journeys(database: Database) -> Iterator[Journey]:
    """Give what is timed."""
    yield from progress_journeys(database)
    yield from diff_journeys(database)
    yield from explain_journeys(database)


def asked(database: Database, day: date, part: float = 1) -> Question:
    """Return the question about a day as known when so much of the log was recorded."""
    known = database.known_now() if part == 1 else moment_of(database, part)
    return Question(day, known, frame=DAYS[2])


def progress_journeys(database: Database) -> Iterator[Journey]:
    """Give progress as of days known now, and as of the last day known at parts of the log."""
    for day, part in [*((day, 1) for day in DAYS), *((DAYS[-1], part) for part in (0.99, 0.9, 0.75, 0.5, 0.25))]:
        known = "now" if part == 1 else f"at {part:.0%} of the log"
        question = asked(database, day, part)
        name = f"progress {day:%d/%m/%Y}, known {known}"
        yield Journey(name, PROGRESS_BAR, partial(report_progress, database, SYSTEM_SCOPE, question))


def diff_journeys(database: Database) -> Iterator[Journey]:
    """Give bridges over time, and over a month with a part of the log recorded between."""
    spans = ((MONTH_BEFORE, "a month"), (date(2020, 1, 1), "four years"), (date(2010, 1, 1), "14 years"))
    openings = [(f"{name}, known now", asked(database, first)) for first, name in spans]
    parts = (0.99, 0.9, 0.5, 0.1)
    openings += [(f"a month and {1 - part:.0%} of the log", asked(database, MONTH_BEFORE, part)) for part in parts]
    # After the others, for what is known now goes on.
    closing = asked(database, DAYS[2])
    for name, opening in openings:
        yield Journey(f"diff over {name}", DIFF_BAR, partial(compare_moments, database, SYSTEM_SCOPE, opening, closing))


def explain_journeys(database: Database) -> Iterator[Journey]:
    """Give the page and the whole list of cells of one unit and band, and pages of what is more than that."""
    question = asked(database, DAYS[2])
    for text_of_cell, bar in (
        ("07288/before/open", EXPLAIN_BAR), ("07288/before/cases", EXPLAIN_BAR), ("total/all/cases", None)
    ):  # fmt: skip
        cell = parse_cell(text_of_cell)
        cases = explain_page(database, SYSTEM_SCOPE, question, cell, PartAsked(1, 1)).whole.cases
        for number, name in ((1, "first"), (cases // PAGE // 3, "middle"), (cases, "last")):
            part = PartAsked(max(number, 1), PAGE)
            paged = partial(explain_page, database, SYSTEM_SCOPE, question, cell, part)
            yield Journey(f"explain {cell}: {name} page of {cases:,}", bar if number == 1 else None, paged)
        if bar is not None:
            listed = partial(explain_cell, database, SYSTEM_SCOPE, question, cell)
            yield Journey(f"explain {cell}: whole list", EXPLAIN_BAR if cell.column is Column.OPEN else None, listed)


def moment_of(database: Database, part: float) -> datetime:
    """Return the moment by which this part of the log was recorded."""
    with database.reading() as view:
        last = view.connection.execute(text("SELECT max(number) FROM log_entry")).scalar_one()
        query = text("SELECT recorded_at FROM log_entry WHERE number = :number")
        return from_microseconds(view.connection.execute(query, {"number": int(last * part)}).scalar_one())


def keep_current_state(database: Database) -> int:
    """Make the reference's table: one row for each case as it is now, with a covering index; return how many."""
    with database.transaction("benchmark") as tx:
        for statement in (
            "DROP TABLE IF EXISTS current_state",
            "CREATE TABLE current_state (unit integer, area bigint, status integer)",
            FILL,
            "CREATE INDEX ix_current_state ON current_state (unit, area)",
            "ANALYZE",
        ):
            tx.connection.execute(text(statement))
    if database.engine.name == "postgresql":
        with database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    with database.reading() as view:
        return int(view.connection.execute(text("SELECT count(*) FROM current_state")).scalar_one())


def time_pair(database: Database, journey: Callable[[], object]) -> Timed:
    """Time our journey and the reference in turn."""
    ours, reference = [], []
    for _ in range(RUNS):
        ours.append(timed(journey))
        with database.reading() as view:
            reference.append(timed(lambda: view.connection.execute(text(REFERENCE)).all()))
    return Timed(median(ours), median(reference))


def row(engine: str, cases: int, journey: Journey, took: Timed) -> None:
    """Print one row."""
    wall, cpu = (of(took.ours) / of(took.reference) for of in (attrgetter("wall"), attrgetter("cpu")))
    bar = "" if journey.bar is None else f"{journey.bar}×"
    ours, reference = took.ours.wall * 1000, took.reference.wall * 1000
    cells = f"{ours:>9.1f} {reference:>12.1f} {wall:>6.2f} {cpu if engine == 'sqlite' else math.nan:>6.2f} {bar:>4}"
    print(f"{engine:10} {cases:>9,} {journey.name:50} {cells}", flush=True)


if __name__ == "__main__":
    main()
