"""Whether the folder still holds every file that was ever attached, unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.attachment import FileState
from landtrack.domain.scope import Right
from landtrack.store.attachment_folder import state_of, strangers
from landtrack.store.attachments import every_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


@dataclass(frozen=True, slots=True)
class AttachmentFault:
    """A file that is missing or changed, and the cases that it belongs to."""

    sha256: str
    state: FileState
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FolderReport:
    """How many files there should be, what is wrong with some, and paths in the folder that belong to no case."""

    files: int
    faults: tuple[AttachmentFault, ...]
    strangers: tuple[Path, ...]


def check_attachments(
    database: Database, scope: Scope, folder: Path, report: Callable[[int, int], None] = lambda _done, _all: None
) -> FolderReport:
    """Read every file of the folder through and compare it with its hash; needs the right to see the log."""
    scope.require(Right.SEE_LOG)
    with database.reading() as view:
        known = every_hash(view)
    faults = []
    for done, (sha256, codes) in enumerate(known.items(), 1):
        state = state_of(folder, sha256)
        if state is not FileState.WHOLE:
            faults.append(AttachmentFault(sha256, state, tuple(codes)))
        report(done, len(known))
    return FolderReport(len(known), tuple(faults), tuple(strangers(folder, set(known))))
