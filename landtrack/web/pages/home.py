"""Where one begins, the choice of language, and the question of other machines whether the server is well."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import abort, jsonify, redirect, request, url_for

from landtrack.settings import LANGUAGES
from landtrack.web.access import PUBLIC, SIGNED_IN, Routes
from landtrack.web.language import COOKIE, settings
from landtrack.web.signed_in import database

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from landtrack.usecases.sign_in import Reader

A_YEAR = 365 * 24 * 3600

routes = Routes()


@routes.get("/", SIGNED_IN)
def home() -> ResponseReturnValue:
    """Go to the page that everybody's work begins on."""
    return redirect(url_for("dashboard"))


@routes.post("/language", PUBLIC)
def language() -> ResponseReturnValue:
    """Keep the visitor's choice of language and go back."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        abort(400)
    answer = redirect(safe_target(request.form.get("next", "")) or url_for("home"))
    answer.set_cookie(COOKIE, chosen, max_age=A_YEAR, secure=settings().https, httponly=True, samesite="Lax")
    return answer


@routes.get("/healthz", PUBLIC)
def healthz() -> ResponseReturnValue:
    """Say that the server and its database answer; nothing more."""
    with database().reading():
        return jsonify({"status": "ok"})


def own_commune(who: Reader) -> str | None:
    """Return the page of the visitor's commune, if one is all that he may see."""
    return url_for("commune", code=who.units[0].code) if len(who.units) == 1 else None


def safe_target(address: str) -> str | None:
    """Return an address to go on to if it is a path of our own, else None: nobody is sent elsewhere from here."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as "//[", the beginning of a host
        return None
    own = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith("//")
    clean = not any(letter in address for letter in "\\\r\n\t")
    return address if own and clean else None
