"""A file as it came in: where it lies, what its sender calls it, and how it begins."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

from landtrack.domain.errors import Refusal
from landtrack.formats.archive import UNREADABLE

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 1 << 16
_LONGEST_NAME = 255
_UNWRITTEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that no name shows: control characters, and those that turn the direction of writing."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that exists and is not empty.

    ``name`` is shown to people and never opened. ``head`` are the first 64 KiB. ``members`` are the names in a zip,
    None for any other file. ``encoding`` is what the person chose, None where it is to be told from the content.
    """

    path: Path
    name: str
    size: int
    head: bytes
    members: tuple[str, ...] | None = None
    encoding: str | None = None

    @property
    def stem(self) -> str:
        """Return the name without its ending, as a name for the only sheet of a file that has none."""
        return PurePath(self.name).stem

    @property
    def ending(self) -> str:
        """Return the ending in small letters, without the dot."""
        return PurePath(self.name).suffix.lower().removeprefix(".")


def incoming(path: Path, name: str | None = None, encoding: str | None = None) -> Incoming:
    """Return the file at ``path``, called ``name`` by its sender.

    Raises Refusal ``file.missing``, ``intake.empty``, ``intake.unreadable`` or ``intake.damaged`` (a broken zip).
    """
    called = _UNWRITTEN.sub("", PureWindowsPath(name or path.name).name)[-_LONGEST_NAME:] or "?"
    if not path.is_file():
        raise Refusal("file.missing", file=str(path) if name is None else called)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as fault:
        raise Refusal("intake.unreadable", file=called, reason=fault.strerror or str(fault)) from fault
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf") and not path.stat().st_size > _HEAD:
        raise Refusal("intake.empty", file=called)
    members = _members(path, called) if head.startswith(ZIP_STARTS) else None
    return Incoming(path, called, path.stat().st_size, head, members, encoding)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _members(path: Path, name: str) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(path) as packed:
            return tuple(packed.namelist())
    except (*UNREADABLE, OSError) as broken:
        raise Refusal("intake.damaged", file=name) from broken
