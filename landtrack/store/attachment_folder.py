"""The folder of attachments: every file under the SHA-256 of its bytes, so that a changed or missing one shows."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING

from landtrack.domain.attachment import FileState
from landtrack.domain.errors import Refusal
from landtrack.store.engine import sqlite_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL

AT_ONCE = 1024 * 1024


def folder_for(setting: str, url: URL) -> Path:
    """Return the folder of a register's attachments: the one that is set, else beside the SQLite file.

    Refuses (``attachment.no_folder``) to guess one for a register on a server.
    """
    if setting:
        return Path(setting)
    path = sqlite_path(url)
    if path is None:
        raise Refusal("attachment.no_folder")
    return folder_beside(path)


def folder_beside(path: Path) -> Path:
    """Return the folder of attachments beside the file of a register, or of its copy."""
    return path.with_name(f"{path.name}.attachments")


def path_of(folder: Path, sha256: str) -> Path:
    """Return where the file with this hash lies, or would."""
    return folder / sha256[:2] / sha256


def receive(folder: Path, source: IO[bytes], largest: int, name: str) -> tuple[Path, str, int]:
    """Copy what is sent into the folder under a name of no meaning; return it with SHA-256 and size in bytes.

    The caller looks at it and then gives it its place by :func:`settle`, or unlinks it. Refuses
    ``attachment.too_large`` beyond ``largest`` bytes, and a folder that cannot be written to; nothing is left then.
    """
    digest, size = hashlib.sha256(), 0
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".incoming-", delete=False) as file:
            partial = Path(file.name)
            try:
                while part := source.read(AT_ONCE):
                    size += len(part)
                    _require_at_most(largest, size, name)
                    digest.update(part)
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                partial.unlink(missing_ok=True)
                raise
    except OSError as fault:
        raise Refusal("file.not_written", file=str(folder), reason=fault.strerror or str(fault)) from fault
    return partial, digest.hexdigest(), size


def _require_at_most(largest: int, size: int, name: str) -> None:
    if size > largest:
        raise Refusal("attachment.too_large", file=name, megabytes=largest // AT_ONCE)


def settle(folder: Path, partial: Path, sha256: str) -> Path:
    """Give a received file its place; one that is there already, whole, stays."""
    place = path_of(folder, sha256)
    try:
        place.parent.mkdir(mode=0o700, exist_ok=True)
        # The same bytes under the same name: replacing a whole file by its equal loses nothing, mends a changed one.
        partial.replace(place)
    except OSError as fault:
        partial.unlink(missing_ok=True)
        raise Refusal("file.not_written", file=str(folder), reason=fault.strerror or str(fault)) from fault
    return place


def state_of(folder: Path, sha256: str) -> FileState:
    """Read a file through and say whether it still is what it was."""
    place = path_of(folder, sha256)
    try:
        with place.open("rb") as file:
            return FileState.WHOLE if hashlib.file_digest(file, "sha256").hexdigest() == sha256 else FileState.CHANGED
    except OSError:
        return FileState.MISSING


def strangers(folder: Path, known: set[str]) -> Iterator[Path]:
    """Give the files of the folder that belong to no case, and what an interruption left behind."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and path.name not in known:
            yield path
