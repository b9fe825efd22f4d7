"""On which day each case took which status: what a map through time is played from, read in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.store.area_wall import within
from landtrack.store.episodes import STATUSES
from landtrack.store.schema import episode

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from landtrack.domain.scope import Scope
    from landtrack.domain.status import Status
    from landtrack.store.database import View

StatusDays = tuple[tuple[int, "Status | None"], ...]
"""(day ordinal, status from then on), oldest first; None: not in the reader's places from then on."""


def read_status_days(
    view: View, scope: Scope, until: date, entry: int, places: Collection[int] | None
) -> dict[int, StatusDays]:
    """Return by case id, in order of ids, how each case stood until the end of a day, as known at a log entry.

    Only the cases and days in the reader's area, narrowed to ``places`` if given. A day on which nothing but facts
    changed is left out.
    """
    query = (
        select(episode.c.case_id, episode.c.from_day, episode.c.until_day, episode.c.status)
        .where(
            episode.c.from_day <= until.toordinal(),
            episode.c.from_entry <= entry,
            episode.c.until_entry > entry,
            within(scope, episode.c.place_id),
        )
        .order_by(episode.c.case_id, episode.c.from_day)
    )
    if places is not None:
        query = query.where(episode.c.place_id.in_(sorted(places)))
    found: dict[int, list[tuple[int, Status | None]]] = {}
    ends: dict[int, int] = {}
    for case_id, from_day, until_day, status in view.connection.execute(query):
        days = found.setdefault(case_id, [])
        if days and ends[case_id] < from_day:
            days.append((ends[case_id], None))
        if not days or days[-1][1] is not STATUSES[status]:
            days.append((from_day, STATUSES[status]))
        ends[case_id] = until_day
    last = until.toordinal()
    return {
        case_id: (*days, (ends[case_id], None)) if ends[case_id] <= last else tuple(days)
        for case_id, days in found.items()
    }
