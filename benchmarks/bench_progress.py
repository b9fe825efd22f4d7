"""Figures against a plain GROUP BY over a current-state table, in the same run, on both engines.

    python benchmarks/bench_progress.py [--cases 4574,100000,1000000] [--only sqlite|postgis]

The reference is ``SELECT unit, count(*), sum(area) … GROUP BY unit`` over a table without geometry, with a covering
index: the least that any program must do to count the present. Ours is the whole journey, from opening a view to the
figures of every unit and band: progress as of any day, known now and known then; the bridge between two moments; the
cases behind a cell. Each pair is timed in turn; the ratio is of the medians.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

from sqlalchemy import text

from benchmarks import synthetic
from landtrack.domain.cell import parse_cell
from landtrack.domain.episode import FOREVER
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.database import open_database
from landtrack.store.log import from_microseconds
from landtrack.usecases.compare_moments import compare_moments
from landtrack.usecases.explain_cell import explain_cell
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


@dataclass(frozen=True, slots=True)
class Timed:
    """Medians in milliseconds."""

    ours: float
    reference: float


def main() -> None:
    """Build each register, time it, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", default="4574,100000")
    parser.add_argument("--only", choices=["sqlite", "postgis"])
    chosen = parser.parse_args()
    print(f"{'engine':8} {'cases':>9} {'question':42} {'ours ms':>9} {'GROUP BY ms':>12} {'ratio':>6}")
    for engine in (chosen.only,) if chosen.only else ("sqlite", "postgis"):
        with addresses(engine) as address:
            for cases in map(int, chosen.cases.split(",")):
                measure(engine, address(cases), cases)


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


def measure(engine: str, url: str, cases: int) -> None:
    """Build the register and print its rows of the table."""
    synthetic.build(url, cases)
    database = open_database(url)
    keep_current_state(database)
    for name, ours in journeys(database):
        row(engine, cases, name, time_pair(database, ours))
    database.close()


def journeys(database: Database) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give what is timed, each with its name."""
    now, frame = database.known_now(), DAYS[2]

    def asked(day: date, known_at: datetime = now) -> Question:
        return Question(day, known_at, frame=frame)

    def figures(question: Question) -> Callable[[], object]:
        return lambda: report_progress(database, SYSTEM_SCOPE, question)

    def bridge(opening: Question, closing: Question) -> Callable[[], object]:
        return lambda: compare_moments(database, SYSTEM_SCOPE, opening, closing)

    for day in DAYS:
        yield f"progress {day:%d/%m/%Y}, known now", figures(asked(day))
    for part in (0.99, 0.9, 0.5):
        yield f"progress, known at {part:.0%} of the log", figures(asked(DAYS[-1], moment_of(database, part)))
    for first, name in ((MONTH_BEFORE, "a month"), (date(2020, 1, 1), "four years"), (date(2010, 1, 1), "14 years")):
        yield f"diff over {name}, known now", bridge(asked(first), asked(DAYS[2]))
    for part in (0.99, 0.9):
        opening = asked(MONTH_BEFORE, moment_of(database, part))
        yield f"diff over a month and {1 - part:.0%} of the log", bridge(opening, asked(DAYS[2]))
    for cell in ("07288/before/open", "07288/before/cases"):
        asking = partial(explain_cell, database, SYSTEM_SCOPE, asked(DAYS[2]), parse_cell(cell))
        yield f"explain {cell}: {len(asking().cases):,}", asking


def moment_of(database: Database, part: float) -> datetime:
    """Return the moment by which this part of the log was recorded."""
    with database.reading() as view:
        last = view.connection.execute(text("SELECT max(number) FROM log_entry")).scalar_one()
        query = text("SELECT recorded_at FROM log_entry WHERE number = :number")
        return from_microseconds(view.connection.execute(query, {"number": int(last * part)}).scalar_one())


def keep_current_state(database: Database) -> None:
    """Make the reference's table: one row for each case as it is now, with a covering index."""
    with database.transaction("benchmark") as tx:
        for statement in (
            "CREATE TABLE current_state (unit integer, area bigint, status integer)",
            FILL,
            "CREATE INDEX ix_current_state ON current_state (unit, area)",
            "ANALYZE",
        ):
            tx.connection.execute(text(statement))
    if database.engine.name == "postgresql":
        with database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))


def time_pair(database: Database, journey: Callable[[], object]) -> Timed:
    """Time our journey and the reference in turn."""
    ours, reference = [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        journey()
        ours.append(time.perf_counter() - start)
        with database.reading() as view:
            start = time.perf_counter()
            view.connection.execute(text(REFERENCE)).all()
            reference.append(time.perf_counter() - start)
    return Timed(statistics.median(ours) * 1000, statistics.median(reference) * 1000)


def row(engine: str, cases: int, name: str, timed: Timed) -> None:
    """Print one row."""
    ratio = timed.ours / timed.reference
    print(f"{engine:8} {cases:>9,} {name:42} {timed.ours:>9.1f} {timed.reference:>12.1f} {ratio:>6.2f}", flush=True)


if __name__ == "__main__":
    main()
