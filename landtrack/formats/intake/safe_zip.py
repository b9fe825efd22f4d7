"""Zips that come in: never believed in what they say of their size, their names, or what they hold."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.formats.archive import LARGEST_RATIO, PIECE, ROOM, UNREADABLE, disk_faults
from landtrack.formats.intake.incoming import ZIP_STARTS
from landtrack.formats.intake.limits import MEBIBYTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from landtrack.formats.intake.incoming import Incoming

MOST_MEMBERS = 2_000
LARGEST_UNPACKED = 4096 * MEBIBYTE
_ENCRYPTED = 0x1


@dataclass(slots=True)
class SafeZip:
    """An opened zip whose names are plain; all that is read of it counts against one room."""

    file: Incoming
    packed: zipfile.ZipFile
    room: int

    def names(self) -> list[str]:
        """Return the names of the files in it, without folders and the notes of Apple's packer."""
        return [name for name in self.packed.namelist() if not name.endswith("/") and "__MACOSX" not in name]

    def stream(self, name: str) -> Iterator[bytes]:
        """Give a member piece by piece.

        Raises Refusal ``intake.zip_bomb`` when the zip unpacks to more than one of its size may, ``intake.damaged``.
        """
        with broken_zips(self.file), self.packed.open(name) as source:
            while piece := source.read(PIECE):
                self.room -= len(piece)
                if self.room < 0:
                    raise Refusal("intake.zip_bomb", file=self.file.name)
                yield piece

    def read(self, name: str) -> bytes:
        """Return a small member whole; b"" where there is no such member."""
        return b"".join(self.stream(name)) if name in self.packed.namelist() else b""


@contextmanager
def opened_zip(file: Incoming) -> Iterator[SafeZip]:
    """Open a zip that came in.

    Raises Refusal ``intake.damaged``, ``intake.zip_encrypted``, ``intake.zip_hostile`` (a name that leads out of its
    folder, or stands twice), ``intake.zip_many``, ``intake.zip_bomb`` (what it says of its size is too much already).
    """
    with broken_zips(file):
        packed = zipfile.ZipFile(file.path)
    with packed:
        yield SafeZip(file, packed, _room(file, packed.infolist()))


def _room(file: Incoming, entries: Sequence[zipfile.ZipInfo]) -> int:
    names = [entry.filename for entry in entries]
    odd = next((name for name in names if not _plain(name)), None)
    if odd is not None or len(set(names)) < len(names):
        raise Refusal("intake.zip_hostile", file=file.name, member=(odd or _twice(names))[:80])
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refusal("intake.zip_encrypted", file=file.name)
    if len(entries) > MOST_MEMBERS:
        raise Refusal("intake.zip_many", file=file.name, count=len(entries), most=MOST_MEMBERS)
    room = min(ROOM + LARGEST_RATIO * file.size, LARGEST_UNPACKED)
    if sum(entry.file_size for entry in entries) > room:
        raise Refusal("intake.zip_bomb", file=file.name)
    return room


@contextmanager
def unpacked(file: Incoming) -> Iterator[Path]:
    """Give a folder with the files of a zip, gone after the block; they keep their names, folders become one.

    Raises what :func:`opened_zip` raises, and Refusal ``intake.zip_nested`` for a zip within the zip.
    """
    with TemporaryDirectory(prefix="landtrack-") as temporary, opened_zip(file) as packed:
        folder = Path(temporary)
        with disk_faults(folder):
            for name in packed.names():
                _write(packed, name, folder / name)
        yield folder


def _write(packed: SafeZip, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    start = b""
    with target.open("xb") as out:
        for piece in packed.stream(name):
            start = start or piece[:4]
            if start.startswith(ZIP_STARTS):
                raise Refusal("intake.zip_nested", file=packed.file.name, member=name[:80])
            out.write(piece)


@contextmanager
def broken_zips(file: Incoming) -> Iterator[None]:
    """Turn what zipfile raises of a damaged zip into a refusal."""
    try:
        yield
    except UNREADABLE as broken:
        raise Refusal("intake.damaged", file=file.name) from broken


def _plain(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        bool(parts) and ".." not in parts and not name.startswith("/") and not any(sign in name for sign in "\\\0:")
    ) and all(len(part.encode()) <= 255 for part in parts)  # noqa: PLR2004 - the longest name of a file anywhere


def _twice(names: list[str]) -> str:
    return next(name for name in names if names.count(name) > 1)


def member_ending(name: str) -> str:
    """Return the ending of a member in small letters, without the dot."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")
