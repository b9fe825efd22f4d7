"""A copy of the whole register and the files attached to it, while others write."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.attachment import FileState
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.store.attachment_folder import folder_beside, folder_for
from landtrack.store.attachments import every_hash
from landtrack.store.backup import copy_register
from landtrack.store.backup_files import check_list, copy_attachments, list_of, write_list
from landtrack.usecases.check_attachments import AttachmentFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def _silent(_done: int, _all: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """How many attached files were copied, where to, and which could not be: they are missing or changed already."""

    files: int
    folder: Path
    faults: tuple[AttachmentFault, ...] = ()


def back_up(
    database: Database,
    scope: Scope,
    out: Path,
    attachments: str | None = "",
    report: Callable[[int, int], None] = _silent,
) -> BackupReport:
    """Copy the register to ``out``, its attached files into the folder beside it, and list both with their hashes.

    ``attachments`` is what the settings say of their folder; None leaves them out. All of it or nothing, and never
    over what is there; an attached file that is missing or changed is told, and all others are copied.
    """
    scope.require(Right.MANAGE_TABLES)
    for path in (folder_beside(out), list_of(out)):
        if path.exists():
            raise Refusal("file.exists", file=str(path))
    folder = None if attachments is None else _folder(database, attachments)
    copy_register(database, out)
    try:
        # Known after the copy: so every file that the copy knows is among them.
        known = _known(database) if folder is not None else {}
        states = copy_attachments(folder, out, list(known), report) if folder is not None else {}
        write_list(out, (sha256 for sha256, state in states.items() if state is FileState.WHOLE))
    except BaseException:
        shutil.rmtree(folder_beside(out), ignore_errors=True)
        list_of(out).unlink(missing_ok=True)
        out.unlink(missing_ok=True)
        raise
    faults = tuple(
        AttachmentFault(sha256, state, tuple(known[sha256]))
        for sha256, state in states.items()
        if state is not FileState.WHOLE
    )
    return BackupReport(len(states) - len(faults), folder_beside(out), faults)


def check_backup(out: Path, report: Callable[[int, int], None] = _silent) -> dict[str, FileState]:
    """Read every file of a backup through; return what became of each, by name.

    Refuses ``backup.no_list`` and ``backup.list_malformed``.
    """
    return check_list(out, report)


def _known(database: Database) -> dict[str, list[str]]:
    with database.reading() as view:
        return every_hash(view)


def _folder(database: Database, setting: str) -> Path | None:
    """Return the folder of attachments; None where nothing was ever attached, and no folder has to be set."""
    return folder_for(setting, database.engine.url) if setting or _known(database) else None
