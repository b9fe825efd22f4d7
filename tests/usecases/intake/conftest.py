"""A register on each engine for imports to go into."""

from __future__ import annotations

import pytest

from landtrack.store.units import read_registry
from tests.builders import MovingClock, new_register, unit_id


@pytest.fixture
def clock():
    return MovingClock()


@pytest.fixture
def register(database_url, clock):
    database = new_register(database_url, clock)
    yield database
    database.close()


@pytest.fixture
def registry(register):
    with register.reading() as view:
        return read_registry(view)


@pytest.fixture
def unit(registry):
    return unit_id(registry, "07288")
