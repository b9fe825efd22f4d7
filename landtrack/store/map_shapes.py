"""What maps need beside the list of cases: which geometries are shown, and the boundaries of some units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.domain.boundary import Boundary, BoundarySource
from landtrack.domain.episode import Gap
from landtrack.store.figures import in_snapshot
from landtrack.store.schema import boundary, episode

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View


def shape_keys(
    view: View, scope: Scope, as_of: date, entry: int, places: Collection[int] | None
) -> list[tuple[int, int]]:
    """Return (case id, revision) of the cases that have a geometry, by case id: the same pair is the same geometry."""
    query = select(episode.c.case_id, episode.c.revision).where(
        in_snapshot(scope, as_of, entry), episode.c.gap != int(Gap.NO_GEOMETRY)
    )
    if places is not None:
        query = query.where(episode.c.place_id.in_(sorted(places)))
    rows = view.connection.execute(query.order_by(episode.c.case_id))
    return [(case_id, revision) for case_id, revision in rows]


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
