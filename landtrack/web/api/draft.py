"""A status change as the panel's form sends it: every value checked for its kind before anything is asked of it."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from flask import request

from landtrack.domain.case import LONGEST_TEXT
from landtrack.domain.errors import Refusal
from landtrack.domain.quantity import parse_square_metres
from landtrack.domain.question import parse_day
from landtrack.domain.status import ChangeDraft, Exclusion, Form, Status
from landtrack.domain.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Term = TypeVar("Term", bound=StrEnum)

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
    sent = _sent()
    action = _one_of(_text(sent, "action"), ACTIONS)
    with _about("day"):
        day = parse_day(_text(sent, "day"))
    with _about("form"):
        form = _term(Form, _text(sent, "form"))
    with _about("resolved_m2"):
        resolved = _text(sent, "resolved_m2")
        resolved_area = parse_square_metres(resolved) if resolved else None
    with _about("exclusion"):
        exclusion = _term(Exclusion, _text(sent, "exclusion"))
    with _about("decision_number"):
        decision_number = clean_text(_text(sent, "decision_number"), LONGEST_TEXT)
    return ChangeDraft(ACTIONS[action], day, form, resolved_area, exclusion, decision_number, read_note())


def read_note() -> str:
    """Return the note of a change or an undo."""
    with _about("note"):
        return clean_text(_text(_sent(), "note"), LONGEST_NOTE)


def read_seen() -> int:
    """Return the version of the case that the person saw; a change without it is refused: it would be blind."""
    seen = _sent().get("seen")
    if not isinstance(seen, int) or isinstance(seen, bool):
        raise Refusal("http.bad_request")
    return seen


def field_of(refusal: Refusal) -> str | None:
    """Return the field of the form that a refusal is about; None if it is about the change as a whole."""
    known = next((field for start, field in FIELDS.items() if refusal.code.startswith(start)), None)
    return str(refusal.arguments["field"]) if "field" in refusal.arguments else known


@contextmanager
def _about(field: str) -> Iterator[None]:
    """Say of a refusal which field it is about."""
    try:
        yield
    except Refusal as refusal:
        refusal.arguments["field"] = field
        raise


def _sent() -> dict[str, Any]:
    try:
        sent = request.get_json(silent=True)
    except RecursionError:  # nested deeper than anybody writes
        sent = None
    if not isinstance(sent, dict):
        raise Refusal("http.bad_request")
    return sent


def _text(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal("http.bad_request")
    return value.strip()


def _term(terms: type[Term], text: str) -> Term | None:
    return terms(_one_of(text, [term.value for term in terms])) if text else None


def _one_of(text: str, choices: Collection[str]) -> str:
    if text not in choices:
        raise Refusal("choice.unknown", text=text[:40], choices=", ".join(choices))
    return text
