"""Copying a register as it is at one moment."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.store.engine import sqlite_path
from landtrack.store.new_file import new_file

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.store.database import Database

PAGES_AT_ONCE = 4096


def copy_register(database: Database, out: Path) -> None:
    """Copy to a new file: SQLite's own online backup, or ``pg_dump`` in its custom form.

    The copy is checked and synced before it gets its name; a full disk or an interruption leaves nothing.
    """
    path = sqlite_path(database.engine.url)
    try:
        with new_file(out, Refusal("file.exists", file=str(out))) as partial:
            if path is None:
                _dump(database, partial)
            else:
                _copy(path, partial)
    except (OSError, sqlite3.Error) as fault:
        raise Refusal("file.not_written", file=str(out), reason=reason_of(fault)) from fault


def reason_of(fault: Exception) -> str:
    """Return what the system or SQLite says, without the name of the file that was being written."""
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault)


def _copy(path: Path, partial: Path) -> None:
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
