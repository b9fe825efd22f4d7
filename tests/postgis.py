"""A throwaway PostgreSQL cluster with PostGIS, on a free port of the loopback, that no test run leaves behind."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, LiteralString

import psycopg
from psycopg import sql

from tests.machine import POSTGIS, POSTGRES, MissingError

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE = "with_postgis"
# The cluster is thrown away, so nothing in it has to survive a crash.
SETTINGS = ("listen_addresses=127.0.0.1", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off")

Command = tuple[str | Path, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster; every database it makes starts as an empty one with PostGIS."""

    port: int
    numbers: count[int] = field(default_factory=count)
    untouched: list[str] = field(default_factory=list, compare=False)

    def url(self, database: str) -> str:
        """Return the SQLAlchemy address of `database`."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """Give the address of an empty database, and drop it in the end, whoever is still connected."""
        name = self.untouched.pop() if self.untouched else self.copy(TEMPLATE)
        try:
            yield self.url(name)
        finally:
            self.run("DROP DATABASE {} WITH (FORCE)", name)

    def copy(self, template: str, name: str | None = None) -> str:
        """Make a database that holds what `template` holds; return its name."""
        name = name or self.new_name()
        self.run("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def replace(self, name: str, template: str) -> None:
        """Put a copy of `template` in the place of an empty database, which is kept for the next who wants one."""
        aside = self.new_name()
        self.run("ALTER DATABASE {} RENAME TO {}", name, aside)
        self.untouched.append(aside)
        self.copy(template, name)

    def new_name(self) -> str:
        """Return a name that no database of the cluster has."""
        return f"test_{next(self.numbers)}"

    def run(self, statement: LiteralString, *names: str, database: str = "postgres") -> None:
        """Run one statement outside any transaction, `names` quoted into its braces."""
        address = f"host=127.0.0.1 port={self.port} user=postgres dbname={database}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


# The running clusters of this process by their ports.
RUNNING: dict[int, Cluster] = {}


@contextmanager
def throwaway_cluster(place: Path | None = None) -> Iterator[Cluster]:
    """Start a cluster in a folder of its own and remove both at the end; raise MissingError without PostGIS.

    The folder is made in ``place``, else where temporary files lie.
    """
    programs = POSTGRES.path()
    POSTGIS.path()
    folder = Path(tempfile.mkdtemp(prefix="landtrack-postgis-", dir=place))
    try:
        prefix = _prepare_owner(folder)
        cluster = Cluster(_free_port())
        places: Command = ("-D", folder / "cluster")
        start = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        _call(folder, *prefix, programs / "initdb", *places, *start)
        settings = (f"port={cluster.port}", f"unix_socket_directories={folder}", *SETTINGS)
        options = " ".join(f"-c {setting}" for setting in settings)
        control: Command = (*prefix, programs / "pg_ctl", *places, "-w")
        _call(folder, *control, "-l", folder / "log", "-o", options, "start")
        try:
            cluster.run("CREATE DATABASE {}", TEMPLATE)
            cluster.run("CREATE EXTENSION postgis", database=TEMPLATE)
            RUNNING[cluster.port] = cluster
            yield cluster
        finally:
            RUNNING.pop(cluster.port, None)
            _call(folder, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _prepare_owner(folder: Path) -> tuple[str, ...]:
    """Return how to run PostgreSQL's programs: it refuses to run as root, so root lends `folder` to postgres."""
    if os.geteuid() != 0:
        return ()
    try:
        owner = pwd.getpwnam("postgres")
    except KeyError:
        raise MissingError("Root cannot run PostgreSQL and there is no user postgres: add one.") from None
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ("runuser", "-u", "postgres", "--")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _call(folder: Path, *command: str | Path) -> None:
    """Run `command` in `folder`; a failure carries what it and the server log said."""
    said = folder / "said"
    # A file and not a pipe: the server inherits it and would hold a pipe open for ever.
    with said.open("wb") as output:
        done = subprocess.run(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        log = folder / "log"
        raise RuntimeError(said.read_text("utf-8") + (log.read_text("utf-8") if log.exists() else ""))
