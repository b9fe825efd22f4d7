"""A bridge between two moments as pages show it: rows of signed figures, each of which leads to its cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import url_for

from landtrack.domain.bridges.movement import EVENTS, KNOWLEDGE
from landtrack.domain.progress import Measure
from landtrack.web.bridge_lists import HAPPENED, LEARNED
from landtrack.web.cell_links import unit_cell
from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from landtrack.domain.bridges.bridge import Bridge, Cell
    from landtrack.domain.bridges.movement import Movement
    from landtrack.domain.cutoff import Band
    from landtrack.domain.question import Question
    from landtrack.web.two_moments import TwoMoments

MINUS = "\N{MINUS SIGN}"
COLUMNS: Mapping[str, str] = {
    "cases": "cases",
    "area": "area_ha",
    "resolved": "resolved",
    "resolved_area": "resolved_ha",
    "in_hand": "in_hand",
    "open": "open",
}
"""Fields of a measure, and the columns of a cell that they are shown in."""
AREAS = frozenset({"area", "resolved_area"})
SHORT: Mapping[str, str] = {"cases": "area", "resolved": "resolved_area", "open": ""}
"""The columns of the tables by band and by unit, and the area that stands below each."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A bridge looked at in one unit (id and code; None: all) and one band (None: all)."""

    bridge: Bridge
    asked: TwoMoments
    unit: tuple[int, str] | None = None
    band: Band | None = None

    def total(self, part: Mapping[Cell, Measure]) -> Measure:
        """Return the sum of a part of the bridge, narrowed."""
        return self.bridge.total(part, None if self.unit is None else self.unit[0], self.band)

    def step(self, lines: Iterable[Movement]) -> Measure:
        """Return what all these lines add together."""
        found = Measure()
        for line in lines:
            found += self.total(self.bridge.lines[line])
        return found


def signed(field: str, value: int) -> str:
    """Return a change with its sign, in hectares or as a count; a dash for none, no sign for what rounds to nothing."""
    if value == 0:
        return "–"
    text = say().hectares(abs(value)) if field in AREAS else say().number(abs(value))
    if not text.strip("0.,"):
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def plain(field: str, value: int) -> str:
    """Return a figure at one end of the bridge."""
    return say().hectares(value) if field in AREAS else say().number(value)


def bridge_rows(found: Narrowed) -> dict[str, Any]:
    """Return the whole table: opening, the lines of both steps with their sums, closing."""
    return {
        "opening": _end(found, found.bridge.opening, found.asked.opening),
        "steps": [_step(found, 1, KNOWLEDGE), _step(found, 2, EVENTS)],
        "closing": _end(found, found.bridge.closing, found.asked.closing),
    }


def headline(found: Narrowed) -> list[dict[str, Any]]:
    """Return, for each column, how it was and is, and the difference."""
    before, after = found.total(found.bridge.opening), found.total(found.bridge.closing)
    return [
        {
            "field": field,
            "before": plain(field, getattr(before, field)),
            "after": plain(field, getattr(after, field)),
            "change": signed(field, getattr(after, field) - getattr(before, field)),
            "grew": getattr(after, field) > getattr(before, field),
            "same": getattr(after, field) == getattr(before, field),
        }
        for field in ("cases", "resolved", "resolved_area", "open")
    ]


def short_row(found: Narrowed) -> dict[str, Any]:
    """Return one line of a table by band or by unit: opening, both steps and closing of the short columns.

    Each of the four is a count, and the area below it where there is one.
    """
    parts = (
        _end(found, found.bridge.opening, found.asked.opening),
        _cells(found.step(KNOWLEDGE), LEARNED, found),
        _cells(found.step(EVENTS), HAPPENED, found),
        _end(found, found.bridge.closing, found.asked.closing),
    )
    fields = list(COLUMNS)
    return {
        field: [[part[fields.index(name)] for name in (field, area) if name] for part in parts]
        for field, area in SHORT.items()
    }


def _step(found: Narrowed, number: int, lines: tuple[Movement, ...]) -> dict[str, Any]:
    return {
        "number": number,
        "sum": _cells(found.step(lines), LEARNED if lines is KNOWLEDGE else HAPPENED, found),
        "lines": [
            {
                "line": line.value,
                "label": say().label(line),
                "cells": _cells(found.total(found.bridge.lines[line]), line.value, found),
            }
            for line in lines
        ],
    }


def _cells(measure: Measure, line: str, found: Narrowed) -> list[dict[str, Any]]:
    query = {
        **found.asked.query,
        **({} if found.unit is None else {"unit": found.unit[1]}),
        **({} if found.band is None else {"band": found.band.value}),
    }
    return [
        {
            "text": signed(field, getattr(measure, field)),
            "none": getattr(measure, field) == 0,
            "href": None
            if getattr(measure, field) == 0
            else url_for("diff_cases", **query, line=line, column=COLUMNS[field]),
        }
        for field in COLUMNS
    ]


def _end(found: Narrowed, part: Mapping[Cell, Measure], question: Question) -> list[dict[str, Any]]:
    measure, query = found.total(part), found.asked.end_query(question)
    unit = None if found.unit is None else found.unit[1]
    return [
        {
            "text": plain(field, getattr(measure, field)),
            "none": False,
            "href": unit_cell(unit, found.band, column, query),
        }
        for field, column in COLUMNS.items()
    ]
