"""Signing in and the scope it gives, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import SYSTEM_SCOPE, Right, Role
from landtrack.store.creation import creating
from landtrack.store.database import Database, open_database
from landtrack.store.register import mark_demo
from landtrack.store.session_key import session_secret
from landtrack.usecases.demo_users import add_demo_users
from landtrack.usecases.manage_users import add_user, disable_user, set_password
from landtrack.usecases.passwords import is_outdated, matches
from landtrack.usecases.seeding import seed
from landtrack.usecases.sign_in import DEMO_NAMES, list_demo_accounts, reader_of_session, scope_of, sign_in
from tests.builders import MovingClock, new_register

if TYPE_CHECKING:
    from collections.abc import Iterator

SESAME = "correct horse battery"


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def register(database_url: str, clock: MovingClock) -> Iterator[Database]:
    database = new_register(database_url, clock)
    yield database
    database.close()


def test_the_right_password_gives_the_account(register: Database) -> None:
    add_user(register, SYSTEM_SCOPE, "canbo", Role.OFFICER, [], SESAME)
    account = sign_in(register, "canbo", SESAME)
    assert (account.name, account.role) == ("canbo", Role.OFFICER)
    reader = reader_of_session(register, account.id, account.session_key)
    assert reader is not None
    assert reader.scope == scope_of(register, "canbo")
    for name, password in (("canbo", SESAME + "!"), ("canbo", ""), ("nobody", SESAME)):
        with pytest.raises(Refusal, match=r"user\.wrong_password"):
            sign_in(register, name, password)


def test_a_session_ends_with_the_password_and_the_account(register: Database) -> None:
    add_user(register, SYSTEM_SCOPE, "canbo", Role.OFFICER, [], SESAME)
    first = sign_in(register, "canbo", SESAME)
    set_password(register, SYSTEM_SCOPE, "canbo", SESAME + "2")
    assert reader_of_session(register, first.id, first.session_key) is None
    second = sign_in(register, "canbo", SESAME + "2")
    disable_user(register, SYSTEM_SCOPE, "canbo")
    assert reader_of_session(register, second.id, second.session_key) is None
    assert reader_of_session(register, 99, second.session_key) is None
    with pytest.raises(Refusal, match=r"user\.wrong_password"):
        sign_in(register, "canbo", SESAME + "2")


def test_scopes_for_the_command_line(register: Database) -> None:
    add_user(register, SYSTEM_SCOPE, "chutich", Role.CHAIR, ["07288"], SESAME)
    assert scope_of(register, "system") is SYSTEM_SCOPE
    scope = scope_of(register, "chutich")
    assert (scope.actor, scope.role, len(scope.units or ())) == ("chutich", Role.CHAIR, 1)
    assert Right.CHANGE_CASES not in scope.rights
    with pytest.raises(Refusal, match=r"user\.unknown"):
        scope_of(register, "nobody")
    disable_user(register, SYSTEM_SCOPE, "chutich")
    with pytest.raises(Refusal, match=r"user\.disabled"):
        scope_of(register, "chutich")


def test_a_scope_follows_the_units_of_the_day(register: Database, clock: MovingClock) -> None:
    clock.go(datetime(2024, 6, 1, tzinfo=UTC))
    add_user(register, SYSTEM_SCOPE, "phonxuong", Role.CHAIR, ["07288"], SESAME)
    before = scope_of(register, "phonxuong")
    clock.go(datetime(2026, 6, 1, tzinfo=UTC))
    # Merged since: the code is now that of a larger unit, which gives no right to the neighbours in it.
    after = scope_of(register, "phonxuong")
    assert before.places
    assert after.places == frozenset()


def test_the_demo_has_one_account_for_each_role_and_nobody_knows_their_passwords(database_url: str) -> None:
    with creating(database_url, "system") as tx:
        registry = seed(tx)
        mark_demo(tx)
        add_demo_users(tx, registry)
    database = open_database(database_url)
    accounts = list_demo_accounts(database)
    assert [row.name for row in accounts] == list(DEMO_NAMES)
    assert {row.role for row in accounts} == set(Role) - {Role.SYSTEM}
    yen_the = registry.frame(date(2025, 7, 1)).unit("07288").id
    assert {row.name: row.unit_ids for row in accounts if row.unit_ids} == {
        "canbo.yenthe": {yen_the}, "chutich.yenthe": {yen_the},
    }  # fmt: skip
    with pytest.raises(Refusal):
        sign_in(database, "canbo", "")
    database.close()


def test_no_other_register_has_demo_accounts(register: Database) -> None:
    for name in DEMO_NAMES:
        add_user(register, SYSTEM_SCOPE, name, Role.OFFICER, [], SESAME)
    assert list_demo_accounts(register) == []


def test_the_secret_of_sessions_stays(register: Database) -> None:
    secret = session_secret(register)
    assert len(secret) == 64
    assert session_secret(register) == secret


def test_a_password_is_checked_against_its_hash_only() -> None:
    assert not matches(None, "a password that is nobody's")
    assert not matches("not a hash", SESAME)
    assert is_outdated("$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHQ$aGFzaGhhc2hoYXNoaGFzaA")
