"""The imports that were carried out, as far as a reader may know of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import NotAllowed
from landtrack.domain.scope import Right
from landtrack.store.import_matches import is_built_upon
from landtrack.store.imports import list_runs

if TYPE_CHECKING:
    from datetime import datetime

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import; ``undone`` is the entry that took it back, None while it stands; ``can_undo``: nobody built on it."""

    entry: int
    recorded_at: datetime
    actor: str
    file_name: str
    file_hash: str
    form: str
    added: int
    changed: int
    unchanged: int
    refused: int
    undone: int | None
    can_undo: bool


def list_imports(database: Database, scope: Scope) -> list[ImportLine]:
    """Return the imports, the newest first: all of them to who sees all units or the log, else the reader's own."""
    if not {Right.SEE_CASES, Right.SEE_LOG} & scope.rights:
        raise NotAllowed("scope.no_right", right=Right.SEE_CASES)
    may = Right.CHANGE_CASES in scope.rights
    with database.reading() as view:
        return [
            ImportLine(
                run.entry, run.moment, run.actor, run.file_name, run.file_hash, run.form, run.added, run.changed,
                run.unchanged, run.refused, run.undone,
                can_undo=may and run.undone is None and not is_built_upon(view, run),
            )
            for run in list_runs(view, scope)
        ]  # fmt: skip
