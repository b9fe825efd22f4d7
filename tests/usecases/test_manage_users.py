"""Accounts: every change is in the log, and none of it says a password."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from landtrack.domain.errors import NotAllowed, Refusal
from landtrack.domain.scope import RIGHTS, SYSTEM_SCOPE, Role, Scope
from landtrack.store.log import EntryKind
from landtrack.store.schema import log_entry
from landtrack.store.users import find_account
from landtrack.usecases.manage_users import (
    add_user,
    assign_units,
    disable_user,
    list_users,
    name_of,
    set_address,
    set_password,
)
from tests.builders import new_register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from landtrack.store.database import Database

SESAME = "correct horse battery"
ADMIN = Scope("quantri", Role.ADMIN, RIGHTS[Role.ADMIN])


@pytest.fixture
def register(database_url: str) -> Iterator[Database]:
    database = new_register(database_url)
    yield database
    database.close()


@pytest.fixture
def sqlite_register(sqlite_url: str) -> Iterator[Database]:
    database = new_register(sqlite_url)
    yield database
    database.close()


def log_of_users(database: Database) -> list[tuple[str, dict[str, object]]]:
    query = select(log_entry).where(log_entry.c.kind == EntryKind.USER.value).order_by(log_entry.c.number)
    with database.reading() as view:
        return [(row.actor, json.loads(row.details)) for row in view.connection.execute(query)]


def test_every_change_is_in_the_log_without_the_password(register: Database) -> None:
    add_user(register, ADMIN, "chutich", Role.CHAIR, ["07288", "07294"], SESAME)
    set_password(register, ADMIN, "chutich", SESAME + "2")
    assign_units(register, ADMIN, "chutich", [" 07246 "])
    disable_user(register, ADMIN, "chutich")
    disable_user(register, ADMIN, "chutich")  # already is: nothing happens
    told = log_of_users(register)
    assert [(actor, content["action"]) for actor, content in told] == [
        ("quantri", "add"), ("quantri", "password"), ("quantri", "units"), ("quantri", "disable"),
    ]  # fmt: skip
    assert {content["user"] for _, content in told} == {"chutich"}
    with register.reading() as view:
        account = find_account(view, "chutich")
        rows = view.connection.execute(select(log_entry.c.details)).scalars()
        texts = " ".join(text for text in rows if text)
    assert account is not None
    assert SESAME not in texts
    assert account.password_hash not in texts
    assert "argon2" not in texts
    line = next(row for row in list_users(register, ADMIN))
    assert (line.unit_codes, line.disabled, line.role) == (("07246",), True, Role.CHAIR)
    assert name_of(register, ADMIN, line.id) == "chutich"


@pytest.mark.parametrize(
    ("name", "role", "units", "password", "code"),
    [
        ("a", Role.OFFICER, [], SESAME, "user.name_malformed"),
        ("A.B", Role.OFFICER, [], SESAME, "user.name_malformed"),
        ("a b", Role.OFFICER, [], SESAME, "user.name_malformed"),
        ("-ab", Role.OFFICER, [], SESAME, "user.name_malformed"),
        ("x" * 41, Role.OFFICER, [], SESAME, "user.name_malformed"),
        ("system", Role.OFFICER, [], SESAME, "user.name_malformed"),
        ("boss", Role.SYSTEM, [], SESAME, "user.name_malformed"),
        ("canbo", Role.OFFICER, [], "123456789", "user.password_short"),
        ("canbo", Role.OFFICER, [], "x" * 201, "user.password_long"),
        ("canbo", Role.OFFICER, ["07288"], SESAME, "user.unit_unwanted"),
        ("chutich", Role.CHAIR, [], SESAME, "user.unit_missing"),
        ("chutich", Role.CHAIR, ["07243"], SESAME, "unit.unknown"),  # a code of 2023, none today
        ("first", Role.ADMIN, [], SESAME, "user.name_taken"),
    ],
)
def test_a_wrong_account_is_refused_and_nothing_is_written(
    sqlite_register: Database, name: str, role: Role, units: list[str], password: str, code: str
) -> None:
    register = sqlite_register
    add_user(register, ADMIN, "first", Role.ADMIN, [], SESAME)
    with pytest.raises(Refusal) as refused:
        add_user(register, ADMIN, name, role, units, password)
    assert refused.value.code == code
    assert len(log_of_users(register)) == 1
    assert len(list_users(register, ADMIN)) == 1


def test_the_last_administrator_stays(register: Database) -> None:
    add_user(register, ADMIN, "first", Role.ADMIN, [], SESAME)
    add_user(register, ADMIN, "second", Role.ADMIN, [], SESAME)
    disable_user(register, ADMIN, "first")
    with pytest.raises(Refusal, match=r"user\.last_admin"):
        disable_user(register, ADMIN, "second")


@pytest.mark.parametrize(
    "change",
    [
        lambda register, scope: add_user(register, scope, "neu", Role.OFFICER, [], SESAME),
        lambda register, scope: set_password(register, scope, "canbo", SESAME),
        lambda register, scope: disable_user(register, scope, "canbo"),
        lambda register, scope: assign_units(register, scope, "canbo", ["07288"]),
        list_users,
        lambda register, scope: name_of(register, scope, 1),
    ],
)
def test_only_an_administrator_manages_users(
    sqlite_register: Database, change: Callable[[Database, Scope], object]
) -> None:
    for role in (Role.OFFICER, Role.COMMUNE_OFFICER, Role.CHAIR, Role.PROVINCE):
        with pytest.raises(NotAllowed):
            change(sqlite_register, Scope("somebody", role, RIGHTS[role]))
    assert log_of_users(sqlite_register) == []


@pytest.mark.parametrize("change", [set_password, lambda register, scope, name, _: disable_user(register, scope, name)])
def test_an_unknown_account_is_refused(register: Database, change: Callable[..., None]) -> None:
    with pytest.raises(Refusal, match=r"user\.unknown"):
        change(register, SYSTEM_SCOPE, "nobody", SESAME)
    with pytest.raises(Refusal, match=r"user\.unknown"):
        name_of(register, SYSTEM_SCOPE, 99)
    with pytest.raises(Refusal, match=r"user\.unknown"):
        assign_units(register, SYSTEM_SCOPE, "nobody", ["07288"])


def test_an_address_is_kept_and_the_log_says_only_that_it_changed(register: Database) -> None:
    add_user(register, ADMIN, "chutich", Role.CHAIR, ["07288"], SESAME)
    set_address(register, ADMIN, "chutich", " chutich@example.vn ")
    set_address(register, ADMIN, "chutich", "chutich@example.vn")  # already is: nothing happens
    assert [row.email for row in list_users(register, ADMIN)] == ["chutich@example.vn"]
    set_address(register, ADMIN, "chutich", "")
    assert [row.email for row in list_users(register, ADMIN)] == [""]
    told = [content for _, content in log_of_users(register) if content["action"] == "address"]
    assert told == [
        {"action": "address", "user": "chutich", "has": True}, {"action": "address", "user": "chutich", "has": False},
    ]  # fmt: skip
    with pytest.raises(Refusal, match=r"user\.address_malformed"):
        set_address(register, ADMIN, "chutich", "a@b.vn, c@d.vn")
    with pytest.raises(NotAllowed):
        set_address(register, Scope("canbo", Role.OFFICER, RIGHTS[Role.OFFICER]), "chutich", "")
