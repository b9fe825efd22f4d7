"""The identities of many cases at once, for an export that was asked for with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.domain.identity import Identity
from landtrack.domain.scope import Right
from landtrack.store import schema
from landtrack.store.figures import in_snapshot

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

CASE, EPISODE, IDENTITY = schema.violation_case, schema.episode, schema.identity


def read_holders(view: View, scope: Scope, as_of: date, entry: int) -> dict[str, Identity]:
    """Return case code → holder of the cases that the reader may see as of a day, those with a holder only.

    Asks for the right to see identities. They are as they are kept now: what was erased has no past.
    """
    scope.require(Right.SEE_IDENTITIES)
    query = (
        select(CASE.c.code, IDENTITY.c.name, IDENTITY.c.id_number, IDENTITY.c.address, IDENTITY.c.phone)
        .select_from(EPISODE)
        .join(CASE, CASE.c.id == EPISODE.c.case_id)
        .join(IDENTITY, IDENTITY.c.key == CASE.c.holder_key)
        .where(in_snapshot(scope, as_of, entry))
    )
    return {code: Identity(*found) for code, *found in view.connection.execute(query)}
