"""When the register begins for a reader: the first entry about a case of his area, and the first day of one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from landtrack.store import log, schema
from landtrack.store.area_wall import within

if TYPE_CHECKING:
    from datetime import datetime

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

EPISODE, ENTRY = schema.episode, schema.log_entry


def first_recorded(view: View, scope: Scope) -> tuple[int, datetime] | None:
    """Return the log entry, and its moment, that recorded the first case within the reader's area; None without one."""
    begun = select(func.min(EPISODE.c.from_entry)).where(within(scope, EPISODE.c.place_id)).scalar_subquery()
    row = view.connection.execute(select(ENTRY.c.number, ENTRY.c.recorded_at).where(ENTRY.c.number == begun)).first()
    return None if row is None else (row.number, log.from_microseconds(row.recorded_at))


def first_found_on(view: View, scope: Scope, entry: int) -> date | None:
    """Return the day on which the first case of the reader's area was found, as known at a log entry; None without."""
    query = select(func.min(EPISODE.c.from_day)).where(
        EPISODE.c.from_entry <= entry, EPISODE.c.until_entry > entry, within(scope, EPISODE.c.place_id)
    )
    day = view.connection.execute(query).scalar()
    return None if day is None else date.fromordinal(day)
