"""What the sheet of a unit says of its deadlines: what is overdue and what is due soon."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.due import DueStanding
from landtrack.domain.report.contents import OverdueLine
from landtrack.store.due_cases import Unresolved
from landtrack.usecases.deadlines.show_due import due_lines_in

if TYPE_CHECKING:
    from landtrack.domain.deadlines.due import DueCounts
    from landtrack.usecases.deadlines.waiting_cases import WaitingCases
    from landtrack.usecases.standpoint import Standpoint


MOST_LISTED = 500
"""Lines on one sheet: more would fill a dozen pages that nobody reads; the page of what is due has them all."""


def overdue_lines_of(waiting: WaitingCases) -> tuple[tuple[OverdueLine, ...], DueCounts]:
    """Return what is overdue or due soon of cases that were judged, the oldest first.

    Of more than MOST_LISTED the first are returned; the counts beside them are those of all unresolved cases.
    """
    chosen = waiting.listed(DueStanding.OVERDUE, DueStanding.SOON, count=MOST_LISTED)
    lines = tuple(
        OverdueLine(line.case, shown.due, line.days_late, shown.duty, shown.rule.legal_basis)
        for line in due_lines_in(waiting.view, waiting.scope, waiting.point, chosen)
        if (shown := line.waiting.shown) is not None
    )
    return lines, waiting.summary().whole


def narrowed(waiting: WaitingCases, point: Standpoint) -> WaitingCases:
    """Return those of the judged cases that lie within another standpoint of the same day, moment and frame."""
    places = point.places
    if places is None:
        return replace(waiting, point=point)
    untouched = {(place, day): count for (place, day), count in waiting.cases.untouched.items() if place in places}
    others = tuple((case, standing) for case, standing in waiting.others if case.place_id in places)
    return replace(waiting, point=point, cases=Unresolved(untouched, tuple(case for case, _ in others)), others=others)
