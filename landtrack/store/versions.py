"""The version of many cases at once: the last log entry that touched each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, union_all

from landtrack.store import schema
from landtrack.store.figures import in_snapshot

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

CASE, EPISODE = schema.violation_case, schema.episode
TOUCHING = (schema.revision, schema.status_change, schema.status_void)


def read_versions(view: View, scope: Scope, as_of: date, entry: int) -> dict[str, int]:
    """Return case code → last entry that touched the case by ``entry``, for all that the reader may see as of a day.

    The same as :attr:`landtrack.domain.history.CaseHistory.version` of what was known then.
    """
    touched = union_all(
        *(select(table.c.case_id, table.c.entry).where(table.c.entry <= entry) for table in TOUCHING)
    ).subquery()
    last = select(touched.c.case_id, func.max(touched.c.entry).label("version")).group_by(touched.c.case_id).subquery()
    query = (
        select(CASE.c.code, last.c.version)
        .select_from(EPISODE)
        .join(CASE, CASE.c.id == EPISODE.c.case_id)
        .join(last, last.c.case_id == EPISODE.c.case_id)
        .where(in_snapshot(scope, as_of, entry))
    )
    return {row.code: row.version for row in view.connection.execute(query)}
