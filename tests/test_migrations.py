"""Migrations: the newest version is the schema, and going down and up again loses no row; on both engines."""

from __future__ import annotations

from collections import Counter

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select, text
from sqlalchemy.dialects.postgresql.base import ischema_names

from landtrack.domain.errors import Refusal
from landtrack.domain.identity import Identity
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store import schema
from landtrack.store.database import open_database
from landtrack.store.geometry import Geometry
from landtrack.store.log import EntryKind
from landtrack.store.migrate import head_version, migrate, version_of
from landtrack.store.recording import record_row
from landtrack.store.units import read_registry
from landtrack.usecases.init_register import init_register
from landtrack.usecases.keep_identity import keep_identity
from landtrack.usecases.record_case import record_case
from tests.builders import facts, new_register, unit_id

# Derived or virtual tables of SQLite's R*Tree, and what GDAL and PostGIS read: not ours to describe as tables. What an
# episode refers to is held by foreign keys on SQLite and by a trigger on PostgreSQL (test_episode_references.py).
FOREIGN = ("revision_bounds", "spatial_ref_sys", "geometry_columns", "ix_revision_geometry", "fk_episode_")


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    with database.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    for number in range(3):
        record_case(database, SYSTEM_SCOPE, f"YT-{number}", facts(unit))
    yield database
    database.close()


def ours(_object, name, _kind, _reflected, _other):
    return not str(name).startswith(FOREIGN)


def test_the_newest_version_is_the_schema(register, monkeypatch):
    # So that the column is read back as the type that it was made with.
    monkeypatch.setitem(ischema_names, "geometry", lambda *_words: Geometry())
    with register.reading() as view:
        context = MigrationContext.configure(view.connection, opts={"include_object": ours})
        differences = compare_metadata(context, schema.metadata)
    assert [row for row in differences if "geometry" not in str(row)] == []


def rows(register):
    with register.reading() as view:
        there = set(inspect(view.connection).get_table_names())
        return Counter({
            table.name: view.connection.execute(select(func.count()).select_from(table)).scalar()
            for table in schema.metadata.sorted_tables
            if table.name in there
        })  # fmt: skip


def test_down_and_up_again_loses_no_row(register, database_url):
    before = rows(register)
    assert before["revision"] == before["episode"] == 3
    with register.transaction("tester") as tx:
        migrate(tx.connection, "0001")
    assert rows(register) == before - Counter({"episode": 3, "figure_step": before["figure_step"]})
    with pytest.raises(Refusal, match=r"database\.older"):
        open_database(database_url)
    assert init_register(database_url) == ("0001", head_version())
    assert rows(register) == before
    open_database(database_url).close()


def test_down_is_refused_where_recorded_rows_would_be_lost(register):
    row = {"case_id": 1, "other_case_id": None, "finding": "sliver", "state": "1", "reason": "x"}
    with register.transaction("tester") as tx:
        record_row(tx, EntryKind.ACCEPTANCE, schema.acceptance, row, "YT-0")
    before = rows(register)
    with pytest.raises(Refusal, match=r"database\.not_down"), register.transaction("tester") as tx:
        migrate(tx.connection, "0002")
    assert rows(register) == before


def test_identities_kept_before_get_their_search_keys(register):
    keep_identity(register, SYSTEM_SCOPE, "YT-0", Identity("Nông  Văn Mẫu", "024 090-000001", "", "0240.000.001"))
    keys = select(schema.identity.c.name_key, schema.identity.c.id_number_key, schema.identity.c.phone_key)
    for version in ("0002", head_version()):
        with register.transaction("tester") as tx:
            migrate(tx.connection, version)
    with register.reading() as view:
        assert view.connection.execute(keys).one() == ("nông văn mẫu", "024090000001", "0240000001")


def test_down_to_nothing_leaves_nothing_and_up_works_again(register):
    with register.transaction("tester") as tx:
        migrate(tx.connection, "base")
        left = {name for name in inspect(tx.connection).get_table_names() if not name.startswith(FOREIGN)}
        assert left == {"alembic_version"}
        migrate(tx.connection)
        assert version_of(tx.connection) == head_version()


def test_a_register_of_a_newer_program_is_refused(register, database_url):
    with register.transaction("tester") as tx:
        tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (open_database, init_register):
        with pytest.raises(Refusal, match=r"database\.newer"):
            attempt(database_url)
