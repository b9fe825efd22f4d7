"""Exports that are one file with the manifest inside it, where the format has a place for one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.formats.archive import PIECE, digest_of, disk_faults
from landtrack.formats.code_labels import CODE_TABLE
from landtrack.formats.plain_table import write_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from landtrack.formats.manifest import Member


@dataclass(frozen=True, slots=True)
class SingleFile:
    """How a format keeps manifest and code table in its one file, called ``name`` while it is made and checked.

    Writing it takes the manifest from the setting: nothing may have to be changed in such a format. ``manifest(path)``
    and ``codes(path)`` read the manifest and the lines of the code table from a file of any origin: Refusal
    ``check.no_manifest`` or ``check.not_ours`` where there is none. Every such file begins with the bytes ``start``.
    """

    name: str
    start: bytes
    manifest: Callable[[Path], str]
    codes: Callable[[Path], list[list[str]]]

    def unpack(self, path: Path, folder: Path) -> None:
        """Copy the file into an empty folder, with its code table beside it as in an archive."""
        with disk_faults(folder.parent):
            shutil.copyfile(path, folder / self.name)
            write_lines(folder / CODE_TABLE, self.codes(folder / self.name))


def give(source: Path, file: IO[bytes]) -> Member:
    """Copy a finished file to where it is given; return what was copied."""
    with source.open("rb") as made:
        shutil.copyfileobj(made, file, PIECE)
    file.flush()
    return digest_of(source)


def require_copied(path: Path, member: Member) -> None:
    """Read the given file from the disk again; refuse it (``export.not_same``) unless it is the one that was made."""
    found = digest_of(path)
    if found != member:
        raise Refusal("export.not_same", where=path.name, what="sha256", expected=member.sha256, found=found.sha256)
