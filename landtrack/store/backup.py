"""Copying a register as it is at one moment."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.store.engine import sqlite_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from landtrack.store.database import Database

PAGES_AT_ONCE = 4096


def copy_register(database: Database, out: Path) -> None:
    """Copy to a new file: SQLite's own online backup, or ``pg_dump`` in its custom form.

    The copy is checked and synced before it gets its name; a full disk or an interruption leaves nothing.
    """
    if out.exists():
        raise Refusal("file.exists", file=str(out))
    if not out.parent.is_dir():
        raise Refusal("database.no_folder", folder=str(out.parent))
    path = sqlite_path(database.engine.url)
    try:
        with _whole_file(out) as partial:
            if path is None:
                _dump(database, partial)
            else:
                _copy(path, partial)
    except (OSError, sqlite3.Error) as fault:
        raise Refusal("file.not_written", file=str(out), reason=reason_of(fault)) from fault


def reason_of(fault: Exception) -> str:
    """Return what the system or SQLite says, without the name of the file that was being written."""
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault)


@contextmanager
def _whole_file(out: Path) -> Iterator[Path]:
    """Give a name beside ``out`` and move the file into place when the block ends well."""
    partial = out.with_name(f".{out.name}.{secrets.token_hex(4)}.partial")
    try:
        yield partial
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        try:
            # link, not replace: it fails if somebody made the file meanwhile.
            os.link(partial, out)
        except FileExistsError:
            raise Refusal("file.exists", file=str(out)) from None
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            partial.with_name(partial.name + end).unlink(missing_ok=True)


def _copy(path: Path, partial: Path) -> None:
    partial.touch(mode=0o600)
    source = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    target = sqlite3.connect(partial)
    try:
        source.backup(target, pages=PAGES_AT_ONCE)
        target.execute("PRAGMA journal_mode = WAL")
        found = target.execute("PRAGMA quick_check").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
    finally:
        target.close()
        source.close()


def _dump(database: Database, partial: Path) -> None:
    partial.touch(mode=0o600)
    program = shutil.which("pg_dump")
    if program is None:
        raise Refusal("backup.no_pg_dump")
    url = database.engine.url
    address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    done = subprocess.run(  # noqa: S603 - our own program path, arguments without a shell
        [program, "--format=custom", f"--file={partial}", f"--dbname={address}"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise Refusal("backup.pg_dump_failed", reason=done.stderr.strip()[-300:])
