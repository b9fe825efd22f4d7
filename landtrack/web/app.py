"""The web application, put together from the routes of each journey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask, url_for
from flask_wtf import CSRFProtect
from werkzeug.routing import IntegerConverter

from landtrack.domain.scope import Right
from landtrack.resources import shipped
from landtrack.store.register import is_demo
from landtrack.store.session_key import session_secret
from landtrack.web import access, joined_files, static_files
from landtrack.web.api import ROUTES as FEEDS
from landtrack.web.api.commune import KEPT_FEEDS
from landtrack.web.api.geometry import KEPT
from landtrack.web.checked import KEPT_CHECKS
from landtrack.web.failures import answer_failures
from landtrack.web.headers import harden
from landtrack.web.joined_files import join_files
from landtrack.web.language import SETTINGS, say, speak
from landtrack.web.packing import Kept
from landtrack.web.pages import ROUTES as PAGES
from landtrack.web.pages.home import own_commune
from landtrack.web.pages.sign_in import DEMO_DOOR
from landtrack.web.signed_in import DATABASE, keep_sessions, reader
from landtrack.web.static_files import serve_files
from landtrack.web.throttle import throttle
from landtrack.web.uploads.service import keep_uploads

if TYPE_CHECKING:
    from landtrack.settings import Settings
    from landtrack.store.database import Database

LARGEST_REQUEST = 64 * 1024
SHAPES_KEPT = 40
CHECKS_KEPT = 8


class RowNumber(IntegerConverter):
    """A number in an address: no longer than those that rows have, which any register can hold."""

    regex = r"\d{1,9}"


def create_app(database: Database, settings: Settings, *, loopback: bool) -> Flask:
    """Return the application over a register.

    ``loopback`` says that only this machine can reach the server: then, and only for a demo register, the sign-in page
    has a button for each role. Raises UndeclaredAccessError if a route declares not who may open it.
    """
    app = Flask("landtrack.web", static_folder=None, template_folder=str(shipped("templates")))
    app.url_map.converters["int"] = RowNumber
    app.secret_key = settings.secret_key or session_secret(database)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST)
    with database.reading() as view:
        demo = is_demo(view)
    app.extensions.update(
        {
            DATABASE: database,
            SETTINGS: settings,
            DEMO_DOOR: demo and loopback,
            KEPT: Kept(SHAPES_KEPT),
            KEPT_FEEDS: Kept(SHAPES_KEPT),
            KEPT_CHECKS: Kept(CHECKS_KEPT),
        }
    )
    keep_sessions(app, settings)
    keep_uploads(app, settings)
    # The guard runs first: whoever is not signed in hears that, before anything else is looked at.
    app.before_request(access.guard)
    _protect_forms(app)
    for setup in (answer_failures, speak, serve_files, join_files):
        setup(app)
    harden(app, settings)
    app.context_processor(lambda: _visitor(demo=demo))
    for routes in (static_files.routes, joined_files.routes, *PAGES, *FEEDS):
        routes.add_to(app)
    throttle(app, "sign_in_form")
    access.check_declared(app)
    return app


def _protect_forms(app: Flask) -> None:
    # As long as the session; checked on every request that is no GET, forms and scripts alike.
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_HEADERS=["X-CSRFToken"])
    CSRFProtect(app)


def _visitor(*, demo: bool) -> dict[str, Any]:
    """Return what templates know of the visitor."""
    who = reader()
    rights = frozenset() if who is None else who.scope.rights
    user = (
        None
        if who is None
        else {
            "name": who.account.name,
            "role": who.account.role.value,
            "role_label": say().label(who.account.role),
            "units": [unit.full_name for unit in who.units],
            "home": url_for("dashboard"),
            "commune": own_commune(who),
        }
    )
    return {"user": user, "is_demo": demo, "may": lambda right: Right(right) in rights}
