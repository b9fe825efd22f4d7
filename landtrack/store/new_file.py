"""A file that appears whole or not at all, and never over another."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The file, and what SQLite may keep beside it.
ENDS = ("", "-wal", "-shm", "-journal")


@contextmanager
def new_file(path: Path, exists: Refusal) -> Iterator[Path]:
    """Give an empty file beside ``path``, for its owner alone, to write to; it gets its name when the block ends well.

    Raises ``exists`` if something has the name, now or by then; refuses a folder that is missing or cannot be written.
    """
    if path.exists():
        raise exists
    if not path.parent.is_dir():
        raise Refusal("database.no_folder", folder=str(path.parent))
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        partial.touch(mode=0o600)
    except (PermissionError, FileNotFoundError):
        raise Refusal("database.folder_read_only", folder=str(path.parent)) from None
    try:
        yield partial
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        try:
            # link, not replace: it fails if somebody else made the file meanwhile.
            os.link(partial, path)
        except FileExistsError:
            raise exists from None
    finally:
        for end in ENDS:
            partial.with_name(partial.name + end).unlink(missing_ok=True)
