"""Problems as lines of a page or of a workbook: where, how bad, what is wrong, what to write instead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.problem import Severity
from landtrack.usecases.intake.report_words import problem_sentence
from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.intake.problem import Problem

MOST_SHOWN = 200
ORDER = tuple(Severity)


def severity_label(severity: Severity) -> str:
    """Return how bad it is, in the visitor's language."""
    text = say().text
    words = {Severity.ERROR: text("Error"), Severity.WARNING: text("Warning"), Severity.NOTE: text("Remark")}
    return words[severity]


def problem_line(problem: Problem) -> dict[str, Any]:
    """Return severity, its label, sheet, row, place ("F12", "dòng 12"), sentence and suggestion."""
    return {
        "severity": problem.severity.value,
        "label": severity_label(problem.severity),
        "sheet": problem.sheet,
        "row": problem.row,
        "place": _place(problem),
        "sentence": problem_sentence(problem, say()),
        "suggestion": problem.suggestion,
    }


def problem_groups(problems: Sequence[Problem], only: str = "", *, several: bool = False) -> list[dict[str, Any]]:
    """Return the problems by severity, the worst first: [{severity, label, count, lines, more}], each cut at 200.

    ``only`` is one severity, "" for all; ``several`` sheets: each place names its own, for row numbers begin anew.
    """
    counts = Counter(problem.severity for problem in problems)
    return [
        {
            "severity": severity.value,
            "label": severity_label(severity),
            "count": counts[severity],
            "lines": [_on_sheet(problem_line(problem), several=several) for problem in _first(problems, severity)],
            "more": max(counts[severity] - MOST_SHOWN, 0),
        }
        for severity in ORDER
        if counts[severity] and only in {"", severity.value}
    ]


def sorted_problems(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems as a person works them off: those of whole sheets first, then sheet by sheet, row by row."""
    places = {sheet: place for place, sheet in enumerate(dict.fromkeys(problem.sheet for problem in problems))}
    return sorted(
        problems,
        key=lambda problem: (
            problem.row is not None,
            places[problem.sheet],
            problem.row or 0,
            ORDER.index(problem.severity),
        ),
    )


def _first(problems: Sequence[Problem], severity: Severity) -> list[Problem]:
    found = [problem for problem in problems if problem.severity is severity]
    return sorted_problems(found)[:MOST_SHOWN]


def _on_sheet(line: dict[str, Any], *, several: bool) -> dict[str, Any]:
    if not several or not line["sheet"]:
        return line
    return {**line, "place": f"{line['sheet']}: {line['place']}" if line["place"] else line["sheet"]}


def _place(problem: Problem) -> str:
    if problem.cell:
        return problem.cell
    return say().text("row {row}", row=str(problem.row)) if problem.row is not None else ""
