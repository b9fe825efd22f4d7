"""Engines: how a database URL becomes connections, on SQLite and on PostgreSQL with PostGIS."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY_SECONDS = 10.0
WRITING = "landtrack_writing"
"""Execution option of a connection that is going to write: it takes the write lock when it begins."""


def parse_url(text: str) -> URL:
    """Return the database URL, refused unless it is one of the two engines; a refusal never shows a password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise Refusal("database.url_malformed", url=text.partition("://")[0][:40]) from None
    if url.get_backend_name() not in {"sqlite", "postgresql"} or not url.database:
        raise Refusal("database.url_unsupported", url=url.render_as_string())
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.query:
        raise Refusal("database.url_query", url=url.render_as_string())
    return url


def sqlite_url(path: Path) -> str:
    """Return the URL of an SQLite file, whatever letters its path has."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def sqlite_path(url: URL) -> Path | None:
    """Return the file of an SQLite database; None for a server."""
    return Path(url.database or "").absolute() if url.get_backend_name() == "sqlite" else None


def make_engine(url: URL) -> Engine:
    """Return an engine for the URL. An SQLite file is opened only if it exists; nothing is created here."""
    path = sqlite_path(url)
    if path is None:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    engine = create_engine(url, creator=lambda: _connect_sqlite(path), poolclass=QueuePool, pool_size=8)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect_sqlite(path: Path) -> sqlite3.Connection:
    """Open the file in autocommit mode: SQLAlchemy's begin event says BEGIN, so that we choose which one."""
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA mmap_size = 268435456")
    return connection


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    # query_only keeps the promise that reading never writes, also against our own mistakes.
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
