"""The lists behind a comparison: of one line, of all lines of a step, of both steps together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import url_for

from landtrack.domain.bridges.bridge import LINES
from landtrack.domain.bridges.movement import EVENTS, KNOWLEDGE, Movement
from landtrack.domain.errors import Refusal
from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from landtrack.domain.cutoff import Band

LEARNED, HAPPENED, CHANGED = "learned", "happened", "changed"
STEPS: Mapping[str, tuple[Movement, ...]] = {LEARNED: KNOWLEDGE, HAPPENED: EVENTS, CHANGED: LINES}
"""What a list may be about beside single lines: the steps of a bridge, and both of them."""


@dataclass(frozen=True, slots=True)
class ListedLines:
    """What a list is about: its name in the address and on the page, and of which step it is (0: of both)."""

    value: str
    label: str
    step: int
    lines: Collection[Movement]


def listed_lines(text: str) -> ListedLines:
    """Return what a list with this name in its address is about; refuses (``bridge.line_unknown``) any other name."""
    words = say()
    if text in STEPS:
        names = {
            LEARNED: words.text("What was entered late or corrected"),
            HAPPENED: words.text("What happened since"),
            CHANGED: words.text("All that changed"),
        }
        return ListedLines(text, names[text], {LEARNED: 1, HAPPENED: 2}.get(text, 0), frozenset(STEPS[text]))
    if text not in set(Movement):
        raise Refusal("bridge.line_unknown", text=text[:40], choices=", ".join(Movement))
    line = Movement(text)
    return ListedLines(line.value, words.label(line), 1 if line in KNOWLEDGE else 2, frozenset({line}))


def changes_address(
    days: tuple[date, date], known_at: datetime, frame: date, place: tuple[str | None, Band | None], **what: str
) -> str:
    """Return the address of the cases that changed between the ends of two days, as known at one moment.

    ``place`` is a unit of the frame and a band, None for all; ``what`` has ``line`` and perhaps ``column``.
    """
    unit, band = place
    query: dict[str, Any] = {
        "from": days[0].isoformat(),
        "from_known_at": known_at.isoformat(),
        "to": days[1].isoformat(),
        "to_known_at": known_at.isoformat(),
        "frame": frame.isoformat(),
        **({} if unit is None else {"unit": unit}),
        **({} if band is None else {"band": band.value}),
        **what,
    }
    return url_for("diff_cases", **query)
