"""Who holds the land of a case: asked for by a button, and kept in the log that it was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.scope import Right
from landtrack.usecases.keep_identity import show_identity
from landtrack.web.access import Routes, needs
from landtrack.web.api.case_answer import spelled
from landtrack.web.api.sent import sent_body
from landtrack.web.language import say
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask import Response

    from landtrack.domain.identity import Identity

routes = Routes()


@routes.post("/api/case/<code>/identity", needs(Right.SEE_IDENTITIES))
def api_case_identity(code: str) -> Response:
    """Return the holder, null if none is kept: name and last digits or, asked for ``full``, all of it."""
    full = sent_body().get("full") is True
    found = show_identity(database(), scope(), spelled(code), masked=not full)
    response = feed({"identity": None if found is None else _lines(found), "full": full})
    response.headers["Cache-Control"] = "no-store"
    return response


def _lines(identity: Identity) -> list[dict[str, Any]]:
    words = say()
    rows = (
        (words.text("Name"), identity.name),
        (words.text("Identity number"), identity.id_number),
        (words.text("Address"), identity.address),
        (words.text("Telephone"), identity.phone),
    )
    return [{"label": label, "value": value} for label, value in rows if value]
