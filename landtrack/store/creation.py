"""Making a register: all of it or nothing, also when the power goes.

An SQLite register is built in a file beside the final one and moved into place when it is complete; in PostgreSQL,
schema and first rows are one transaction.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import text

from landtrack.domain.errors import Refusal
from landtrack.store import log
from landtrack.store.database import WRITE_LOCK, Journal, Transaction, system_clock
from landtrack.store.engine import WRITING, make_engine, parse_url, sqlite_path
from landtrack.store.faults import shown, translated
from landtrack.store.migrate import migrate, tables_in
from landtrack.store.new_file import new_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.engine import URL

    from landtrack.store.database import Clock


@contextmanager
def creating(url: str, actor: str, clock: Clock = system_clock) -> Iterator[Transaction]:
    """Give the first transaction of a new register, its tables made; it exists once the block is left without error.

    Refuses (``database.exists``) a file that is there, or a database with anything in it.
    """
    parsed = parse_url(url)
    path = sqlite_path(parsed)
    with translated(parsed):
        if path is None:
            with _first_transaction(make_engine(parsed), actor, clock) as tx:
                yield tx
        else:
            with (
                new_file(_clear_empty(path), Refusal("database.exists", database=shown(parsed))) as partial,
                _first_transaction(_sqlite_engine(parsed, partial), actor, clock) as tx,
            ):
                yield tx


def is_there(url: str) -> bool:
    """Say whether the database already has something in it; a server must be reachable to say so."""
    parsed = parse_url(url)
    path = sqlite_path(parsed)
    if path is not None:
        if path.is_dir():
            raise Refusal("database.is_folder", database=shown(parsed))
        return path.exists() and path.stat().st_size > 0
    engine = make_engine(parsed)
    try:
        with translated(parsed), engine.connect() as connection:
            return bool(tables_in(connection))
    finally:
        engine.dispose()


def _clear_empty(path: Path) -> Path:
    """Take away an empty file, which holds nothing that could be lost but is in the way of a new one."""
    if path.is_file() and path.stat().st_size == 0:
        path.unlink()
    return path


def _sqlite_engine(url: URL, partial: Path) -> Engine:
    engine = make_engine(url.set(database=str(partial)))
    driver = engine.raw_connection()
    driver.execute("PRAGMA journal_mode = WAL")
    driver.close()
    return engine


@contextmanager
def _first_transaction(engine: Engine, actor: str, clock: Clock) -> Iterator[Transaction]:
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(**{WRITING: True})
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})
                    if tables_in(connection):
                        raise Refusal("database.exists", database=shown(engine.url))
                migrate(connection)
                tx = Transaction(connection, actor, clock, Journal(log.EMPTY_HEAD, 0))
                yield tx
                tx.flush()
            if connection.dialect.name == "postgresql":
                # Counts for the planner and the visibility map for index-only scans, from the first day on.
                plain.rollback()
                plain.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    finally:
        engine.dispose()
