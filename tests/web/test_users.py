"""The administrator's page: accounts added, changed and disabled, and said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.manage_users import list_users
from tests.web.markup import Markup
from tests.web.register import SESAME, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database
    from landtrack.usecases.manage_users import UserLine

    Visit = Callable[[str | None], Visitor]

NEW = {"name": "moi", "role": "chair", "units": ["07294", ""], "password": "a long password"}


def account(register: Database, name: str) -> UserLine:
    return next(row for row in list_users(register, SYSTEM_SCOPE) if row.name == name)


def test_an_account_is_added_and_opens_its_unit(visitor: Visit, register: Database) -> None:
    admin = visitor("quantri")
    answer = admin.form("/users", **NEW)
    assert (answer.status_code, answer.location) == (303, "/users")
    page = admin.get("/users").text
    assert "The user moi was added." in page
    assert account(register, "moi").unit_codes == ("07294",)
    moi = visitor(None)
    assert moi.form("/sign-in", name="moi", password=NEW["password"]).status_code == 303
    assert 'href="/commune/07294"' in moi.get("/dashboard").text
    assert moi.get("/commune/07288").status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "Mới"}, "is not a user name"),
        ({"name": "system"}, "is not a user name"),
        ({"name": "canbo"}, "already a user"),
        ({"role": "king"}, "is not known here"),
        ({"role": "system"}, "is not known here"),
        ({"units": []}, "needs at least one unit"),
        ({"role": "officer"}, "sees no single unit"),
        ({"units": ["99999"]}, "99999"),
        ({"password": "short"}, "fewer than 10"),
        ({"password": "x" * 201}, "more than 200"),
    ],
)
def test_a_wrong_account_is_refused_and_what_was_typed_stays(
    visitor: Visit, register: Database, changed: dict[str, object], sentence: str
) -> None:
    answer = visitor("quantri").form("/users", **{**NEW, **changed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert Markup(answer.text).faults == []
    assert str(NEW["password"]) not in answer.text
    assert f'value="{changed.get("name", "moi")}"' in answer.text
    assert len(list_users(register, SYSTEM_SCOPE)) == 5


def test_a_password_is_set_and_sessions_end(visitor: Visit, register: Database) -> None:
    admin, officer = visitor("quantri"), visitor("canbo")
    user_id = account(register, "canbo").id
    answer = admin.form(f"/users/{user_id}/password", password=SESAME + "2")
    assert answer.status_code == 303
    assert "The password of canbo was changed." in admin.get("/users").text
    assert officer.get("/overview").status_code == 302
    assert visitor(None).form("/sign-in", name="canbo", password=SESAME).status_code == 422
    refused = admin.form(f"/users/{user_id}/password", password=SESAME[:5])
    assert (refused.status_code, "fewer than 10" in refused.text) == (422, True)


def test_units_are_given_and_taken(visitor: Visit, register: Database) -> None:
    admin, chair = visitor("quantri"), visitor("chutich.yenthe")
    user_id = account(register, "chutich.yenthe").id
    assert admin.form(f"/users/{user_id}/units", units=["07294", "07282"]).status_code == 303
    assert chair.get("/commune/07288").status_code == 404
    assert chair.get("/commune/07294").status_code == 200
    assert "<h1>My units</h1>" in chair.get("/dashboard").text
    refused = admin.form(f"/users/{user_id}/units")
    assert (refused.status_code, "needs at least one unit" in refused.text) == (422, True)
    assert account(register, "chutich.yenthe").unit_codes == ("07282", "07294")


def test_an_account_is_disabled_but_not_the_last_administrator(visitor: Visit, register: Database) -> None:
    admin = visitor("quantri")
    assert admin.form(f"/users/{account(register, 'tinh').id}/disable").status_code == 303
    assert account(register, "tinh").disabled
    refused = admin.form(f"/users/{account(register, 'quantri').id}/disable")
    assert (refused.status_code, "last administrator" in refused.text) == (422, True)
    assert admin.get("/users").status_code == 200


def test_an_account_that_is_not_there_is_refused(visitor: Visit) -> None:
    for step in ("password", "disable", "units"):
        assert visitor("quantri").form(f"/users/999/{step}", password=SESAME).status_code == 422


def test_an_address_is_kept_shown_and_taken_away(visitor: Visit, register: Database) -> None:
    admin = visitor("quantri")
    user = account(register, "canbo").id
    assert admin.form(f"/users/{user}/email", email="canbo@example.vn").status_code == 303
    page = admin.get("/users").text
    assert "The e-mail address of canbo was changed." in page
    assert 'value="canbo@example.vn"' in page
    refused = admin.form(f"/users/{user}/email", email='"><script>')
    assert (refused.status_code, account(register, "canbo").email) == (422, "canbo@example.vn")
    assert "is no e-mail address" in refused.text
    assert admin.form(f"/users/{user}/email", email="").status_code == 303
    assert account(register, "canbo").email == ""
