"""What maps need beside the list of cases: which geometries are shown, and the boundaries of some units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, type_coerce

from landtrack.domain.boundary import Boundary, BoundarySource
from landtrack.domain.episode import Gap
from landtrack.store.figures import in_snapshot
from landtrack.store.geometry import WkbBytes
from landtrack.store.schema import boundary, episode, revision

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import Select

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View


def shape_keys(
    view: View, scope: Scope, as_of: date, entry: int, places: Collection[int] | None
) -> list[tuple[int, int]]:
    """Return (case id, revision) of the cases that have a geometry, by case id: the same pair is the same geometry."""
    query = _drawn(select(episode.c.case_id, episode.c.revision), scope, as_of, entry, places)
    return [(case_id, found) for case_id, found in view.connection.execute(query).all()]


def shape_bodies(
    view: View, scope: Scope, as_of: date, entry: int, places: Collection[int] | None
) -> list[tuple[int, bytes]]:
    """Return (case id, WKB in EPSG:4326) of the cases that have a geometry, by case id."""
    column = type_coerce(
        revision.c.geometry if view.engine_name == "sqlite" else func.ST_AsBinary(revision.c.geometry, type_=WkbBytes),
        WkbBytes,
    )
    query = _drawn(select(episode.c.case_id, column), scope, as_of, entry, places)
    query = query.join(revision, revision.c.entry == episode.c.revision)
    return [(case_id, bytes(wkb)) for case_id, wkb in view.connection.execute(query).all()]


def _drawn(query: Select[Any], scope: Scope, as_of: date, entry: int, places: Collection[int] | None) -> Select[Any]:
    query = query.select_from(episode).where(in_snapshot(scope, as_of, entry), episode.c.gap != int(Gap.NO_GEOMETRY))
    if places is not None:
        query = query.where(episode.c.place_id.in_(sorted(places)))
    return query.order_by(episode.c.case_id)


def load_in_force(view: View, entry: int) -> int:
    """Return the entry of the load of boundaries in force at log entry ``entry``.

    Before the first load it is the first: that one says at least where the units lie.
    """
    query = select(boundary.c.entry).distinct().order_by(boundary.c.entry)
    entries: list[int] = list(view.connection.execute(query).scalars())
    return max((load for load in entries if load <= entry), default=entries[0])


def boundaries_of(view: View, load: int, unit_ids: Collection[int]) -> dict[int, Boundary]:
    """Return the boundaries of some units in one load, by unit id."""
    query = select(boundary).where(boundary.c.entry == load, boundary.c.unit_id.in_(sorted(unit_ids)))
    return {
        row.unit_id: Boundary(row.unit_id, row.geometry, BoundarySource(row.source), schematic=row.schematic)
        for row in view.connection.execute(query)
    }
