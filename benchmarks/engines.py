"""Databases to measure in, and ogr2ogr beside them, the outside program that we are measured against."""

from __future__ import annotations

import resource
import statistics
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from tests.postgis import throwaway_cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ENGINES = ("sqlite", "postgis")


@dataclass(frozen=True, slots=True)
class Place:
    """An engine with a folder: ``url`` gives the address of another empty database each time."""

    engine: str
    folder: Path
    url: Callable[[], str]

    def beside(self, url: str, name: str) -> tuple[str, ...]:
        """Return format and data source of a place for layers beside a database: for SQLite a GeoPackage."""
        if self.engine == "sqlite":
            return ("GPKG", f"{self.folder}/{name}.gpkg")
        parts = make_url(url)
        return ("PostgreSQL", f"PG:host={parts.host} port={parts.port} user={parts.username} dbname={parts.database}")


@contextmanager
def place(engine: str) -> Iterator[Place]:
    """Give an engine to measure in; nothing of it stays."""
    numbers = count()
    with tempfile.TemporaryDirectory(prefix="landtrack-bench-") as name:
        folder = Path(name)
        if engine == "sqlite":
            yield Place(engine, folder, lambda: f"sqlite:///{folder}/{next(numbers)}.db")
            return
        with throwaway_cluster() as cluster:

            def fresh() -> str:
                database = f"bench_{next(numbers)}"
                cluster.run("CREATE DATABASE {} TEMPLATE with_postgis", database)
                return cluster.url(database)

            yield Place(engine, folder, fresh)


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds that passed, and seconds of a processor (without the server's): these tell more on a busy machine."""

    wall: float
    cpu: float


def median(some: Sequence[Took]) -> Took:
    """Return the medians."""
    return Took(statistics.median(row.wall for row in some), statistics.median(row.cpu for row in some))


def ogr2ogr(*arguments: str | Path) -> Took:
    """Run it with COPY where it loads PostGIS; return what it took."""
    command = ["ogr2ogr", "--config", "PG_USE_COPY", "YES", *map(str, arguments)]
    start, before = time.perf_counter(), _of_children()
    subprocess.run(command, check=True, capture_output=True)
    return Took(time.perf_counter() - start, _of_children() - before)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(work: Callable[[], object]) -> Took:
    """Do it; return what it took."""
    start, before = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - start, time.process_time() - before)


def largest_memory() -> float:
    """Return the most memory that this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
