"""One case: its panel, and the changes of its status. What somebody else changed meanwhile is never overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.scope import Right
from landtrack.usecases.change_status import change_status, undo_change
from landtrack.usecases.show_case import show_case
from landtrack.web.access import Routes, needs
from landtrack.web.api.case_answer import answered, page_choice, panel_in, spelled
from landtrack.web.api.draft import field_of, read_draft, read_note
from landtrack.web.api.sent import read_seen
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask import Response

routes = Routes()


@routes.get("/api/case/<code>", needs(Right.SEE_CASES))
def api_case(code: str) -> Response:
    """Return the panel of a case in the question of the page."""
    choice = page_choice()
    return feed(panel_in(show_case(database(), scope(), spelled(code), choice.question), choice))


@routes.post("/api/case/<code>/change", needs(Right.CHANGE_CASES))
def api_case_change(code: str) -> Response:
    """Record a status change."""
    case = spelled(code)
    return answered(case, lambda: change_status(database(), scope(), case, read_draft(), seen=read_seen()), field_of)


@routes.post("/api/case/<code>/undo", needs(Right.CHANGE_CASES))
def api_case_undo(code: str) -> Response:
    """Take back the last change."""
    case = spelled(code)
    return answered(case, lambda: undo_change(database(), scope(), case, seen=read_seen(), note=read_note()), field_of)
