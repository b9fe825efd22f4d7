"""The database as the rest of the program sees it: reading views and transactions.

``with database.reading() as view:`` is one consistent moment and cannot write. ``with database.transaction(actor) as
tx:`` holds the write lock from its start; leaving it by an exception rolls everything back.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from landtrack.store import bulk, log
from landtrack.store.engine import WRITING, make_engine, parse_url
from landtrack.store.faults import translated
from landtrack.store.migrate import check_version
from landtrack.store.schema import log_entry, metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Connection, Engine, Table

    Clock = Callable[[], datetime]

# Any number will do as long as it is ours; every writer asks PostgreSQL for this one lock.
WRITE_LOCK = 7288_2014_2020


def system_clock() -> datetime:
    """Return the present moment, aware, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class View:
    """One consistent moment of the database."""

    connection: Connection

    @property
    def engine_name(self) -> str:
        """Return "sqlite" or "postgresql"."""
        return self.connection.dialect.name


@dataclass(slots=True)
class Journal:
    """The end of the log while a transaction holds the lock, and the rows that wait to be written."""

    head: log.Head
    moment: int
    waiting: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Transaction(View):
    """A view that may append; everything it appends carries ``actor`` and the clock's moment."""

    actor: str
    clock: Clock
    journal: Journal

    def append(self, kind: log.EntryKind, content: str, *, details: bool = False) -> int:
        """Append an entry for ``content`` (canonical JSON) and return its number.

        With ``details`` the content is kept in the entry itself; else it is the row that the caller adds.
        The moment is later than every earlier one, also if the clock was set back.
        """
        journal = self.journal
        number = journal.head.number + 1
        journal.moment = max(log.to_microseconds(self.clock()), journal.moment + 1)
        hashed = log.content_hash(content)
        own = log.entry_hash(number, journal.moment, kind, self.actor, hashed, journal.head.hash)
        row = {
            "number": number,
            "recorded_at": journal.moment,
            "kind": kind.value,
            "actor": self.actor,
            "details": content if details else None,
            "content_hash": hashed,
            "previous_hash": journal.head.hash,
            "hash": own,
        }
        self.add(log_entry, row)
        journal.head = log.Head(number, own)
        return number

    def add(self, table: Table, row: Mapping[str, Any]) -> None:
        """Let a row wait for the next flush; rows of one table keep their order."""
        self.journal.waiting.setdefault(table.name, []).append(dict(row))

    def flush(self) -> None:
        """Write the rows that wait, tables in the order in which they refer to each other."""
        waiting, self.journal.waiting = self.journal.waiting, {}
        for table in metadata.sorted_tables:
            if table.name in waiting:
                bulk.insert(self.connection, table, waiting[table.name])


@dataclass(frozen=True, slots=True)
class Database:
    """A register in one database. ``clock`` is the real one everywhere but in the demo builder and in tests."""

    engine: Engine
    clock: Clock = system_clock

    @contextmanager
    def reading(self) -> Iterator[View]:
        """Give one consistent moment to read; nothing can be written through it."""
        options = {}
        if self.engine.dialect.name == "postgresql":
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with translated(self.engine.url), self.engine.connect() as connection:
            connection.execution_options(**options)
            with connection.begin():
                yield View(connection)

    @contextmanager
    def transaction(self, actor: str) -> Iterator[Transaction]:
        """Take the write lock, give a transaction, commit it at the end; an exception rolls back."""
        with translated(self.engine.url), self.engine.connect() as connection:
            connection.execution_options(**{WRITING: True})
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})
                journal = Journal(log.head_at(connection), log.last_moment(connection))
                tx = Transaction(connection, actor, self.clock, journal)
                yield tx
                tx.flush()

    def now(self) -> datetime:
        """Return the present moment of this database's clock."""
        return self.clock()

    def known_now(self) -> datetime:
        """Return the moment at which all that is recorded is known: now, or later where the clock was set back."""
        with self.reading() as view:
            return max(self.clock(), log.from_microseconds(log.last_moment(view.connection)))

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def open_database(url: str, clock: Clock = system_clock) -> Database:
    """Open an existing register; refuse one that is missing, of another program, or newer than this one."""
    parsed = parse_url(url)
    engine = make_engine(parsed)
    try:
        with translated(parsed):
            check_version(engine)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, clock)
