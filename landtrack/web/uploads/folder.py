"""The private folder for uploaded files: made when first needed, open to this user of the machine only, swept."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

A_DAY = 24 * 3600
PRIVATE = 0o700
# A file that is still being copied: no upload yet, and never one if the copying stops.
ARRIVING = "arriving-"


def folder_path(configured: str) -> Path:
    """Return where the folder is, or will be: as configured, else this user's own in the system's temporary folder."""
    return Path(configured) if configured else Path(tempfile.gettempdir()) / f"landtrack-uploads{_own_suffix()}"


def uploads_folder(configured: str) -> Path:
    """Return the folder, made if it is missing; refuse (``upload.folder``) one that cannot be had or is another's."""
    path = folder_path(configured)
    try:
        path.mkdir(mode=PRIVATE, parents=bool(configured), exist_ok=True)
        if not configured and not _is_private(path):
            # Anybody may have put it there: what lies in it could be read or exchanged.
            raise Refusal("upload.folder", folder=str(path))
    except OSError:
        raise Refusal("upload.folder", folder=str(path)) from None
    return path


def make_arriving(folder: Path) -> Path:
    """Return a new private folder for a file that is arriving."""
    try:
        return Path(tempfile.mkdtemp(prefix=ARRIVING, dir=folder))
    except OSError:
        raise Refusal("upload.folder", folder=str(folder)) from None


def sweep(folder: Path, longest: int = A_DAY) -> None:
    """Remove what is older than ``longest`` seconds; what vanishes meanwhile is another server's doing."""
    for path in _older(folder, time.time() - longest):
        shutil.rmtree(path, ignore_errors=True)


def is_over(path: Path) -> bool:
    """Say whether the day of an upload is over, though nobody has swept it yet."""
    return path.stat().st_mtime < time.time() - A_DAY


def _older(folder: Path, moment: float) -> Iterator[Path]:
    try:
        found = list(folder.iterdir())
    except OSError:
        return
    for path in found:
        try:
            if path.is_dir() and not path.is_symlink() and path.stat().st_mtime < moment:
                yield path
        except OSError:
            continue


def _own_suffix() -> str:
    # Windows gives every user a temporary folder of his own.
    return f"-{os.getuid()}" if hasattr(os, "getuid") else ""


def _is_private(path: Path) -> bool:
    seen = path.lstat()
    if not hasattr(os, "getuid"):
        return stat.S_ISDIR(seen.st_mode)
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.getuid() and not seen.st_mode & 0o077
