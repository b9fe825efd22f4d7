"""The token of a page that was open while its session ended and another began: so that what was typed can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_wtf.csrf import generate_csrf

from landtrack.web.access import SIGNED_IN, Routes
from landtrack.web.packing import feed
from landtrack.web.signed_in import signed_in

if TYPE_CHECKING:
    from flask import Response

routes = Routes()


@routes.get("/api/token", SIGNED_IN)
def api_token() -> Response:
    """Return the token of the present session and whose it is: a page sends nothing in another person's name."""
    answer = feed({"csrf": generate_csrf(), "user": signed_in().account.name})
    answer.headers["Cache-Control"] = "no-store"
    return answer
