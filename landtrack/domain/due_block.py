"""What is due as plain values for JSON: days in ISO form, counts as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.deadlines.due import DueStanding
from landtrack.domain.question import VIETNAM

if TYPE_CHECKING:
    from landtrack.domain.deadlines.deadline import Due
    from landtrack.domain.deadlines.due import DueCounts, DueLine, DueSummary


def summary_block(summary: DueSummary) -> dict[str, Any]:
    """Return the moments and the counts."""
    question = summary.question
    return {
        "as_of": question.as_of.isoformat(),
        "known_at": question.known_at.astimezone(VIETNAM).isoformat(),
        "frame": summary.frame.isoformat(),
        "head": summary.head,
        "days": summary.days,
        "counts": counts_block(summary.whole),
        "units": [{"code": unit.code, "name": unit.full_name, **counts_block(found)} for unit, found in summary.units],
    }


def counts_block(counts: DueCounts) -> dict[str, int]:
    """Return how many cases stand where."""
    return {standing.value: counts.of(standing) for standing in DueStanding}


def line_block(line: DueLine) -> dict[str, Any]:
    """Return a case with what is due in it."""
    return {
        "code": line.case.code,
        "unit": line.case.unit_code,
        "status": line.case.status.value,
        "found_on": line.case.found_on.isoformat(),
        "standing": line.waiting.standing.value,
        "days_late": line.days_late if line.waiting.shown else None,
        "due": _due(line.waiting.shown),
        "ends": _due(line.waiting.ends),
        "taken_up_again": line.waiting.again.isoformat() if line.waiting.again else None,
    }


def _due(due: Due | None) -> dict[str, str] | None:
    if due is None:
        return None
    return {
        "duty": due.duty.value,
        "day": due.due.isoformat(),
        "complexity": due.rule.complexity.value,
        "legal_basis": due.rule.legal_basis,
    }
