"""The last status changes that were recorded of the cases in a reader's area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from landtrack.domain.history import counted_status
from landtrack.domain.status import Status
from landtrack.store import log, schema
from landtrack.store.area_wall import within
from landtrack.store.counting import read_counting

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

CHANGE, CASE, EPISODE, ENTRY, VOID = (
    schema.status_change,
    schema.violation_case,
    schema.episode,
    schema.log_entry,
    schema.status_void,
)


@dataclass(frozen=True, slots=True)
class RecentChange:
    """A change that stands: what the case became, on which day, and who recorded it when.

    ``status`` is what counts: in hand where the form of the change does not count as resolved.
    """

    code: str
    place_id: int
    status: Status
    effective_on: date
    recorded_at: datetime
    actor: str


def recent_changes(view: View, scope: Scope, as_of: date, entry: int, count: int) -> list[RecentChange]:
    """Return the last ``count`` changes effective by a day, as known at a log entry, the last recorded first.

    What was taken back by then is left out.
    """
    # Where the case lies as known then; nowhere, for a case that was withdrawn or lies outside the reader's area.
    place = (
        select(func.max(EPISODE.c.place_id))
        .where(
            EPISODE.c.case_id == CHANGE.c.case_id,
            EPISODE.c.from_entry <= entry,
            EPISODE.c.until_entry > entry,
            within(scope, EPISODE.c.place_id),
        )
        .correlate(CHANGE)
        .scalar_subquery()
    )
    void = select(VOID.c.change).where(VOID.c.change == CHANGE.c.entry, VOID.c.entry <= entry)
    taken_back = void.correlate(CHANGE).exists()
    query = (
        select(
            CASE.c.code, place.label("place_id"), CHANGE.c.status, CHANGE.c.form, CHANGE.c.effective_on,
            ENTRY.c.recorded_at, ENTRY.c.actor,
        )
        .join_from(CHANGE, CASE, CASE.c.id == CHANGE.c.case_id)
        .join(ENTRY, ENTRY.c.number == CHANGE.c.entry)
        .where(CHANGE.c.entry <= entry, CHANGE.c.effective_on <= as_of, place.is_not(None), ~taken_back)
        .order_by(CHANGE.c.entry.desc())
        .limit(count)
    )  # fmt: skip
    without = read_counting(view).at(entry)
    return [_change(row, counted=row.form not in without) for row in view.connection.execute(query)]


def _change(row: Any, *, counted: bool) -> RecentChange:
    return RecentChange(
        row.code,
        row.place_id,
        counted_status(Status(row.status), counted=counted),
        row.effective_on,
        log.from_microseconds(row.recorded_at),
        row.actor,
    )
