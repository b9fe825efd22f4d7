"""Archives of exported files: written beside and moved into place whole, and read without trusting them."""

from __future__ import annotations

import errno
import hashlib
import math
import os
import secrets
import zipfile
import zlib
from contextlib import contextmanager
from datetime import UTC
from typing import IO, TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.formats.manifest import MANIFEST, Member

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
PIECE = 1 << 20
COMPRESSION_LEVEL = 1
"""Coordinates hardly compress; the higher levels take three times as long for some percent."""
FIRST_ZIP_YEAR, LAST_ZIP_YEAR = 1980, 2107
SQLITE_START = b"SQLite format 3\0"
GEOPACKAGE_MARK = slice(68, 72)
"""Where a SQLite file says whose it is: a GeoPackage is no register, and may be replaced by the next."""

LARGEST_PLAIN = 2**31 - 2**20
MOST_MEMBERS = 100
LARGEST_MANIFEST = 64 << 20
ROOM = 64 << 20
LARGEST_RATIO = 200
"""What an archive may unpack to: ROOM, and this many times its own size."""
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises for archives that are damaged, encrypted, or packed in a way it does not know."""


@contextmanager
def replacing(out: Path) -> Iterator[IO[bytes]]:
    """Give a new file that becomes ``out`` when the block is left without error; else ``out`` stays as it was.

    Refuses a folder that does not exist or cannot be written, and to replace a folder or a database.
    """
    check_target(out)
    partial = out.with_name(f".landtrack-{secrets.token_hex(4)}.partial")
    with disk_faults(out.parent):
        try:
            with partial.open("x+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, out)  # noqa: PTH105 - the one that tests interrupt, as a kill would
            _sync_folder(out.parent)
        finally:
            partial.unlink(missing_ok=True)


def check_target(out: Path) -> None:
    """Refuse a name that nothing can be written to, or under which something else than an export lies."""
    if not out.parent.is_dir():
        raise Refusal("database.no_folder", folder=str(out.parent))
    if out.is_dir():
        raise Refusal("export.is_folder", file=str(out))
    if out.exists() and not out.is_file():
        raise Refusal("export.no_file", file=str(out))
    if not os.access(out.parent, os.W_OK):
        raise Refusal("database.folder_read_only", folder=str(out.parent))
    if out.is_file():
        with out.open("rb") as file:
            start = file.read(GEOPACKAGE_MARK.stop)
        if start.startswith(SQLITE_START) and start[GEOPACKAGE_MARK] != b"GPKG":
            raise Refusal("export.is_database", file=str(out))


@contextmanager
def disk_faults(folder: Path) -> Iterator[None]:
    """Turn what a disk complains of into refusals that name the folder."""
    try:
        yield
    except OSError as fault:
        if fault.errno in FULL:
            raise Refusal("export.disk_full", folder=str(folder)) from fault
        raise Refusal("file.not_written", file=str(folder), reason=fault.strerror or str(fault)) from fault


def pack(file: IO[bytes], paths: Sequence[Path], stamp: datetime, *, modern: bool = True) -> dict[str, Member]:
    """Write files into a new archive, by name, every one dated ``stamp``; return what was written of each.

    ``modern`` False writes the large form of zip for large files only: readers of .kmz do not know it.
    """
    members = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL) as archive:
        for path in sorted(paths):
            entry = _entry(path.name, stamp)
            large = modern or path.stat().st_size >= LARGEST_PLAIN
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=large) as target:
                members[path.name] = _copied(source, target)
    return members


def add_manifest(file: IO[bytes], text: str, stamp: datetime) -> None:
    """Add the manifest to an archive that :func:`pack` wrote."""
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(MANIFEST, stamp), text)


def read_manifest_text(path: Path) -> str:
    """Return the manifest of an archive; refuse what is no archive, or has none."""
    with _opened(path) as archive:
        if MANIFEST not in archive.namelist():
            raise Refusal("check.no_manifest", file=str(path))
        with archive.open(MANIFEST) as source:
            text = source.read(LARGEST_MANIFEST + 1)
    if len(text) > LARGEST_MANIFEST:
        raise Refusal("check.too_large", file=str(path))
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise Refusal("check.damaged", file=str(path), reason="UTF-8") from None


def require_whole(path: Path, members: Mapping[str, Member]) -> None:
    """Read an archive from the disk again; refuse it unless it holds these members and the manifest, byte by byte."""
    with _opened(path) as archive:
        for name, member in members.items():
            with archive.open(name) as source:
                found = _copied(source, None, member.size)
            if found != member:
                raise Refusal("export.not_same", where=name, what="sha256", expected=member.sha256, found=found.sha256)


def unpack(path: Path, folder: Path) -> dict[str, Member]:
    """Write the members of an archive, the manifest aside, into an empty folder; return what was read of each.

    Refuses names that are no plain file names or occur twice, more than an archive of its size may hold, and damaged
    archives.
    """
    with _opened(path) as archive, disk_faults(folder.parent):
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        odd = next((name for name in names if not _plain(name) or names.count(name) > 1), None)
        if odd is not None or len(names) > MOST_MEMBERS:
            raise Refusal("check.hostile", file=str(path), member=(odd or names[-1])[:80])
        room = ROOM + LARGEST_RATIO * path.stat().st_size
        members = {}
        for entry in entries:
            if entry.filename != MANIFEST:
                with archive.open(entry) as source, (folder / entry.filename).open("xb") as target:
                    members[entry.filename] = _copied(source, target, room)
                room -= members[entry.filename].size
                if room < 0:
                    raise Refusal("check.too_large", file=str(path))
    return members


def digest_of(path: Path) -> Member:
    """Return hash and size of a file on the disk."""
    with path.open("rb") as source:
        return _copied(source, None)


def _copied(source: IO[bytes], target: IO[bytes] | None, room: float = math.inf) -> Member:
    """Read (and copy) to the end, or until there is more than ``room``: no archive is believed what it says of it."""
    digest, size = hashlib.sha256(), 0
    while size <= room and (piece := source.read(PIECE)):
        digest.update(piece)
        size += len(piece)
        if target is not None:
            target.write(piece)
    return Member(digest.hexdigest(), size)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError:
        raise Refusal("file.missing", file=str(path)) from None
    except OSError as fault:
        raise Refusal("check.damaged", file=str(path), reason=fault.strerror or str(fault)) from fault
    except UNREADABLE as fault:
        raise Refusal("check.damaged", file=str(path), reason=str(fault)) from fault


def _plain(name: str) -> bool:
    return bool(name) and name.isascii() and name.replace("_", "").replace(".", "").isalnum() and name[0] != "."


def _entry(name: str, stamp: datetime) -> zipfile.ZipInfo:
    moment = stamp.astimezone(UTC)
    year = min(max(moment.year, FIRST_ZIP_YEAR), LAST_ZIP_YEAR)
    entry = zipfile.ZipInfo(name, (year, moment.month, moment.day, moment.hour, moment.minute, moment.second))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
