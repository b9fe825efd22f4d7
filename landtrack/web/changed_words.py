"""What changed, in words: "+3 newly found", each leading to its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from landtrack.domain.bridges.movement import EVENTS, KNOWLEDGE, Movement
from landtrack.web.bridge_table import plain, signed
from landtrack.web.language import say

if TYPE_CHECKING:
    from landtrack.domain.question import Question
    from landtrack.usecases.show_dashboard import Span

GOOD = frozenset({Movement.RESOLVED, Movement.PARTLY_RESOLVED, Movement.TAKEN_IN_HAND})
MORE = frozenset({Movement.NEWLY_FOUND, Movement.ENTERED_LATE, Movement.INCLUDED_AGAIN})
LESS = frozenset({Movement.WITHDRAWN, Movement.EXCLUDED})


def changed_words(span: Span) -> dict[str, Any]:
    """Return the two days, the lines that have cases, and how many cases were open before and are now."""
    bridge, words = span.bridge, say()
    query = _query(span.opening, span.closing)
    before, after = bridge.total(bridge.opening), bridge.total(bridge.closing)
    return {
        "first": words.day(span.opening.as_of),
        "last": words.day(span.closing.as_of),
        "href": url_for("diff", **query),
        "lines": [_line(span, line, query) for line in (*EVENTS, *KNOWLEDGE) if span.cases.get(line)],
        "ends": [
            {
                "field": field,
                "before": plain(field, getattr(before, field)),
                "after": plain(field, getattr(after, field)),
                "change": signed(field, getattr(after, field) - getattr(before, field)),
                "same": getattr(after, field) == getattr(before, field),
            }
            for field in ("resolved", "open")
        ],
        "closes": not bridge.left_over(),
    }


def _line(span: Span, line: Movement, query: dict[str, Any]) -> dict[str, Any]:
    sign = "+" if line in MORE else "\N{MINUS SIGN}" if line in LESS else ""
    return {
        "line": line.value,
        "count": sign + say().number(span.cases[line]),
        "label": say().label(line),
        "good": line in GOOD,
        "href": url_for("diff_cases", **query, line=line.value),
    }


def _query(opening: Question, closing: Question) -> dict[str, Any]:
    return {
        "from": opening.as_of.isoformat(),
        "from_known_at": opening.known_at.isoformat(),
        "to": closing.as_of.isoformat(),
        "to_known_at": closing.known_at.isoformat(),
        "frame": closing.frame_day.isoformat(),
    }
