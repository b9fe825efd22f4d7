"""The cases near a place, found by the spatial index of either engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import column, func, select, table

from landtrack.domain.episode import Gap
from landtrack.domain.status import Status
from landtrack.store.episodes import STATUSES
from landtrack.store.figures import in_snapshot
from landtrack.store.geometry import SRID
from landtrack.store.schema import episode, revision, violation_case

if TYPE_CHECKING:
    from datetime import date

    from shapely.geometry.base import BaseGeometry
    from sqlalchemy import ColumnElement

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

MOST = 200
_BOUNDS = table("revision_bounds", *(column(name) for name in ("entry", "west", "south", "east", "north")))


def cases_near(
    view: View, scope: Scope, as_of: date, entry: int, bounds: tuple[float, float, float, float]
) -> list[tuple[str, BaseGeometry]]:
    """Return code and geometry (EPSG:4326) of the first 200 cases by code whose box meets ``bounds``.

    ``bounds`` are west, south, east, north in degrees. Only cases that count, and of the reader's area.
    """
    query = (
        select(violation_case.c.code, revision.c.geometry)
        .select_from(episode)
        .join(violation_case, violation_case.c.id == episode.c.case_id)
        .join(revision, revision.c.entry == episode.c.revision)
        .where(in_snapshot(scope, as_of, entry))
        .where(episode.c.gap != int(Gap.NO_GEOMETRY), episode.c.status != STATUSES.index(Status.EXCLUDED))
        .where(_meets(view, bounds))
        .order_by(violation_case.c.code)
        .limit(MOST)
    )
    return [(code, geometry) for code, geometry in view.connection.execute(query)]


def _meets(view: View, bounds: tuple[float, float, float, float]) -> ColumnElement[Any]:
    west, south, east, north = bounds
    if view.engine_name != "sqlite":
        envelope = func.ST_MakeEnvelope(west, south, east, north, SRID)
        meets: ColumnElement[Any] = revision.c.geometry.op("&&", is_comparison=True)(envelope)
        return meets
    box = _BOUNDS.c
    near = select(box.entry).where(box.west <= east, box.east >= west, box.south <= north, box.north >= south)
    return episode.c.revision.in_(near)
