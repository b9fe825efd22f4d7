"""How far the work is: the figures of a question, within the reader's area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.progress import Progress, by_unit, counted, gaps_of, whole_of
from landtrack.domain.scope import Right
from landtrack.store.figures import tallies
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View


def report_progress(database: Database, scope: Scope, question: Question) -> Progress:
    """Return the figures as one consistent moment of the register gives them."""
    with database.reading() as view:
        return progress_in(view, scope, question)


def progress_in(view: View, scope: Scope, question: Question) -> Progress:
    """Return the figures within a view that the caller already has: they agree with what else it reads there."""
    scope.require(Right.SEE_CASES)
    point = stand(view, scope, question)
    asked, cutoffs = asked_cutoffs(view, question, point.entry)
    rows = counted(tallies(view, scope, question.as_of, point.entry, cutoffs))
    if point.places is not None:
        rows = [row for row in rows if row.place_id in point.places]
    return Progress(
        question.as_of,
        question.known_at,
        point.frame.day,
        str(point.head),
        asked,
        whole_of(rows),
        by_unit(rows, point.frame, point.units),
        gaps_of(rows, point.frame),
    )
