"""A copy of the whole register, while others write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.scope import Right
from landtrack.store.backup import copy_register

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def back_up(database: Database, scope: Scope, out: Path) -> None:
    """Copy the register to ``out``; all of it or nothing, and never over a file that is there."""
    scope.require(Right.MANAGE_TABLES)
    copy_register(database, out)
