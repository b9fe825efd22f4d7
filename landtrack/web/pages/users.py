"""Users for the administrator: added, given passwords and units, disabled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from landtrack.domain.errors import Refusal, UnknownUnit
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import OWN_UNITS, Right, Role
from landtrack.usecases import manage_users
from landtrack.web.access import Routes, needs
from landtrack.web.failures import REFUSED, said_on_the_page
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from landtrack.usecases.manage_users import UserLine

ROLES = tuple(role for role in Role if role is not Role.SYSTEM)

routes = Routes()


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was refused: why, for which user (None: the new one), and what was typed."""

    problem: str
    user_id: int | None = None
    typed: dict[str, Any] = field(default_factory=dict)


@routes.get("/users", needs(Right.MANAGE_USERS))
def users() -> ResponseReturnValue:
    """List the accounts."""
    return _page()


@routes.post("/users", needs(Right.MANAGE_USERS))
def users_add() -> ResponseReturnValue:
    """Add an account."""
    name, role = request.form.get("name", "").strip(), request.form.get("role", "")
    codes = [code for code in request.form.getlist("units") if code]
    try:
        chosen = _role(role)
        manage_users.add_user(database(), scope(), name, chosen, codes, request.form.get("password", ""))
    except Refusal as refusal:
        typed = {"name": name[:40], "role": role, "units": codes}
        return _page(Refused(said_on_the_page(refusal, typed=(UnknownUnit,)), None, typed)), REFUSED
    return _done(say().text("The user {user} was added.", user=name))


@routes.post("/users/<int:user_id>/password", needs(Right.MANAGE_USERS))
def users_password(user_id: int) -> ResponseReturnValue:
    """Set a password."""
    password = request.form.get("password", "")
    return _change(
        user_id,
        lambda name: manage_users.set_password(database(), scope(), name, password),
        say().text("The password of {user} was changed."),
    )


@routes.post("/users/<int:user_id>/disable", needs(Right.MANAGE_USERS))
def users_disable(user_id: int) -> ResponseReturnValue:
    """Disable an account."""
    return _change(
        user_id,
        lambda name: manage_users.disable_user(database(), scope(), name),
        say().text("The account {user} is disabled."),
    )


@routes.post("/users/<int:user_id>/units", needs(Right.MANAGE_USERS))
def users_units(user_id: int) -> ResponseReturnValue:
    """Give an account other units."""
    codes = [code for code in request.form.getlist("units") if code]
    return _change(
        user_id,
        lambda name: manage_users.assign_units(database(), scope(), name, codes),
        say().text("The units of {user} were changed."),
    )


@routes.post("/users/<int:user_id>/email", needs(Right.MANAGE_USERS))
def users_email(user_id: int) -> ResponseReturnValue:
    """Give an account an e-mail address, or none."""
    address = request.form.get("email", "")
    return _change(
        user_id,
        lambda name: manage_users.set_address(database(), scope(), name, address),
        say().text("The e-mail address of {user} was changed."),
    )


def _change(user_id: int, change: Callable[[str], None], sentence: str) -> ResponseReturnValue:
    name = manage_users.name_of(database(), scope(), user_id)
    try:
        change(name)
    except Refusal as refusal:
        return _page(Refused(said_on_the_page(refusal, typed=(UnknownUnit,)), user_id)), REFUSED
    return _done(sentence.format(user=name))


def _done(sentence: str) -> ResponseReturnValue:
    flash(sentence, "done")
    return redirect(url_for("users"), 303)


def _page(refused: Refused | None = None) -> str:
    words, who = say(), signed_in()
    today = who.registry.on(day_in_vietnam(database().now()))
    return render_template(
        "users.html",
        users=[_line(row, who.account.id) for row in manage_users.list_users(database(), scope())],
        roles=[{"value": role.value, "label": words.label(role), "needs_unit": role in OWN_UNITS} for role in ROLES],
        units=[{"code": unit.code, "name": unit.full_name} for unit in today],
        typed=refused.typed if refused else {},
        problem=refused.problem if refused else None,
        problem_user=refused.user_id if refused else None,
    )


def _line(row: UserLine, own_id: int) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "role": row.role.value,
        "role_label": say().label(row.role),
        "units": [{"code": unit.code, "name": unit.full_name} for unit in row.units],
        "email": row.email,
        "disabled": row.disabled,
        "is_self": row.id == own_id,
    }


def _role(text: str) -> Role:
    if text not in ROLES:
        raise Refusal("choice.unknown", text=text[:40], choices=", ".join(ROLES))
    return Role(text)
