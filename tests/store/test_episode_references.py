"""No episode can be written of what the log does not hold; on both engines."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from landtrack.store import schema
from landtrack.store.bulk_recording import NewCase, record_new_cases
from tests.builders import facts, new_register, resolved

EPISODE = schema.episode


@pytest.fixture
def register(database_url):
    """Return a register of two cases, the first with a change."""
    database = new_register(database_url)
    with database.transaction("tester") as tx:
        record_new_cases(
            tx, [NewCase(1, "C-1", facts(17), (resolved(date(2024, 1, 2)),)), NewCase(2, "C-2", facts(17))]
        )
    yield database
    database.close()


def first_row(view):
    """Return the row that stands for the first case with its change."""
    return dict(view.connection.execute(select(EPISODE).where(EPISODE.c.change.is_not(None))).mappings().first())


@pytest.mark.parametrize("column", ["case_id", "revision", "change"])
def test_an_episode_of_what_is_not_there_is_refused(register, column):
    with pytest.raises(IntegrityError), register.transaction("tester") as tx:
        row = first_row(tx) | {"id": 100, column: 100}
        tx.connection.execute(insert(EPISODE), [row])


@pytest.mark.parametrize("column", ["case_id", "revision", "change"])
def test_an_episode_is_not_turned_to_what_is_not_there(register, column):
    with pytest.raises(IntegrityError), register.transaction("tester") as tx:
        tx.connection.execute(update(EPISODE).values({column: 100}))


def test_one_such_row_among_many_is_enough(register):
    with pytest.raises(IntegrityError), register.transaction("tester") as tx:
        row = first_row(tx)
        rows = [row | {"id": 100 + number} for number in range(300)]
        tx.connection.execute(insert(EPISODE), [*rows, row | {"id": 500, "revision": 500}])


def test_postgresql_refuses_the_revision_of_another_case(postgis_url):
    database = new_register(postgis_url)
    with database.transaction("tester") as tx:
        record_new_cases(tx, [NewCase(1, "C-1", facts(17)), NewCase(2, "C-2", facts(17))])
    with pytest.raises(IntegrityError, match="does not have"), database.transaction("tester") as tx:
        both = tx.connection.execute(select(func.min(EPISODE.c.revision), func.max(EPISODE.c.revision))).one()
        assert both[0] != both[1]
        tx.connection.execute(update(EPISODE).values(revision=both[0]))
    database.close()
