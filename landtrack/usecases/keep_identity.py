"""Keeping, showing and erasing the identity of a case's holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.identity import Identity, clean_identity
from landtrack.domain.scope import Right
from landtrack.store.identities import erase_identity, read_identity, write_identity

if TYPE_CHECKING:
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def keep_identity(database: Database, scope: Scope, code: str, identity: Identity) -> None:
    """Keep who holds the land of a case; needs the rights to change cases and to see identities."""
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        write_identity(tx, scope, code, clean_identity(identity))


def show_identity(database: Database, scope: Scope, code: str) -> Identity | None:
    """Return who holds the land of a case, None if nobody is kept."""
    with database.reading() as view:
        return read_identity(view, scope, code)


def forget_identity(database: Database, scope: Scope, code: str) -> bool:
    """Erase who holds the land of a case, for good; say whether anybody was kept."""
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        return erase_identity(tx, scope, code)
