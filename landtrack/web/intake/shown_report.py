"""The second and third step as their templates need them: what would become, or became, of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.diagnosis import Reading
from landtrack.domain.intake.outcome import Action
from landtrack.domain.intake.problem import Severity
from landtrack.formats.coordinate_readings import system_title
from landtrack.formats.coordinates import SYSTEMS
from landtrack.web.intake.coordinate_choice import proposal_value, reading_title
from landtrack.web.intake.meanings import field_label
from landtrack.web.intake.problem_lines import MOST_SHOWN, problem_groups, severity_label
from landtrack.web.language import say

if TYPE_CHECKING:
    from landtrack.domain.intake.outcome import CellChange, ImportReport, RowOutcome


DOUBTS = frozenset({"import.system_doubtful_proposed", "import.system_doubtful_swapped", "import.system_doubtful_read"})
"""The codes of a system in doubt; their problems have the reading that is proposed instead."""


def shown_report(report: ImportReport, only: str = "") -> dict[str, Any]:
    """Return what the template shows of a report; ``only`` is the one severity whose problems are asked for."""
    severities = {severity.value for severity in Severity}
    chosen = only if only in severities else ""
    changed = [row for row in report.rows if row.changes]
    conflicts = sum(any(not change.clean for change in row.changes) for row in changed)
    return {
        **counts_of(report),
        "has_errors": report.has_errors,
        "problem_count": len(report.problems),
        "problems": problem_groups(report.problems, chosen, several=bool(report.sheets)),
        "severities": _severities(report, chosen),
        "only": chosen,
        "most": MOST_SHOWN,
        "changed_rows": [_row(row) for row in _conflicts_first(changed)[:MOST_SHOWN]],
        "more_changed": max(len(changed) - MOST_SHOWN, 0),
        "conflicts": conflicts,
        "sheets": report.sheets,
        "doubt": _doubt(report),
    }


def _doubt(report: ImportReport) -> dict[str, str] | None:
    """Return what can be decided where most shapes miss their units: the system as read, and the proposed reading."""
    found = next((row for row in report.problems if row.code in DOUBTS and row.severity is Severity.ERROR), None)
    if found is None:
        return None
    system, read = str(found.arguments["system"]), found.arguments["reading"]
    if not isinstance(read, Reading):
        raise TypeError(found.code)
    return {
        "system": system_title(system) if system in SYSTEMS else system,
        "suggestion": reading_title(read),
        "proposal": proposal_value(read),
    }


def counts_of(report: ImportReport) -> dict[str, int]:
    """Return the four counters."""
    return {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "refused": report.refused,
    }


def _severities(report: ImportReport, chosen: str) -> list[dict[str, Any]]:
    """Return the choices of the filter: every severity that there is, with how often."""
    counted = [(severity, sum(row.severity is severity for row in report.problems)) for severity in Severity]
    return [
        {"value": severity.value, "label": severity_label(severity), "count": count, "chosen": severity.value == chosen}
        for severity, count in counted
        if count
    ]


def _conflicts_first(rows: list[RowOutcome]) -> list[RowOutcome]:
    return sorted(rows, key=lambda row: all(change.clean for change in row.changes))


def _row(row: RowOutcome) -> dict[str, Any]:
    return {
        "row": row.row,
        "sheet": row.sheet,
        "code": row.code,
        "action": row.action.value,
        "label": _action(row.action),
        "refused": row.action is Action.REFUSED,
        "cells": [_cell(change) for change in row.changes],
    }


def _action(action: Action) -> str:
    text = say().text
    words = {
        Action.ADDED: text("added"),
        Action.CHANGED: text("corrected"),
        Action.UNCHANGED: text("unchanged"),
        Action.REFUSED: text("refused"),
    }
    return words[action]


def _cell(change: CellChange) -> dict[str, Any]:
    return {
        "field": field_label(change.field),
        "cell": change.cell,
        "before": change.before,
        "theirs": change.theirs,
        "yours": change.yours,
        "clean": change.clean,
    }
