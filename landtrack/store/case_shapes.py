"""The cases of a small map: code, status and geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from sqlalchemy import case, func, select, type_coerce

from landtrack.domain.episode import Gap
from landtrack.domain.status import Status
from landtrack.store.cases import CASE, EPISODE, REVISION
from landtrack.store.episodes import STATUSES
from landtrack.store.figures import in_snapshot
from landtrack.store.geometry import WkbBytes

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View


def read_case_shapes(
    view: View, scope: Scope, as_of: date, entry: int, places: Collection[int] | None, most: int
) -> list[tuple[str, Status, BaseGeometry]]:
    """Return (code, status, geometry in EPSG:4326) of the counted cases that have a geometry, by code.

    Of more than ``most``, those that are not resolved come first; no geometry of the others is read.
    """
    resolved = STATUSES.index(Status.RESOLVED)
    chosen = (
        select(EPISODE.c.case_id, EPISODE.c.status, EPISODE.c.revision)
        .where(
            in_snapshot(scope, as_of, entry),
            EPISODE.c.gap != int(Gap.NO_GEOMETRY),
            EPISODE.c.status != STATUSES.index(Status.EXCLUDED),
        )
        .order_by(case((EPISODE.c.status == resolved, 1), else_=0), EPISODE.c.case_id)
        .limit(most)
    )
    if places is not None:
        chosen = chosen.where(EPISODE.c.place_id.in_(sorted(places)))
    few = chosen.subquery()
    column = type_coerce(
        REVISION.c.geometry if view.engine_name == "sqlite" else func.ST_AsBinary(REVISION.c.geometry, type_=WkbBytes),
        WkbBytes,
    )
    query = (
        select(CASE.c.code, few.c.status, column)
        .join(CASE, CASE.c.id == few.c.case_id)
        .join(REVISION, REVISION.c.entry == few.c.revision)
        .order_by(CASE.c.code)
    )
    rows = view.connection.execute(query).all()
    shapes = shapely.from_wkb([bytes(wkb) for _, _, wkb in rows])
    return [(code, STATUSES[status], shape) for (code, status, _), shape in zip(rows, shapes, strict=True)]
