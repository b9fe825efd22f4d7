"""Is the log whole? For the administrator, an auditor, and whoever holds a printed head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.scope import Right
from landtrack.store.log import Head, head_at
from landtrack.store.verify import Broken, first_broken

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def verify_log(database: Database, scope: Scope, report: Callable[[int, int], None]) -> tuple[Head, Broken | None]:
    """Walk the whole log; return its head and the first broken entry, None when there is none."""
    scope.require(Right.SEE_LOG)
    with database.reading() as view:
        return head_at(view.connection), first_broken(view, report)
