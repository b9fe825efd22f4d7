"""Since when the work on a case counts anew, and which cases came to an end that does not count: for lists of many."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from landtrack.domain.deadlines.case_round import rounds_of
from landtrack.domain.status import Status
from landtrack.store import schema
from landtrack.store.counting import read_counting
from landtrack.store.episodes import STATUS_NUMBER
from landtrack.store.figures import in_snapshot

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

CHANGE, VOID, EPISODE = schema.status_change, schema.status_void, schema.episode


def read_taken_up_again(view: View, as_of: date, entry: int, these: Select[Any]) -> Mapping[int, date]:
    """Return by case id the day on which it was reopened or included again last, of cases that ever were.

    As of a day, as known at a log entry; ``these`` selects the ids of the cases that are asked about, a reader's own.
    """
    known = _known(as_of, entry)
    opened = select(CHANGE.c.case_id).where(known, CHANGE.c.status == Status.OPEN.value, CHANGE.c.case_id.in_(these))
    query = (
        select(CHANGE.c.case_id, CHANGE.c.effective_on, CHANGE.c.status)
        .join(VOID, (VOID.c.change == CHANGE.c.entry) & (VOID.c.entry <= entry), isouter=True)
        .where(known, VOID.c.entry.is_(None), CHANGE.c.case_id.in_(opened))
        .order_by(CHANGE.c.case_id, CHANGE.c.effective_on, CHANGE.c.entry)
    )
    found = {}
    for case_id, rows in groupby(view.connection.execute(query), key=lambda row: int(row.case_id)):
        changes = [(row.effective_on, Status(row.status)) for row in rows]
        # The first change is never before the day the case was found, so that day cannot be told from a reopening.
        rounds = rounds_of(changes[0][0], changes)
        if len(rounds) > 1:
            found[case_id] = rounds[-1]
    return found


def read_settled(
    view: View, scope: Scope, as_of: date, entry: int, places: Collection[int] | None = None
) -> frozenset[int]:
    """Return the ids of the reader's cases that were recorded as resolved in a form that does not count.

    ``places`` narrows to ids of place.
    """
    if not read_counting(view).at(entry):
        return frozenset()
    query = (
        select(EPISODE.c.case_id)
        .join(CHANGE, CHANGE.c.entry == EPISODE.c.change)
        .where(in_snapshot(scope, as_of, entry), EPISODE.c.status == STATUS_NUMBER[Status.IN_HAND])
        .where(CHANGE.c.status == Status.RESOLVED.value)
    )
    if places is not None:
        query = query.where(EPISODE.c.place_id.in_(sorted(places)))
    return frozenset(view.connection.execute(query).scalars())


def _known(as_of: date, entry: int) -> ColumnElement[bool]:
    return (CHANGE.c.entry <= entry) & (CHANGE.c.effective_on <= as_of)
