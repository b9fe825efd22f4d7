"""The secret that signs the sessions of a register, kept in it so that a restart signs nobody out."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.domain.scope import SYSTEM_ACTOR
from landtrack.store import schema

if TYPE_CHECKING:
    from landtrack.store.database import Database, View

SECRET = "session_secret"  # noqa: S105 - the name of the row, not the secret


def session_secret(database: Database) -> str:
    """Return the register's secret; the first start makes it."""
    with database.reading() as view:
        found = _read(view)
    if found is not None:
        return found
    with database.transaction(SYSTEM_ACTOR) as tx:
        # Again, now with the write lock: another server may have started at the same moment.
        found = _read(tx)
        if found is None:
            found = secrets.token_hex(32)
            tx.add(schema.register, {"key": SECRET, "value": found})
    return found


def _read(view: View) -> str | None:
    query = select(schema.register.c.value).where(schema.register.c.key == SECRET)
    return view.connection.execute(query).scalar()
