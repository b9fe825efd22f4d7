"""A small register with a case in each of several units, and visitors of every role."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from landtrack.settings import Settings
from landtrack.store.database import open_database
from landtrack.web.app import create_app
from tests.builders import MovingClock
from tests.web.compiled_pages import CompiledPages
from tests.web.register import Visitor, make_register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from landtrack.store.database import Database

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def made_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the register once; every test gets a copy."""
    path = tmp_path_factory.mktemp("register") / "landtrack.db"
    make_register(f"sqlite:///{path}")
    return path


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def register(made_register: Path, tmp_path: Path, clock: MovingClock) -> Iterator[Database]:
    path = tmp_path / "landtrack.db"
    shutil.copy(made_register, path)
    database = open_database(f"sqlite:///{path}", clock)
    yield database
    database.close()


@pytest.fixture(scope="session", autouse=True)
def cheap_applications() -> Iterator[None]:
    """Let all applications share what the page templates are compiled to, and compile of their routes what is used."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": CompiledPages()})
        yield


@pytest.fixture
def app(register: Database, tmp_path: Path) -> Flask:
    return create_app(register, Settings(language="en", uploads=str(tmp_path / "uploads")), loopback=True)


@pytest.fixture
def visitor(app: Flask, register: Database) -> Callable[[str | None], Visitor]:
    """Give a function that returns a visitor signed in as a user, None for nobody."""
    return lambda name: Visitor.signed_in(app, register, name)
