"""Keeping, showing and erasing the identity of a case's holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.identity import Identity, clean_identity
from landtrack.domain.scope import Right
from landtrack.store.holder_search import record_shown
from landtrack.store.identities import erase_identity, read_identity, write_identity

if TYPE_CHECKING:
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def keep_identity(database: Database, scope: Scope, code: str, identity: Identity) -> None:
    """Keep who holds the land of a case; needs the rights to change cases and to see identities."""
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        write_identity(tx, scope, code, clean_identity(identity))


def show_identity(database: Database, scope: Scope, code: str, *, masked: bool = False) -> Identity | None:
    """Return who holds the land of a case, None if nobody is kept; ``masked`` leaves the last digits of numbers.

    That somebody was shown is an entry of the log: the case, the reader and how much, never the name.
    """
    scope.require(Right.SEE_IDENTITIES)
    with database.transaction(scope.actor) as tx:
        found = read_identity(tx, scope, code)
        if found is None:
            return None
        record_shown(tx, [code], "masked" if masked else "full")
        return found.masked() if masked else found


def forget_identity(database: Database, scope: Scope, code: str) -> bool:
    """Erase who holds the land of a case, for good; say whether anybody was kept."""
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        return erase_identity(tx, scope, code)
