"""Fixtures that every test may ask for: databases of both engines, and a browser that cannot leave the machine.

What the machine lacks is an error with the sentence that says what to install, never a skip. With CI=true in the
environment hypothesis draws the same examples in every run, so that a red run can be repeated; elsewhere it draws new
ones.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.browser import Pages, headless_chromium
from tests.machine import MissingError
from tests.memory import memory_folder
from tests.postgis import Cluster, throwaway_cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import Browser, Page

pytest_plugins = ["tests.demo_register"]

SCREENSHOTS = Path("test-results")
FAILED = pytest.StashKey[bool]()

# No deadline: the tests time nothing.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failed test, so that its pages can be photographed before they close."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(scope="session")
def postgis_cluster() -> Iterator[Cluster]:
    """One throwaway PostGIS cluster for the whole run (one for each worker when they are several)."""
    try:
        with throwaway_cluster(memory_folder()) as cluster:
            yield cluster
    except MissingError as missing:
        raise pytest.fail.Exception(str(missing), pytrace=False) from None


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the address of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'landtrack.db'}"


@pytest.fixture
def postgis_url(postgis_cluster: Cluster) -> Iterator[str]:
    """Give the address of an empty database with the PostGIS extension."""
    with postgis_cluster.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgis"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty database, once for each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run (one for each worker when they are several)."""
    try:
        with headless_chromium() as chromium:
            yield chromium
    except MissingError as missing:
        raise pytest.fail.Exception(str(missing), pytrace=False) from None


@pytest.fixture
def open_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page in a session of its own; outside requests and script errors fail the test."""
    pages = Pages(browser)
    yield pages.open
    if FAILED in request.node.stash:
        for number, context in enumerate(pages.contexts):
            for page in context.pages:
                page.screenshot(path=SCREENSHOTS / f"{request.node.name}-{number}.png", full_page=True)
    pages.close()
    pages.watch.check()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Return a blank page at the size of a laptop's screen."""
    return open_page(viewport={"width": 1366, "height": 768})
