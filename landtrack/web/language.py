"""The language of a page: the visitor's choice in a cookie, else the server's setting; and words for templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app, g, request

from landtrack.messages import catalogue
from landtrack.settings import LANGUAGES

if TYPE_CHECKING:
    from flask import Flask

    from landtrack.messages import Catalogue
    from landtrack.settings import Settings

COOKIE = "language"
SETTINGS = "landtrack.settings"


def settings() -> Settings:
    """Return the settings of this application."""
    found: Settings = current_app.extensions[SETTINGS]
    return found


def say() -> Catalogue:
    """Return the catalogue of the visitor's language."""
    if "say" not in g:
        chosen = request.cookies.get(COOKIE)
        g.say = catalogue(chosen if chosen in LANGUAGES else settings().language)
    found: Catalogue = g.say
    return found


def speak(app: Flask) -> None:
    """Give every template the words, numbers and days of the visitor's language."""

    @app.context_processor
    def _words() -> dict[str, Any]:
        words = say()
        return {
            "language": words.language,
            "_": words.text,
            "label": words.label,
            "number": words.number,
            "area": words.area,
            "hectares": words.hectares,
            "percent": words.percent,
            "day": words.day,
            "moment": words.moment,
        }
