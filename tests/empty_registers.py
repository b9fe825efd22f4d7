"""Registers made once and copied, the empty one above all: migrating anew took most of the time of many tests.

What a new register holds is always the same; how one is made is tested where nothing is copied (tests of ``init``).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from landtrack.domain.scope import SYSTEM_ACTOR
from landtrack.store.creation import creating, is_there
from landtrack.usecases.seeding import seed
from tests.postgis import RUNNING, TEMPLATE, Cluster

FILE = "register.db"
MADE_ON = datetime(2019, 1, 1, tzinfo=UTC)

Fill = Callable[[str], None]


def make_register(url: str) -> None:
    """Make an empty register with the shipped units; refuse where there is one, as ``creating`` does."""
    make_copy(url, _make)


def make_copy(url: str, fill: Fill) -> None:
    """Make a register that holds what ``fill`` puts into one at a fresh address; it is called once for each engine.

    Where there is a register already, ``fill`` meets it and refuses.
    """
    parsed = make_url(url)
    if is_there(url):
        fill(url)
    elif parsed.port is None:
        shutil.copy(Path(_folder(fill).name) / FILE, str(parsed.database))
    else:
        cluster = RUNNING[parsed.port]
        cluster.replace(str(parsed.database), _template(cluster, fill))


def _make(url: str) -> None:
    with creating(url, SYSTEM_ACTOR, lambda: MADE_ON) as tx:
        seed(tx)


@cache
def _template(cluster: Cluster, fill: Fill) -> str:
    """Return the name of the database that is copied in the cluster; it goes with the cluster."""
    name = cluster.copy(TEMPLATE)
    fill(cluster.url(name))
    return name


@cache
def _folder(fill: Fill) -> TemporaryDirectory[str]:
    """Return the folder of the register that is copied; it goes when Python ends."""
    folder = TemporaryDirectory(prefix="landtrack-register-")
    fill(f"sqlite:///{folder.name}/{FILE}")
    # What is still in a journal would be lost: closing the register puts it into the file.
    assert [path.name for path in Path(folder.name).iterdir()] == [FILE]
    return folder
