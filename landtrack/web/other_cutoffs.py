"""Lists by other cutoffs than those of their moment: a comparison bands both its ends by the cutoffs of the second."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import request

from landtrack.domain.cutoff import Cutoffs
from landtrack.domain.question import parse_day

if TYPE_CHECKING:
    from landtrack.web.choices import Choice

CUTOFFS = "cutoffs"


def spelled_cutoffs(cutoffs: Cutoffs) -> str:
    """Return both days as an address names them: 2014-07-01/2020-06-11."""
    return f"{cutoffs.before.isoformat()}/{cutoffs.after.isoformat()}"


def with_cutoffs(choice: Choice) -> Choice:
    """Return the choice with the cutoffs that the address names; refuses days that are none, or in the wrong order."""
    text = request.args.get(CUTOFFS, "").strip()
    if not text:
        return choice
    before, _, after = text.partition("/")
    return replace(choice, question=replace(choice.question, cutoffs=Cutoffs(parse_day(before), parse_day(after))))


def other_cutoffs(choice: Choice) -> dict[str, str]:
    """Return what links to other parts of the same list pass on."""
    return {} if choice.question.cutoffs is None else {CUTOFFS: spelled_cutoffs(choice.question.cutoffs)}
