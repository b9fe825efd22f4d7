"""What a script sent as JSON: every value checked for its kind before anything is asked of it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from flask import request

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Term = TypeVar("Term", bound=StrEnum)

# Half of a pair that JSON writes a letter with: alone it is none, and neither a database nor an answer can hold it.
HALF_LETTER = re.compile("[\ud800-\udfff]")


def sent_body() -> dict[str, Any]:
    """Return the JSON object of the request; refuse anything else."""
    try:
        sent = request.get_json(silent=True)
    except RecursionError:  # nested deeper than anybody writes
        sent = None
    if not isinstance(sent, dict):
        raise Refusal("http.bad_request")
    return sent


def sent_text(sent: dict[str, Any], name: str) -> str:
    """Return a text without spaces around it, "" where it is left out; refuse another kind of value."""
    value = sent.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or HALF_LETTER.search(value):
        raise Refusal("http.bad_request")
    return value.strip()


def sent_number(sent: dict[str, Any], name: str) -> int:
    """Return a whole number; refuse another kind of value, or none."""
    value = sent.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refusal("http.bad_request")
    return value


def sent_term(terms: type[Term], text: str) -> Term | None:
    """Return the term with this value, None for ""; refuse ``choice.unknown``."""
    return terms(one_of(text, [term.value for term in terms])) if text else None


def one_of(text: str, choices: Collection[str]) -> str:
    """Return the text if it is one of the choices; refuse ``choice.unknown``."""
    if text not in choices:
        raise Refusal("choice.unknown", text=text[:40], choices=", ".join(choices))
    return text


def read_seen() -> int:
    """Return the version of the case that the person saw; a change without it is refused: it would be blind."""
    return sent_number(sent_body(), "seen")


@contextmanager
def about(field: str) -> Iterator[None]:
    """Say of a refusal which field of the form it is about."""
    try:
        yield
    except Refusal as refusal:
        refusal.arguments["field"] = field
        raise
