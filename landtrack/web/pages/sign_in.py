"""Signing in and out; in a demo that only this machine can reach, by a button for each role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, current_app, redirect, render_template, request, url_for

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Role
from landtrack.usecases.sign_in import demo_account, list_demo_accounts
from landtrack.usecases.sign_in import sign_in as check_password
from landtrack.web import signed_in
from landtrack.web.access import PUBLIC, Routes
from landtrack.web.failures import REFUSED, said_on_the_page
from landtrack.web.language import say
from landtrack.web.pages.home import safe_target

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from landtrack.store.users import Account

DEMO_DOOR = "landtrack.demo_door"

routes = Routes()


@routes.get("/sign-in", PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Show the form; whoever is signed in already goes on."""
    target = safe_target(request.args.get("next", ""))
    if signed_in.reader() is not None:
        return redirect(target or url_for("home"))
    return _form(target or "")


@routes.post("/sign-in", PUBLIC)
def sign_in_form() -> ResponseReturnValue:
    """Check name and password."""
    name, target = request.form.get("name", ""), safe_target(request.form.get("next", ""))
    try:
        account = check_password(signed_in.database(), name, request.form.get("password", ""))
    except Refusal as refusal:
        return _form(target or "", name[:40], said_on_the_page(refusal)), REFUSED
    return _begin(account, target)


@routes.post("/sign-in/demo", PUBLIC)
def sign_in_demo() -> ResponseReturnValue:
    """Sign in as the demo's user of a role."""
    role = request.form.get("role", "")
    if not current_app.extensions[DEMO_DOOR] or role not in set(Role):
        abort(404)
    return _begin(demo_account(signed_in.database(), Role(role)), safe_target(request.form.get("next", "")))


@routes.post("/sign-out", PUBLIC)
def sign_out() -> ResponseReturnValue:
    """End the session."""
    signed_in.end()
    return redirect(url_for("sign_in"))


def _begin(account: Account, target: str | None) -> ResponseReturnValue:
    signed_in.begin(account)
    return redirect(target or url_for("home"), 303)


def _form(target: str, name: str = "", problem: str | None = None) -> str:
    return render_template("sign_in.html", name=name, next=target, problem=problem, demo_roles=_demo_roles())


def _demo_roles() -> list[dict[str, Any]]:
    if not current_app.extensions[DEMO_DOOR]:
        return []
    return [
        {"role": row.role.value, "label": say().label(row.role), "name": row.name}
        for row in list_demo_accounts(signed_in.database())
    ]
