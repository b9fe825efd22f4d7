"""Empty registers: on SQLite made once and copied, since migrating anew for each test took most of many tests' time.

What a new register holds is always the same; how one is made is tested where nothing is copied (tests of ``init``).
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from landtrack.domain.scope import SYSTEM_ACTOR
from landtrack.store.creation import creating, is_there
from landtrack.usecases.seeding import seed

MADE_ON = datetime(2019, 1, 1, tzinfo=UTC)


def make_register(url: str) -> None:
    """Make an empty register with the shipped units; refuse where there is one, as ``creating`` does.

    On PostgreSQL to copy a database takes as long as to migrate an empty one.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not is_there(url):
        shutil.copy(Path(_folder().name) / "empty.db", str(parsed.database))
    else:
        _make(url)


def _make(url: str) -> None:
    with creating(url, SYSTEM_ACTOR, lambda: MADE_ON) as tx:
        seed(tx)


@cache
def _folder() -> TemporaryDirectory[str]:
    """Return the folder of the register that is copied; it goes when Python ends."""
    folder = TemporaryDirectory(prefix="landtrack-empty-")
    _make(f"sqlite:///{folder.name}/empty.db")
    return folder
