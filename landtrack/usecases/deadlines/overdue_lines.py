"""What the sheet of a unit says of its deadlines: what is overdue and what is due soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.deadlines.due import DAYS_AHEAD, DueStanding
from landtrack.domain.report.contents import OverdueLine
from landtrack.usecases.deadlines.show_due import due_lines_in
from landtrack.usecases.deadlines.waiting_cases import waiting_cases_in

if TYPE_CHECKING:
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View


def overdue_lines_in(view: View, scope: Scope, question: Question, days: int = DAYS_AHEAD) -> tuple[OverdueLine, ...]:
    """Return what is overdue or due within so many days, the oldest first, within a view that the caller has."""
    waiting = waiting_cases_in(view, scope, question, days)
    chosen = waiting.listed(DueStanding.OVERDUE, DueStanding.SOON)
    return tuple(
        OverdueLine(line.case, shown.due, line.days_late, shown.duty, shown.rule.legal_basis)
        for line in due_lines_in(view, scope, waiting.point, chosen)
        if (shown := line.waiting.shown) is not None
    )
