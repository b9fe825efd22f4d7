"""What the page gets after a change of a case: its row, its panel and the figures anew; or what stood in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, request

from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.scope import Right
from landtrack.usecases.report_progress import report_progress
from landtrack.usecases.show_case import show_case
from landtrack.web.api.panel import panel
from landtrack.web.choices import asked
from landtrack.web.failures import REFUSED, error_block, status_of
from landtrack.web.figures import whole_figures
from landtrack.web.packing import feed
from landtrack.web.rows import numbered
from landtrack.web.signed_in import database, scope
from landtrack.web.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.history import CaseHistory
    from landtrack.usecases.show_case import CaseSheet
    from landtrack.web.choices import Choice

CONFLICT = 409


def answered(
    code: str,
    change: Callable[[], CaseHistory],
    field_of: Callable[[Refusal], str | None],
    theirs: Callable[[], dict[str, Any]] = dict,
) -> Response:
    """Make the change and return what the page shows anew.

    ``code`` is the case's, "" for one that the change makes; ``field_of`` names the field of a refusal; ``theirs`` is
    what a conflict says beside the panel.
    """
    try:
        made = change()
    except Conflict as conflict:
        return feed({"error": error_block(conflict), **afterwards(code), **theirs()}, CONFLICT)
    except Refusal as refusal:
        if status_of(refusal) != REFUSED:
            raise
        return feed({"error": error_block(refusal), "field": field_of(refusal)}, REFUSED)
    return feed(afterwards(made.code))


def afterwards(code: str) -> dict[str, Any]:
    """Return what the page shows anew: the case's row in its list, its panel, and the figures of its commune."""
    choice = page_choice()
    sheet = show_case(database(), scope(), code, choice.question)
    progress = report_progress(database(), scope(), choice.question)
    kinds = list(vocabulary().kinds)
    return {
        "case": numbered([sheet.row], kinds)[0] if sheet.row else None,
        "kinds": kinds,
        "panel": panel_in(sheet, choice),
        "figures": whole_figures(progress),
    }


def panel_in(sheet: CaseSheet, choice: Choice) -> dict[str, Any]:
    """Return the panel of a case in the question of the page."""
    may_ask = Right.SEE_IDENTITIES in scope().rights
    return {**panel(sheet, looking_back="known_at" in choice.query), "may_see_holder": may_ask}


def page_choice() -> Choice:
    """Return the page's choice; ``unit`` in the address is the commune that the page shows."""
    return asked(request.args.get("unit") or None)


def spelled(code: str) -> str:
    """Return a case code of an address as the register spells it."""
    return code.strip().upper()
