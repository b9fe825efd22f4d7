"""The demo register for tests that read it: built once for the run (once for each worker) and on each engine.

Nobody may write to the shared ones; `own_demo_url` is a copy of one's own.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from landtrack.usecases.build_demo import build_demo
from landtrack.usecases.demo_users import add_demo_users

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgis import Cluster


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the demo register, with its accounts; only to be read."""
    path = tmp_path_factory.mktemp("demo") / "landtrack.db"
    build_demo(f"sqlite:///{path}", _silent, accounts=add_demo_users)
    return path


@pytest.fixture(scope="session")
def demo_url(demo_path: Path) -> str:
    """Return the address of the demo register in SQLite; only to be read."""
    return f"sqlite:///{demo_path}"


@pytest.fixture(scope="session")
def postgis_demo_url(postgis_cluster: Cluster) -> Iterator[str]:
    """Give the address of the demo register in PostGIS; only to be read."""
    with postgis_cluster.database() as url:
        build_demo(url, _silent, accounts=add_demo_users)
        yield url


@pytest.fixture(params=["demo_url", "postgis_demo_url"], ids=["sqlite", "postgis"])
def each_demo_url(request: pytest.FixtureRequest) -> str:
    """Return the address of the demo register, once for each engine; only to be read."""
    url: str = request.getfixturevalue(request.param)
    return url


@pytest.fixture
def own_demo_url(demo_path: Path, tmp_path: Path) -> str:
    """Return the address of a copy of the demo register that the test may change."""
    own = tmp_path / "landtrack.db"
    shutil.copyfile(demo_path, own)
    return f"sqlite:///{own}"
