"""Computing the table of episodes anew: it is derived, so it may be thrown away at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.scope import Right
from landtrack.store import episodes
from landtrack.usecases.collecting import without_collecting

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def rebuild_figures(database: Database, scope: Scope, report: Callable[[int, int], None]) -> int:
    """Rebuild the derived table from the log in one transaction; return the number of cases."""
    scope.require(Right.MANAGE_TABLES)
    with without_collecting(), database.transaction(scope.actor) as tx:
        return episodes.rebuild(tx, report)
