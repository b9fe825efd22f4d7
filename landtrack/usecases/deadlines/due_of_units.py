"""How many cases of each unit are overdue or due soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.usecases.deadlines.waiting_cases import waiting_cases_in

if TYPE_CHECKING:
    from landtrack.domain.deadlines.due import DueSummary
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def due_of_units(database: Database, scope: Scope, question: Question, days: int) -> DueSummary:
    """Return the counts within the reader's area; ``days`` is how far ahead something is due soon."""
    with database.reading() as view:
        return waiting_cases_in(view, scope, question, days).summary()
