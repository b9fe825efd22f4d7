"""Signing in: who gets in, for how long, and who is slowed down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.settings import Settings
from landtrack.store.schema import register as register_table
from landtrack.store.users import find_account, update_hash
from landtrack.usecases import passwords
from landtrack.usecases.manage_users import disable_user, set_password
from landtrack.web.app import create_app
from tests.web.register import SESAME, USERS, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

WRONG = "a wrong one"


def test_name_and_password_open_the_register(visitor: Visit) -> None:
    who = visitor(None)
    answer = who.form("/sign-in", name=" CanBo ", password=SESAME, next="/progress")
    assert (answer.status_code, answer.location) == (303, "/progress")
    assert who.get("/progress").status_code == 200
    assert who.get("/sign-in?next=/export").location == "/export"
    assert who.get("/sign-in").location == "/"


@pytest.mark.parametrize(
    ("name", "password"), [("canbo", "wrong password"), ("nobody", SESAME), ("canbo", ""), ("", "")]
)
def test_a_wrong_name_and_a_wrong_password_sound_the_same(visitor: Visit, name: str, password: str) -> None:
    who = visitor(None)
    answer = who.form("/sign-in", name=name, password=password)
    assert answer.status_code == 422
    assert "User name or password is wrong." in answer.text
    assert SESAME not in answer.text
    assert who.get("/overview").status_code == 302


def test_a_disabled_account_is_a_wrong_one(visitor: Visit, register: Database) -> None:
    disable_user(register, SYSTEM_SCOPE, "canbo")
    answer = visitor(None).form("/sign-in", name="canbo", password=SESAME)
    assert "User name or password is wrong." in answer.text


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(visitor: Visit, target: str) -> None:
    assert visitor(None).form("/sign-in", name="canbo", password=SESAME, next=target).location == "/"
    assert visitor("canbo").get("/sign-in", query_string={"next": target}).location == "/"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: Visit) -> None:
    answer = visitor(None).form("/sign-in", name="canbo", password=SESAME)
    cookie = next(value for name, value in answer.headers if name == "Set-Cookie" and value.startswith("landtrack="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert "Expires=" in cookie


def test_a_page_that_was_asked_for_comes_after_signing_in(visitor: Visit) -> None:
    who = visitor(None)
    target = who.get("/commune/07288?as_of=30/11/2023&case=QA-0001").location
    assert who.get(target).status_code == 200
    assert 'value="/commune/07288?as_of=30/11/2023&amp;case=QA-0001"' in who.get(target).text


def test_signing_out_ends_the_session(visitor: Visit) -> None:
    who = visitor("canbo")
    assert who.form("/sign-out").location == "/sign-in"
    assert who.get("/overview").location == "/sign-in?next=/overview"
    assert who.get("/sign-out").status_code == 405


def test_a_new_password_or_a_disabled_account_ends_its_sessions(visitor: Visit, register: Database) -> None:
    first, second, other = visitor("canbo"), visitor("tinh"), visitor("chutich.yenthe")
    set_password(register, SYSTEM_SCOPE, "canbo", "another long password")
    disable_user(register, SYSTEM_SCOPE, "tinh")
    assert first.get("/overview").status_code == 302
    assert first.get("/api/units").status_code == 401
    assert second.get("/overview").status_code == 302
    assert other.get("/commune/07288").status_code == 200


@pytest.mark.parametrize("kept", ["", "x", "1", "1.", "1.wrong", "999.wrong", "1; DROP TABLE user_account", "²."])
def test_a_session_that_names_nobody_is_none(app: Flask, register: Database, kept: str) -> None:
    who = Visitor.signed_in(app, register, None)
    with who.client.session_transaction() as session:
        session["_user_id"] = kept
    assert who.get("/overview").status_code == 302


def test_a_restart_signs_nobody_out(app: Flask, register: Database) -> None:
    assert app.secret_key == create_app(register, Settings(), loopback=True).secret_key
    assert create_app(register, Settings(secret_key=SESAME), loopback=True).secret_key == SESAME


@pytest.fixture
def quick_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare passwords without the time that hashing is to take."""
    monkeypatch.setattr(passwords, "matches", lambda _hash, password: password == SESAME)


@pytest.mark.usefixtures("quick_check")
def test_guessing_one_password_is_slowed_down_and_nobody_else(visitor: Visit) -> None:
    who = visitor(None)
    for _ in range(10):
        assert who.form("/sign-in", name="canbo", password=WRONG).status_code == 422
    refused = who.form("/sign-in", name="CANBO", password=SESAME)
    assert refused.status_code == 429
    assert "Too many failed attempts" in refused.text
    assert visitor(None).form("/sign-in", name="tinh", password=SESAME).status_code == 303


@pytest.mark.usefixtures("quick_check")
def test_guessing_many_names_from_one_address_is_slowed_down(visitor: Visit) -> None:
    who = visitor(None)
    for number in range(30):
        assert who.form("/sign-in", name=f"user{number}", password=WRONG).status_code == 422
    assert who.form("/sign-in", name="canbo", password=SESAME).status_code == 429
    elsewhere = who.client.post(
        "/sign-in",
        data={"csrf_token": who.token, "name": "canbo", "password": SESAME},
        environ_base={"REMOTE_ADDR": "192.0.2.7"},
    )
    assert elsewhere.status_code == 303


@pytest.mark.usefixtures("quick_check")
def test_signing_in_rightly_is_never_slowed_down(visitor: Visit) -> None:
    for _ in range(12):
        assert visitor(None).form("/sign-in", name="canbo", password=SESAME).status_code == 303


def test_a_hash_of_older_parameters_is_renewed(visitor: Visit, register: Database) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(SESAME)
    with register.transaction("system") as tx:
        account = find_account(tx, "canbo")
        assert account is not None
        update_hash(tx, account, weak)
    assert visitor(None).form("/sign-in", name="canbo", password=SESAME).status_code == 303
    with register.reading() as view:
        renewed = find_account(view, "canbo")
    assert renewed is not None
    assert renewed.password_hash != weak
    assert renewed.session_key == account.session_key
    assert visitor(None).form("/sign-in", name="canbo", password=SESAME).status_code == 303


@pytest.mark.parametrize("name", USERS)
def test_the_demo_has_a_button_for_each_role(visitor: Visit, name: str) -> None:
    role, _ = USERS[name]
    who = visitor(None)
    assert f'value="{role.value}"' in who.get("/sign-in").text
    answer = who.form("/sign-in/demo", role=role.value)
    assert (answer.status_code, answer.location) == (303, "/")
    assert name in who.get(who.get("/").location).text


@pytest.mark.parametrize("missing", ["demo", "loopback", "both"])
def test_the_demo_door_is_open_on_this_machine_and_in_a_demo_only(register: Database, missing: str) -> None:
    if missing != "loopback":
        with register.transaction("system") as tx:
            tx.connection.execute(register_table.delete().where(register_table.c.key == "demo"))
    app = create_app(register, Settings(language="en"), loopback=missing == "demo")
    who = Visitor.signed_in(app, register, None)
    assert "/sign-in/demo" not in who.get("/sign-in").text
    assert who.form("/sign-in/demo", role="officer").status_code == 404
    assert who.get("/overview").status_code == 302


@pytest.mark.parametrize("role", ["", "system", "king"])
def test_the_demo_door_knows_no_other_role(visitor: Visit, role: str) -> None:
    who = visitor(None)
    assert who.form("/sign-in/demo", role=role).status_code in {404, 422}
    assert who.get("/overview").status_code == 302


def test_a_disabled_demo_user_has_no_button(visitor: Visit, register: Database) -> None:
    disable_user(register, SYSTEM_SCOPE, "canbo")
    assert 'value="officer"' not in visitor(None).get("/sign-in").text
    assert visitor(None).form("/sign-in/demo", role="officer").status_code == 422
