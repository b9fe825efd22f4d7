"""Slowing down who guesses passwords: by address, and by user name wherever it is tried from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from landtrack.web.failures import REFUSED

if TYPE_CHECKING:
    from flask import Flask, Response

BY_ADDRESS = "30 per 5 minutes"
BY_NAME = "10 per 5 minutes"


def throttle(app: Flask, endpoint: str) -> None:
    """Limit failed attempts at an endpoint; others count for nothing, so an office behind one address works on."""
    app.config["RATELIMIT_HEADERS_ENABLED"] = True
    # Counted by this process: a register is served by one (docs/decisions/sign-in.md).
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    view: Any = app.view_functions[endpoint]
    for limit, key in ((BY_NAME, _name), (BY_ADDRESS, get_remote_address)):
        view = limiter.limit(limit, key_func=key, deduct_when=_failed)(view)
    app.view_functions[endpoint] = view


def _name() -> str:
    # The limiter skips an empty key; who leaves the name out guesses nobody's password, but is counted too.
    return request.form.get("name", "").strip().casefold()[:100] or "-"


def _failed(response: Response) -> bool:
    return response.status_code == REFUSED
