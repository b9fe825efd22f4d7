"""The office's words for codes as a request asks for them: as known at the moment in its address, read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, request

from landtrack.domain.errors import Refusal
from landtrack.domain.question import parse_moment
from landtrack.usecases.tables.vocabulary import show_vocabulary
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from datetime import datetime

    from landtrack.domain.vocabulary import Vocabulary


def vocabulary() -> Vocabulary:
    """Return the kinds, forms and land types as known at the moment that the request names, else now."""
    found: Vocabulary | None = g.get("vocabulary")
    if found is None:
        found = g.vocabulary = show_vocabulary(database(), scope(), _moment())
    return found


def kind_name(code: str) -> str:
    """Return the name of a kind of violation in the visitor's language."""
    return vocabulary().kind(code, say().language)


def form_name(code: str | None) -> str:
    """Return the name of a form of resolution; "" for none."""
    return vocabulary().form(code, say().language) if code else ""


def _moment() -> datetime | None:
    text = request.values.get("known_at", "").strip()
    try:
        return parse_moment(text) if text else None
    except Refusal:
        # Whoever answers the question says so; a page then shows the present.
        return None
