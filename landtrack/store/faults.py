"""What the driver complains of, as a refusal with a clear sentence."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import URL

# What the drivers say (SQLite by message, PostgreSQL by message or SQLSTATE), and the code of our sentence.
SIGNS = (
    ("database is locked", "database.locked"),
    ("disk is full", "database.disk_full"),
    ("disk I/O error", "database.disk_full"),
    ("No space left on device", "database.disk_full"),
    ("unable to open database file", "database.missing"),
    ("malformed", "database.damaged"),
    ("file is not a database", "database.not_a_register"),
    ("attempt to write a readonly database", "database.read_only"),
    ('extension "postgis"', "database.no_postgis"),
    ("does not exist", "database.missing"),
    ("password authentication failed", "database.no_access"),
    ("connection failed", "database.unreachable"),
    ("connection refused", "database.unreachable"),
    ("could not translate host name", "database.unreachable"),
    ("failed to resolve host", "database.unreachable"),
    ("permission denied", "database.no_access"),
    ("timeout expired", "database.unreachable"),
)


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Turn the driver's errors that a person can do something about into refusals; let the others through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as fault:
        said = str(fault.orig if isinstance(fault, DBAPIError) else fault)
        code = next((code for sign, code in SIGNS if sign in said), None)
        if code is None:
            raise
        raise Refusal(code, database=shown(url)) from fault
    except OSError as fault:
        if fault.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise
        raise Refusal("database.disk_full", database=shown(url)) from fault


def shown(url: URL) -> str:
    """Return the URL as people may see it: without its password; a file by its path."""
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
