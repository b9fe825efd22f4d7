"""Who is signed in: a session names an account and its session key, and ends when either is no longer true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import current_app, g, request, session
from flask_login import LoginManager, current_user, login_user, logout_user

from landtrack.usecases.sign_in import reader_of_session

if TYPE_CHECKING:
    from flask import Flask

    from landtrack.domain.scope import Scope
    from landtrack.settings import Settings
    from landtrack.store.database import Database
    from landtrack.store.users import Account
    from landtrack.usecases.sign_in import Reader

LIFETIME = timedelta(hours=12)
DATABASE = "landtrack.database"


@dataclass(frozen=True, slots=True)
class SessionUser:
    """What flask-login asks of a user."""

    account: Account
    reader: Reader | None = None
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Return what the session keeps of the user."""
        return f"{self.account.id}.{self.account.session_key}"


def keep_sessions(app: Flask, settings: Settings) -> None:
    """Set up sessions: cookies that no script reads and no other site sends, for a working day."""
    app.config.update(
        SESSION_COOKIE_NAME="landtrack",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        # Else every answer carries a new cookie, and none could be cached.
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    manager = LoginManager()
    # It would mark sessions as "not fresh" when an address changes, which nothing here asks about.
    manager.session_protection = None
    # Its own variable for templates would ask the register again, also on the page that says it does not answer.
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(_load)


def begin(account: Account) -> None:
    """Sign in; whatever the session held before is forgotten."""
    session.clear()
    session.permanent = True
    login_user(SessionUser(account))


def end() -> None:
    """Sign out."""
    logout_user()
    session.clear()


def reader() -> Reader | None:
    """Return who is signed in; None when nobody is, or when the register could not be asked."""
    found: Reader | None = g.get("reader")
    return found


def recognise() -> Reader | None:
    """Ask the register who is signed in, once for each request."""
    g.reader = current_user.reader if current_user.is_authenticated else None
    return reader()


def signed_in() -> Reader:
    """Return who is signed in; the guard has seen to it that somebody is."""
    found = reader()
    if found is None:
        raise PermissionError
    return found


def scope() -> Scope:
    """Return the scope of who is signed in."""
    return signed_in().scope


def database() -> Database:
    """Return the register that this application serves."""
    found: Database = current_app.extensions[DATABASE]
    return found


def wants_json() -> bool:
    """Say whether the request is a script's, which reads JSON, rather than a person's."""
    return request.path.startswith("/api/")


def _load(kept: str) -> SessionUser | None:
    user_id, _, session_key = kept.partition(".")
    if not user_id.isdecimal():
        return None
    found = reader_of_session(database(), int(user_id), session_key)
    return None if found is None else SessionUser(found.account, found)
