"""Identities of holders: rows of their own under random keys, outside the log, so that one can be erased for good."""

from __future__ import annotations

import uuid
from dataclasses import astuple
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from landtrack.domain.identity import Identity, number_key, search_key
from landtrack.domain.scope import Right
from landtrack.store import schema
from landtrack.store.histories import find_history

if TYPE_CHECKING:
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Transaction, View

CASE, IDENTITY = schema.violation_case, schema.identity


def read_identity(view: View, scope: Scope, code: str) -> Identity | None:
    """Return the holder of a case, None if none is kept: the one function that reads identities.

    Asks for the right to see identities, and for the case to lie in the reader's area.
    """
    scope.require(Right.SEE_IDENTITIES)
    history = find_history(view, scope, code)
    query = (
        select(IDENTITY.c.name, IDENTITY.c.id_number, IDENTITY.c.address, IDENTITY.c.phone)
        .join(CASE, CASE.c.holder_key == IDENTITY.c.key)
        .where(CASE.c.id == history.case_id)
    )
    row = view.connection.execute(query).one_or_none()
    return None if row is None else Identity(*row)


def write_identity(tx: Transaction, scope: Scope, code: str, identity: Identity) -> None:
    """Keep the holder of a case under a new random key; one kept before is erased."""
    erase_identity(tx, scope, code)
    key = str(uuid.uuid4())
    names = ("name", "id_number", "address", "phone")
    keys = {
        "name_key": search_key(identity.name),
        "id_number_key": number_key(identity.id_number),
        "phone_key": number_key(identity.phone),
    }
    row = {"key": key, **dict(zip(names, astuple(identity), strict=True)), **keys}
    tx.connection.execute(insert(IDENTITY).values(row))
    tx.connection.execute(update(CASE).where(CASE.c.code == code).values(holder_key=key))


def erase_identity(tx: Transaction, scope: Scope, code: str) -> bool:
    """Erase the holder of a case for good; say whether there was one. The case and the log stay as they are."""
    scope.require(Right.SEE_IDENTITIES)
    history = find_history(tx, scope, code)
    key = tx.connection.execute(select(CASE.c.holder_key).where(CASE.c.id == history.case_id)).scalar()
    if key is None:
        return False
    if tx.engine_name == "sqlite":
        # So that the bytes are overwritten, not only given free (in the write-ahead log at its next checkpoint).
        tx.connection.exec_driver_sql("PRAGMA secure_delete = ON")
    tx.connection.execute(update(CASE).where(CASE.c.id == history.case_id).values(holder_key=None))
    tx.connection.execute(delete(IDENTITY).where(IDENTITY.c.key == key))
    return True
