"""The log: gapless, ever later, chained; and the database itself refuses to change it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from threading import Thread

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store import log, schema
from landtrack.store.database import open_database
from landtrack.store.recording import record_row
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status, undo_change
from landtrack.usecases.record_case import record_case
from landtrack.usecases.verify_log import verify_log
from tests.builders import MovingClock, facts, new_register, resolved, unit_id
from tests.empty_registers import make_copy

DAY = datetime(2024, 1, 2, tzinfo=UTC).date()


@pytest.fixture
def clock():
    return MovingClock()


@pytest.fixture
def register(database_url, clock):
    make_copy(database_url, fill)
    database = open_database(database_url, clock)
    yield database
    database.close()


def fill(url):
    """Make a register with two cases and rows in each table of files and findings."""
    database = new_register(url)
    with database.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    for code in ("YT-1", "YT-2"):
        record_case(database, SYSTEM_SCOPE, code, facts(unit))
    change_status(database, SYSTEM_SCOPE, "YT-1", resolved(DAY))
    undo_change(database, SYSTEM_SCOPE, "YT-1")
    exchange(database)
    database.close()


def exchange(register):
    """Record a row in each table of files and findings: entries 6 to 10."""
    run = {
        "file_name": "x.xlsx", "file_hash": "0" * 64, "form": "xlsx", "first_entry": 2, "added": 2, "changed": 0,
        "unchanged": 0, "refused": 0, "reading": "{}", "problems": "[]",
    }  # fmt: skip
    file = {"sha256": "1" * 64, "file_name": "a.png", "media_type": "image/png", "size": 9, "note": ""}
    finding = {"other_case_id": 2, "finding": "overlap", "state": "3-3", "reason": "x"}
    kinds = log.EntryKind
    with register.transaction("tester") as tx:
        entry = record_row(tx, kinds.IMPORT, schema.import_run, run)
        record_row(tx, kinds.IMPORT_UNDO, schema.import_undo, {"import_entry": entry, "note": "x"})
        kept = record_row(tx, kinds.ATTACHMENT, schema.attachment, {"case_id": 1, **file}, "YT-1")
        gone = {"case_id": 1, "attachment": kept, "reason": "x"}
        record_row(tx, kinds.ATTACHMENT_REMOVAL, schema.attachment_removal, gone, "YT-1")
        record_row(tx, kinds.ACCEPTANCE, schema.acceptance, {"case_id": 1, **finding}, "YT-1")
        row = {"table_name": "target", "key": "1", "content": "{}", "removed": False}
        record_row(tx, kinds.TABLE, schema.office_row, row)
        step = {"case_id": 1, "step": "minutes", "day": date(2024, 1, 2), "number": "7/BB", "note": ""}
        made = record_row(tx, kinds.STEP, schema.case_step, step, "YT-1")
        record_row(tx, kinds.STEP_VOID, schema.case_step_void, {"case_id": 1, "step": made, "note": "x"}, "YT-1")
        tx.add(schema.report_file, {"sha256": "0" * 64, "content": b"x"})
        names = ("form", "parameters", "figures", "file_name", "media_type")
        record_row(tx, kinds.REPORT, schema.issued_report, {**dict.fromkeys(names, "x"), "sha256": "0" * 64})


def entries(register):
    with register.reading() as view:
        return view.connection.execute(schema.log_entry.select().order_by("number")).all()


def verified(register):
    return verify_log(register, SYSTEM_SCOPE, lambda _done, _all: None)


def test_numbers_are_gapless_and_moments_later_even_if_the_clock_is_set_back(register, clock):
    clock.go(datetime(2001, 1, 1, tzinfo=UTC))
    record_something(register)
    rows = entries(register)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert all(one.recorded_at < other.recorded_at for one, other in pairwise(rows))
    head, broken = verified(register)
    assert (head.number, broken) == (len(rows), None)


def record_something(register):
    """Record something whose day does not depend on the clock."""
    with register.transaction("tester") as tx:
        tx.append(log.EntryKind.USER, log.canonical({"user": "x"}), details=True)


def test_the_head_is_the_last_entry_by_a_moment(register, clock):
    with register.reading() as view:
        last = log.head_at(view.connection)
        assert log.head_at(view.connection, clock.now + timedelta(days=1)) == last
        assert log.head_at(view.connection, datetime(1999, 1, 1, tzinfo=UTC)) == log.EMPTY_HEAD
        assert log.head_at(view.connection, datetime(2020, 1, 1, tzinfo=UTC)).number == 1
    assert str(last) == f"{last.number}-{last.hash[:12]}"


@pytest.mark.parametrize("table", schema.LOGGED, ids=lambda table: table.name)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_what_is_logged(register, table, verb):
    statement = table.delete() if verb == "DELETE" else table.update().values({table.primary_key.columns[0].name: 999})
    with pytest.raises(DBAPIError, match="append-only"), register.transaction("tester") as tx:
        tx.connection.execute(statement)


@pytest.mark.parametrize("table", schema.LOGGED, ids=lambda table: table.name)
def test_the_database_refuses_to_replace_a_row(register, table):
    columns = ", ".join(column.name for column in table.columns)
    keys = [column.name for column in table.primary_key.columns]
    statement = f"INSERT OR REPLACE INTO {table.name} ({columns}) SELECT {columns} FROM {table.name}"
    if register.engine.name == "postgresql":
        statement = statement.replace("OR REPLACE ", "") + (
            f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {keys[0]} = EXCLUDED.{keys[0]}"
        )
    with pytest.raises(DBAPIError, match="append-only"), register.transaction("tester") as tx:
        tx.connection.execute(text(statement))


def test_postgresql_refuses_truncate(postgis_url):
    register = new_register(postgis_url)
    with pytest.raises(DBAPIError, match="append-only"), register.transaction("tester") as tx:
        tx.connection.execute(text("TRUNCATE status_void"))
    register.close()


PLANTED = (
    "entry, case_id, unit_id, kind, land_type, hamlet, map_sheet, parcel, part_of_parcel, occurred_latest, found_on, "
    "area, withdrawn, reason"
)
# What somebody with the file or the server in his hands could do, and the entry at which it shows.
TAMPERED = [
    ("revision", "UPDATE revision SET area = area - 10 WHERE entry = 3", 3),
    ("revision", "UPDATE revision SET geometry = NULL, west = NULL WHERE entry = 2", 2),
    ("revision", "UPDATE revision SET hamlet = 'x' WHERE entry = 2", 2),
    ("status_change", "UPDATE status_change SET effective_on = '2024-01-03' WHERE entry = 4", 4),
    ("log_entry", "UPDATE log_entry SET actor = 'other' WHERE number = 4", 4),
    ("log_entry", "UPDATE log_entry SET recorded_at = recorded_at - 1 WHERE number = 2", 2),
    ("log_entry", "UPDATE log_entry SET details = NULL WHERE number = 1", 1),
    ("boundary", "UPDATE boundary SET schematic = NOT schematic WHERE unit_id = 3", 1),
    ("status_void", "UPDATE status_void SET note = 'x' WHERE entry = 5", 5),
    ("violation_case", "UPDATE violation_case SET code = 'YT-9' WHERE id = 2", 3),
    ("status_void", "DELETE FROM status_void", 5),
    ("log_entry", "DELETE FROM log_entry WHERE number = 3", 3),
    ("log_entry", "DELETE FROM log_entry WHERE number = 10", 10),
    ("import_run", "UPDATE import_run SET added = 1", 6),
    ("import_undo", "DELETE FROM import_undo", 7),
    ("attachment", "UPDATE attachment SET sha256 = '2'", 8),
    ("attachment_removal", "UPDATE attachment_removal SET reason = ''", 9),
    ("acceptance", "DELETE FROM acceptance", 10),
    ("status_void", f"INSERT INTO revision ({PLANTED}) SELECT 4, {PLANTED[7:]} FROM revision WHERE entry = 2", 4),
    ("status_void", f"INSERT INTO revision ({PLANTED}) SELECT 1, {PLANTED[7:]} FROM revision WHERE entry = 2", 1),
    ("log_entry", "UPDATE log_entry SET details = '{}' WHERE number = 3", 3),
]


@pytest.mark.parametrize(("table", "statement", "number"), TAMPERED, ids=[row[1] for row in TAMPERED])
def test_the_walk_names_the_first_broken_entry(register, table, statement, number):
    assert verified(register)[1] is None
    tamper(register, table, statement)
    assert verified(register)[1].number == number


def tamper(register, table, statement):
    """Change a table with the database's own tools, its guards taken off."""
    url = register.engine.url
    if url.get_backend_name() == "sqlite":
        connection = sqlite3.connect(url.database)
        for verb in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        connection.execute(statement)
        connection.commit()
        connection.close()
    else:
        with psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)) as server:
            server.execute("SET session_replication_role = replica")
            server.execute(statement)


def test_two_writers_at_once_leave_one_gapless_log(database_url):
    register = new_register(database_url)
    with register.reading() as view:
        unit = unit_id(read_registry(view), "07288")

    def work(prefix):
        own = open_database(database_url, MovingClock())
        for number in range(15):
            record_case(own, SYSTEM_SCOPE, f"{prefix}-{number}", facts(unit))
        own.close()

    threads = [Thread(target=work, args=(prefix,)) for prefix in ("A", "B")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    head, broken = verified(register)
    register.close()
    assert (head.number, broken) == (31, None)


def test_a_reading_view_cannot_write(register):
    with pytest.raises((Refusal, DBAPIError)) as refused, register.reading() as view:
        view.connection.execute(schema.register.insert().values(key="x", value="y"))
    assert "readonly" in str(refused.value.__cause__ or refused.value).replace("-", "")


def test_an_exception_rolls_everything_back(register):
    before = len(entries(register))
    with pytest.raises(ZeroDivisionError), register.transaction("tester") as tx:
        tx.append(log.EntryKind.USER, "{}", details=True)
        tx.flush()
        raise ZeroDivisionError
    assert len(entries(register)) == before
