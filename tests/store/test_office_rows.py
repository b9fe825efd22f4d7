"""Rows of office tables: at every entry just those that were the newest of their key."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from landtrack.domain.office.office_table import OfficeTable
from landtrack.store.office_rows import record_office_row, row_history, rows_in_force
from landtrack.store.schema import office_row
from tests.builders import new_register

TABLES = (OfficeTable.CAMPAIGN, OfficeTable.TARGET)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(TABLES),
        st.sampled_from("abc"),
        st.none() | st.dictionaries(st.sampled_from(["name", "note"]), st.text("ạb'\"\\ ", max_size=5), max_size=2),
    ),
    max_size=12,
)


class RolledBackError(Exception):
    """Takes what was recorded back, so that the next example finds the register empty."""


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_rows_in_force_are_the_newest_at_every_entry(register, changes):
    with pytest.raises(RolledBackError), register.transaction("tester") as tx:
        entries = [record_office_row(tx, table, key, texts) for table, key, texts in changes]
        tx.flush()
        for count in range(len(changes) + 1):
            entry = entries[count - 1] if count else 1
            for table in TABLES:
                known = {key: texts for of, key, texts in changes[:count] if of is table}
                assert {key: row.texts for key, row in rows_in_force(tx, table, entry).items()} == known
        for table in TABLES:
            assert rows_in_force(tx, table) == rows_in_force(tx, table, max(entries, default=1))
            for key in "abc":
                said = [texts for of, name, texts in changes if (of, name) == (table, key)]
                assert [row.texts for row in row_history(tx, table, key)] == said
        raise RolledBackError


def test_a_row_is_never_changed_in_place(register):
    with register.transaction("tester") as tx:
        record_office_row(tx, OfficeTable.CAMPAIGN, "a", {"name": "A"})
    with pytest.raises(DBAPIError, match="append-only"), register.transaction("tester") as tx:
        tx.connection.execute(update(office_row).values(key="b"))
