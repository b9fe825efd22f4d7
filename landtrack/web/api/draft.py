"""A status change as the panel's form sends it: every value checked for its kind before anything is asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.case import LONGEST_TEXT
from landtrack.domain.quantity import parse_square_metres
from landtrack.domain.question import parse_day
from landtrack.domain.status import ChangeDraft, Exclusion, Status
from landtrack.domain.text import clean_text
from landtrack.web.api.sent import about, one_of, sent_body, sent_term, sent_text

if TYPE_CHECKING:
    from landtrack.domain.errors import Refusal

LONGEST_NOTE = LONGEST_TEXT * 4
REOPEN = "reopen"
# The form has no action "open": what a person does is to reopen.
ACTIONS = {status.value: status for status in Status if status is not Status.OPEN} | {REOPEN: Status.OPEN}

# Which field of the form the domain's refusals are about.
FIELDS = {
    "change.in_future": "day",
    "change.before_found": "day",
    "change.form_": "form",
    "change.area_": "resolved_m2",
    "change.reason_": "exclusion",
}


def read_draft() -> ChangeDraft:
    """Return the change that the request proposes; refuse what cannot be read."""
    sent = sent_body()
    action = one_of(sent_text(sent, "action"), ACTIONS)
    with about("day"):
        day = parse_day(sent_text(sent, "day"))
    with about("form"):
        # Whether there is such a form, its table says when the change is recorded.
        form = sent_text(sent, "form") or None
    with about("resolved_m2"):
        resolved = sent_text(sent, "resolved_m2")
        resolved_area = parse_square_metres(resolved) if resolved else None
    with about("exclusion"):
        exclusion = sent_term(Exclusion, sent_text(sent, "exclusion"))
    with about("decision_number"):
        decision_number = clean_text(sent_text(sent, "decision_number"), LONGEST_TEXT)
    return ChangeDraft(ACTIONS[action], day, form, resolved_area, exclusion, decision_number, read_note())


def read_note() -> str:
    """Return the note of a change or an undo."""
    with about("note"):
        return clean_text(sent_text(sent_body(), "note"), LONGEST_NOTE)


def field_of(refusal: Refusal) -> str | None:
    """Return the field of the form that a refusal is about; None if it is about the change as a whole."""
    known = next((field for start, field in FIELDS.items() if refusal.code.startswith(start)), None)
    return str(refusal.arguments["field"]) if "field" in refusal.arguments else known
