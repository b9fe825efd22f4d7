"""What is due and overdue in the reader's cases, as the first page shows it: the counts and the oldest few."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from landtrack.domain.deadlines.due import DAYS_AHEAD, DueStanding
from landtrack.usecases.deadlines.show_due import show_due
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from landtrack.domain.deadlines.due import DueLine
    from landtrack.web.choices import Choice

SHOWN = 6


def due_summary(choice: Choice) -> dict[str, Any] | None:
    """Return the block of the first page, with what is overdue or else due soon; None where no case is unresolved."""
    found = show_due(database(), scope(), choice.question, DAYS_AHEAD, DueStanding.OVERDUE, count=SHOWN)
    if not found.lines and found.summary.whole.soon:
        found = show_due(database(), scope(), choice.question, DAYS_AHEAD, DueStanding.SOON, count=SHOWN)
    counts = found.summary.whole
    if not counts.all:
        return None
    return {
        "overdue": counts.overdue,
        "soon": counts.soon,
        "days": DAYS_AHEAD,
        "href": url_for("due", **choice.query),
        "overdue_href": _list(DueStanding.OVERDUE, choice),
        "soon_href": _list(DueStanding.SOON, choice),
        "rows": [_row(line, choice) for line in found.lines],
    }


def _list(standing: DueStanding, choice: Choice) -> str:
    return url_for("due", show=standing.value, **choice.query)


def _row(line: DueLine, choice: Choice) -> dict[str, Any]:
    words, case, due = say(), line.case, line.waiting.shown
    href = url_for("commune", code=case.unit_code, case=case.code, **choice.query) if case.unit_code else None
    days = line.days_late
    return {
        "code": case.code,
        "href": href,
        "unit": case.unit,
        "what": words.label(due.duty) if due else "",
        "due_text": words.day(due.due) if due else "",
        "late": words.text("{count} days late", count=days)
        if days > 0
        else words.text("{count} days left", count=-days),
        "overdue": days > 0,
    }
