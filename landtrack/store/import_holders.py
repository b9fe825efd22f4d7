"""Holders that come with a file: kept where none is known, never in place of one that is."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from landtrack.domain.identity import number_key, search_key
from landtrack.domain.scope import Right
from landtrack.store import schema

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from landtrack.domain.identity import Identity
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Transaction, View

CASE, IDENTITY = schema.violation_case, schema.identity
AT_ONCE = 900


def holders_of(view: View, scope: Scope, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return (name key, number key) of the holders that are kept, by case id; the caller checked the cases' area."""
    scope.require(Right.SEE_IDENTITIES)
    found: dict[int, tuple[str, str]] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), AT_ONCE):
        some = CASE.c.id.in_(wanted[start : start + AT_ONCE])
        query = select(CASE.c.id, IDENTITY.c.name_key, IDENTITY.c.id_number_key).where(some)
        query = query.join(IDENTITY, IDENTITY.c.key == CASE.c.holder_key)
        found.update({row.id: (row.name_key, row.id_number_key) for row in view.connection.execute(query)})
    return found


def keep_holders(tx: Transaction, scope: Scope, holders: Mapping[int, Identity]) -> dict[int, str]:
    """Keep the holders of cases that have none, each under a new random key; return the keys by case id.

    Cases that wait to be written are flushed first.
    """
    scope.require(Right.SEE_IDENTITIES)
    if not holders:
        return {}
    tx.flush()
    keys = {case_id: str(uuid.uuid4()) for case_id in holders}
    rows = [
        {
            "key": keys[case_id],
            "name": holder.name,
            "id_number": holder.id_number,
            "address": holder.address,
            "phone": holder.phone,
            "name_key": search_key(holder.name),
            "id_number_key": number_key(holder.id_number),
            "phone_key": number_key(holder.phone),
        }
        for case_id, holder in holders.items()
    ]
    tx.connection.execute(insert(IDENTITY), rows)
    link = update(CASE).where(CASE.c.id == bindparam("case")).values(holder_key=bindparam("holder"))
    tx.connection.execute(link, [{"case": case_id, "holder": key} for case_id, key in keys.items()])
    return keys


def erase_holders(tx: Transaction, keys: Mapping[int, str]) -> None:
    """Erase for good those of the holders (case id → key) that the cases still have."""
    if tx.engine_name == "sqlite":
        # So that the bytes are overwritten, not only given free.
        tx.connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for case_id, key in keys.items():
        mine = (CASE.c.id == case_id) & (CASE.c.holder_key == key)
        if tx.connection.execute(update(CASE).where(mine).values(holder_key=None)).rowcount:
            tx.connection.execute(delete(IDENTITY).where(IDENTITY.c.key == key))
