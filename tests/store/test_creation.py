"""Making and opening registers: all or nothing, and a clear refusal for everything that is not one."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import SYSTEM_ACTOR, SYSTEM_SCOPE
from landtrack.store import schema
from landtrack.store.backup import copy_register
from landtrack.store.creation import creating, is_there
from landtrack.store.database import open_database
from landtrack.store.engine import parse_url
from landtrack.store.engine import sqlite_url as sqlite_url_of
from landtrack.store.units import read_registry
from landtrack.usecases.init_register import init_register
from landtrack.usecases.record_case import record_case
from landtrack.usecases.seeding import seed
from tests.builders import facts, new_register, unit_id


def test_an_interrupted_creation_leaves_nothing(database_url, tmp_path):
    with pytest.raises(KeyboardInterrupt), creating(database_url, SYSTEM_ACTOR) as tx:
        seed(tx)
        tx.flush()
        raise KeyboardInterrupt
    assert not is_there(database_url)
    assert list(tmp_path.iterdir()) == []
    assert init_register(database_url)[0] is None


def test_what_is_there_is_never_overwritten(database_url):
    init_register(database_url)
    with pytest.raises(Refusal, match=r"database\.exists"), creating(database_url, SYSTEM_ACTOR):
        pass
    before, after = init_register(database_url)
    assert before == after


def test_a_register_that_appears_meanwhile_wins(sqlite_url):
    with pytest.raises(Refusal, match=r"database\.exists"), creating(sqlite_url, SYSTEM_ACTOR) as tx:
        seed(tx)
        init_register(sqlite_url)
    open_database(sqlite_url).close()


def test_a_missing_file_is_refused_and_not_made(sqlite_url, tmp_path):
    with pytest.raises(Refusal, match=r"database\.missing"):
        open_database(sqlite_url)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(Refusal, match=r"database\.no_folder"):
        init_register(f"sqlite:///{tmp_path}/none/landtrack.db")


def test_other_files_are_no_registers(tmp_path):
    path = tmp_path / "letter.db"
    path.write_bytes(b"Kinh gui UBND huyen" * 100)
    with pytest.raises(Refusal, match=r"database\.not_a_register"):
        open_database(f"sqlite:///{path}")
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    for attempt in (open_database, init_register):
        with pytest.raises(Refusal, match=r"database\.not_a_register"):
            attempt(f"sqlite:///{other}")


def test_an_empty_server_database_is_refused_with_the_remedy(postgis_url):
    with pytest.raises(Refusal, match=r"database\.empty"):
        open_database(postgis_url)
    with psycopg.connect(postgis_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE t (x int)")
    for attempt in (open_database, init_register):
        with pytest.raises(Refusal, match=r"database\.not_a_register"):
            attempt(postgis_url)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense", "database.url_malformed"),
        ("mysql://x/y", "database.url_unsupported"),
        ("sqlite://", "database.url_unsupported"),
    ],
)
def test_addresses_that_mean_nothing_are_refused(url, code):
    with pytest.raises(Refusal) as refused:
        parse_url(url)
    assert refused.value.code == code


def test_a_server_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(Refusal, match=r"database\.unreachable") as refused:
        open_database("postgresql://somebody:secret@127.0.0.1:1/none")
    assert "secret" not in str(refused.value)


def test_a_database_that_the_server_does_not_have(postgis_url):
    with pytest.raises(Refusal, match=r"database\.missing"):
        open_database(postgis_url.rsplit("/", 1)[0] + "/nonexistent")


def test_a_locked_database_is_said_to_be_locked(sqlite_url, monkeypatch):
    monkeypatch.setattr("landtrack.store.engine.BUSY_SECONDS", 0.05)
    database = new_register(sqlite_url)
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refusal, match=r"database\.locked"), database.transaction("tester"):
        pass
    with database.reading() as view:
        assert read_registry(view).units
    other.close()
    database.close()


def test_a_full_disk_is_said_and_changes_nothing(sqlite_url):
    database = new_register(sqlite_url)
    with database.reading() as view:
        unit = unit_id(read_registry(view), "07288")
        pages = view.connection.exec_driver_sql("PRAGMA page_count").scalar()
    with pytest.raises(Refusal, match=r"database\.disk_full"), database.transaction("tester") as tx:
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for number in range(2000):
            tx.add(schema.violation_case, {"id": number + 1, "code": f"X-{number}" * 4, "holder_key": None})
        tx.flush()
    database.close()
    database = open_database(sqlite_url)
    record_case(database, SYSTEM_SCOPE, "YT-1", facts(unit))
    database.close()


def test_a_backup_is_whole_while_others_write(database_url, tmp_path):
    database = new_register(database_url)
    with database.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    record_case(database, SYSTEM_SCOPE, "YT-1", facts(unit))
    out = tmp_path / "copy"
    with database.transaction("tester") as tx:
        tx.add(schema.violation_case, {"id": 99, "code": "UNSEEN", "holder_key": None})
        tx.flush()
        copy_register(database, out)
    assert out.stat().st_size > 1000
    with pytest.raises(Refusal, match=r"file\.exists"):
        copy_register(database, out)
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".partial")] == []
    if database.engine.name == "sqlite":
        copy = open_database(f"sqlite:///{out}")
        with copy.reading() as view:
            assert list(view.connection.execute(schema.violation_case.select())) == [(1, "YT-1", None)]
        copy.close()
    else:
        assert out.read_bytes()[:5] == b"PGDMP"
    database.close()


def test_a_backup_into_nowhere_is_refused(sqlite_url, tmp_path):
    database = new_register(sqlite_url)
    with pytest.raises(Refusal, match=r"database\.no_folder"):
        copy_register(database, tmp_path / "none" / "copy.db")
    database.close()


def test_a_folder_is_no_database(tmp_path):
    for attempt in (open_database, init_register):
        with pytest.raises(Refusal, match=r"database\.is_folder"):
            attempt(f"sqlite:///{tmp_path}")


def test_an_empty_file_is_filled(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(Refusal, match=r"database\.empty"):
        open_database(f"sqlite:///{path}")
    assert init_register(f"sqlite:///{path}")[0] is None
    open_database(f"sqlite:///{path}").close()


def test_a_damaged_file_is_said_to_be_damaged(sqlite_url):
    database = new_register(sqlite_url)
    path = database.engine.url.database
    database.close()
    with open(str(path), "r+b") as file:  # noqa: PTH123 - cut in the middle, as a broken copy is
        file.truncate(90_000)
    with pytest.raises(Refusal, match=r"database\.(damaged|empty|not_a_register)"):
        broken = open_database(sqlite_url)
        with broken.reading() as view:
            read_registry(view)
            view.connection.execute(schema.log_entry.select()).all()
            view.connection.execute(schema.boundary.select()).all()


@pytest.mark.parametrize("name", ["with space.db", "50%.db", "what?.db", "số.db", "#1.db"])
def test_a_path_may_have_any_letters(tmp_path, name):
    url = sqlite_url_of(tmp_path / name)
    init_register(url)
    assert (tmp_path / name).is_file()
    open_database(url).close()


def test_options_of_an_sqlite_address_are_refused():
    with pytest.raises(Refusal, match=r"database\.url_query"):
        parse_url("sqlite:////tmp/x.db?mode=ro")


def test_a_refused_address_shows_no_password():
    for url in ("postgresql://u:se@cr@et:x@h/db", "mysql://u:secret@h/db"):
        with pytest.raises(Refusal) as refused:
            parse_url(url)
        assert "secret" not in str(refused.value)
        assert "cr@et" not in str(refused.value)
