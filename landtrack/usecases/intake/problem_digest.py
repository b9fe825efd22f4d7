"""What the log keeps of an import's problems: which, how many, where. Never the words of a cell.

A cell may hold a name, in whatever column it was typed, and the log cannot forget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.domain.intake.problem import Problem

MOST_PLACES = 50


def digest_of(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return one row for each severity and code: how often, and the first places (cell, or row), as JSON values."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for problem in problems:
        key = (problem.severity.value, problem.code)
        row = found.setdefault(key, {"severity": key[0], "code": key[1], "count": 0, "places": []})
        row["count"] += 1
        place = problem.cell or ("" if problem.row is None else str(problem.row))
        if place and len(row["places"]) < MOST_PLACES:
            row["places"].append(place)
    return list(found.values())
