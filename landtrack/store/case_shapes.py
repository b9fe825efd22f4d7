"""The cases of a small map: code, status and geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from sqlalchemy import func, select, type_coerce

from landtrack.domain.episode import Gap
from landtrack.store.cases import CASE, EPISODE, REVISION, snapshot
from landtrack.store.episodes import STATUSES
from landtrack.store.geometry import WkbBytes

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.scope import Scope
    from landtrack.domain.status import Status
    from landtrack.store.database import View


def read_case_shapes(
    view: View, scope: Scope, as_of: date, entry: int, places: Collection[int] | None
) -> list[tuple[str, Status, BaseGeometry]]:
    """Return (code, status, geometry in EPSG:4326) of the counted cases that have a geometry, by code."""
    column = type_coerce(
        REVISION.c.geometry if view.engine_name == "sqlite" else func.ST_AsBinary(REVISION.c.geometry, type_=WkbBytes),
        WkbBytes,
    )
    query = snapshot(select(CASE.c.code, EPISODE.c.status, column), scope, as_of, entry, places, excluded=False).where(
        EPISODE.c.gap != int(Gap.NO_GEOMETRY)
    )
    rows = view.connection.execute(query.order_by(CASE.c.code)).all()
    shapes = shapely.from_wkb([bytes(wkb) for _, _, wkb in rows])
    return [(code, STATUSES[status], shape) for (code, status, _), shape in zip(rows, shapes, strict=True)]
