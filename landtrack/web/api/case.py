"""One case: its panel, and the changes made in it. What somebody else changed meanwhile is shown, never overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, request

from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.scope import Right
from landtrack.usecases.change_status import change_status, undo_change
from landtrack.usecases.report_progress import report_progress
from landtrack.usecases.show_case import show_case
from landtrack.web.access import Routes, needs
from landtrack.web.api.draft import field_of, read_draft, read_note, read_seen
from landtrack.web.api.panel import panel
from landtrack.web.choices import asked
from landtrack.web.failures import REFUSED, error_block, status_of
from landtrack.web.figures import whole_figures
from landtrack.web.packing import feed
from landtrack.web.rows import numbered
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.history import CaseHistory
    from landtrack.usecases.show_case import CaseSheet
    from landtrack.web.choices import Choice

CONFLICT = 409

routes = Routes()


@routes.get("/api/case/<code>", needs(Right.SEE_CASES))
def api_case(code: str) -> Response:
    """Return the panel of a case in the question of the page."""
    choice = _choice()
    return feed(_panel(show_case(database(), scope(), _spelled(code), choice.question), choice))


@routes.post("/api/case/<code>/change", needs(Right.CHANGE_CASES))
def api_case_change(code: str) -> Response:
    """Record a status change."""
    spelled = _spelled(code)
    return _changed(spelled, lambda: change_status(database(), scope(), spelled, read_draft(), seen=read_seen()))


@routes.post("/api/case/<code>/undo", needs(Right.CHANGE_CASES))
def api_case_undo(code: str) -> Response:
    """Take back the last change."""
    spelled = _spelled(code)
    return _changed(spelled, lambda: undo_change(database(), scope(), spelled, seen=read_seen(), note=read_note()))


def _changed(code: str, change: Callable[[], CaseHistory]) -> Response:
    choice = _choice()
    try:
        change()
    except Conflict as conflict:
        return feed({"error": error_block(conflict), **_afterwards(code, choice)}, CONFLICT)
    except Refusal as refusal:
        if status_of(refusal) != REFUSED:
            raise
        return feed({"error": error_block(refusal), "field": field_of(refusal)}, REFUSED)
    return feed(_afterwards(code, _choice()))


def _afterwards(code: str, choice: Choice) -> dict[str, Any]:
    """Return what the page shows anew: the case's row in its list, its panel, and the figures of its commune."""
    sheet = show_case(database(), scope(), code, choice.question)
    progress = report_progress(database(), scope(), choice.question)
    return {
        "case": numbered([sheet.row])[0] if sheet.row else None,
        "panel": _panel(sheet, choice),
        "figures": whole_figures(progress),
    }


def _panel(sheet: CaseSheet, choice: Choice) -> dict[str, Any]:
    return panel(sheet, looking_back="known_at" in choice.query)


def _choice() -> Choice:
    """Return the page's choice; ``unit`` in the address is the commune that the page shows."""
    return asked(request.args.get("unit") or None)


def _spelled(code: str) -> str:
    return code.strip().upper()
