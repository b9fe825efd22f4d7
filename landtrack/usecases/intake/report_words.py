"""The report of an import in words, and as JSON: the same for the terminal and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.planned import NO_CODE
from landtrack.domain.intake.reading_json import reading_to_json

if TYPE_CHECKING:
    from landtrack.domain.intake.outcome import CellChange, ImportReport, RowOutcome
    from landtrack.domain.intake.problem import Problem
    from landtrack.messages import Catalogue


def problem_sentence(problem: Problem, say: Catalogue) -> str:
    """Return what is wrong and what to do, in the language of the catalogue."""
    # A part that does not apply is left empty between two spaces.
    sentence = say.sentence(Refusal(problem.code, **problem.arguments)).replace("  ", " ")
    if problem.arguments.get("case") != NO_CODE:
        return sentence
    # A rule of the register names the case that it speaks of; a new one has no code, and the row says which it is.
    _, found, rest = sentence.partition(f"{NO_CODE}: ")
    return rest[:1].upper() + rest[1:] if found else sentence


def report_json(report: ImportReport, say: Catalogue) -> dict[str, Any]:
    """Return the report as JSON values: counts as numbers, problems with sheet, cell, severity and sentence."""
    return {
        "file": report.file_name,
        "sha256": report.file_hash,
        "form": report.form,
        "entry": report.entry,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "refused": report.refused,
        "problems": [problem_json(problem, say) for problem in report.problems],
        "rows": [_row_json(row) for row in report.rows],
        "sheets": list(report.sheets) or [report.reading.sheet],
        "frame": None if report.frame is None else report.frame.isoformat(),
        "reading": reading_to_json(report.reading),
    }


def problem_json(problem: Problem, say: Catalogue) -> dict[str, Any]:
    """Return one problem as JSON values."""
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "cell": problem.cell,
        "severity": problem.severity.value,
        "code": problem.code,
        "sentence": problem_sentence(problem, say),
        "suggestion": problem.suggestion,
    }


def _row_json(row: RowOutcome) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "action": row.action.value,
        "case": row.code,
        "changes": [_change_json(change) for change in row.changes],
    }


def _change_json(change: CellChange) -> dict[str, Any]:
    return {
        "field": change.field.value,
        "cell": change.cell,
        "before": change.before,
        "theirs": change.theirs,
        "yours": change.yours,
        "clean": change.clean,
    }
