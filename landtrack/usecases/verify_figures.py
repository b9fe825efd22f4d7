"""Are the tables that figures are read from what the log gives? For whoever keeps the register."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.scope import Right
from landtrack.store.verify_figures import Damaged, first_damaged
from landtrack.usecases.collecting import without_collecting

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def verify_figures(database: Database, scope: Scope, report: Callable[[int, int], None]) -> Damaged | None:
    """Hold the derived tables against the log; return what is wrong first, None where nothing is.

    The case is named only to those who see all cases. ``report(done, all)`` tells of progress.
    """
    scope.require(Right.SEE_LOG)
    with without_collecting(), database.reading() as view:
        damaged = first_damaged(view, report)
    if damaged is None or (Right.SEE_CASES in scope.rights and scope.places is None):
        return damaged
    return replace(damaged, code="")
