"""What every answer tells the browser to refuse: foreign scripts, frames, guesses, and copies of pages."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import g, request

if TYPE_CHECKING:
    from flask import Flask, Response

    from landtrack.settings import Settings

FOREVER = "private, max-age=31536000, immutable"
A_DAY = "private, max-age=86400"


def nonce() -> str:
    """Return the number that this answer's inline scripts and styles carry, and no others."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    found: str = g.nonce
    return found


def harden(app: Flask, settings: Settings) -> None:
    """Set the headers on every answer, errors included."""
    images = " ".join(["'self'", "data:", *([_origin(settings.basemap_url)] if settings.basemap_url else [])])

    @app.context_processor
    def _nonce() -> dict[str, str]:
        return {"nonce": nonce()}

    @app.after_request
    def _headers(response: Response) -> Response:
        headers = response.headers
        headers["Content-Security-Policy"] = _policy(nonce(), images)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Referrer-Policy"] = "same-origin"
        # In the field a case is put where the phone is, when its user asks for it.
        headers["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if settings.https:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        # Before Flask's default of send_file: what a route has not said is never kept, on no disk.
        if "Cache-Control" not in headers or request.endpoint is None:
            headers["Cache-Control"] = "no-store"
        return response


def _policy(number: str, images: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{number}'",
            f"style-src 'self' 'nonce-{number}'",
            f"img-src {images}",
            "connect-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


def _origin(url: str) -> str:
    """Return the origin of a tile address for the policy; "{s}." stands for any host before it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
