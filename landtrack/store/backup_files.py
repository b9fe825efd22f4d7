"""The attached files of a backup, and the list by which it is checked: ``sha256sum --check`` reads it as well."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING

from landtrack.domain.attachment import FileState
from landtrack.domain.errors import Refusal
from landtrack.store.attachment_folder import AT_ONCE, folder_beside, path_of
from landtrack.store.new_file import new_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def list_of(out: Path) -> Path:
    """Return where the list of a backup lies, or would."""
    return out.with_name(f"{out.name}.sha256")


def copy_attachments(
    folder: Path, out: Path, hashes: Sequence[str], report: Callable[[int, int], None]
) -> dict[str, FileState]:
    """Copy the files with these hashes beside the backup ``out``, and return what became of each.

    A file is read once, copied and hashed piece by piece; one that is no longer what it was is not kept.
    Refuses (``file.not_written``) what the disk does not take.
    """
    states: dict[str, FileState] = {}
    for done, sha256 in enumerate(hashes, 1):
        states[sha256] = _copied(path_of(folder, sha256), path_of(folder_beside(out), sha256), sha256)
        report(done, len(hashes))
    return states


def _copied(source: Path, target: Path, sha256: str) -> FileState:
    try:
        stream = source.open("rb")
    except OSError:
        return FileState.MISSING
    digest = hashlib.sha256()
    try:
        for above in (target.parent.parent, target.parent):
            above.mkdir(mode=0o700, exist_ok=True)
        target.touch(mode=0o600, exist_ok=False)
        with stream, target.open("wb") as copy:
            while part := stream.read(AT_ONCE):
                digest.update(part)
                copy.write(part)
            copy.flush()
            os.fsync(copy.fileno())
    except OSError as fault:
        raise Refusal("file.not_written", file=str(target), reason=fault.strerror or str(fault)) from fault
    if digest.hexdigest() != sha256:
        target.unlink()
        return FileState.CHANGED
    return FileState.WHOLE


def write_list(out: Path, hashes: Iterable[str]) -> None:
    """Write the list of a backup: the hash of the register's copy, and of every attached file beside it."""
    path = list_of(out)
    with out.open("rb") as stream:
        lines = [f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {out.name}\n"]
    lines += [f"{sha256}  {_beside(out, sha256)}\n" for sha256 in hashes]
    with new_file(path, Refusal("file.exists", file=str(path))) as partial:
        partial.write_text("".join(lines), encoding="utf-8")


def _beside(out: Path, sha256: str) -> str:
    return path_of(folder_beside(out), sha256).relative_to(out.parent).as_posix()


def check_list(out: Path, report: Callable[[int, int], None]) -> dict[str, FileState]:
    """Return what became of every file of a backup, by name, the register's copy first.

    Refuses ``backup.no_list`` where there is none, and ``backup.list_malformed`` for a list that is not of this backup.
    """
    path = list_of(out)
    if not path.is_file():
        raise Refusal("backup.no_list", file=str(path))
    lines = path.read_text(encoding="utf-8", errors="replace").removesuffix("\n").split("\n")
    states: dict[str, FileState] = {}
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        # No other names: what the list says is opened.
        if found is None or found[2] not in {out.name, _beside(out, found[1])}:
            raise Refusal("backup.list_malformed", file=str(path), line=number)
        states[found[2]] = _state(out.parent / found[2], found[1])
        report(number, len(lines))
    return states


def _state(path: Path, sha256: str) -> FileState:
    try:
        with path.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return FileState.MISSING
    return FileState.WHOLE if same else FileState.CHANGED
