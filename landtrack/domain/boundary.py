"""The boundaries of all area units: loaded, drawn schematically, or put together from those of other days.

And whether what was drawn lies in its unit, judged by the boundaries known at that moment.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import shapely

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.frame import UnitRegistry


OUTSIDE_TOLERANCE_DEGREES = 0.00001
"""About 1 m in Yên Thế (1.03 m east, 1.11 m north): the accuracy of the official datum shift itself, and more than any
rounding on the way; a parcel that follows the boundary must not be called outside for it."""


class BoundarySource(StrEnum):
    """Where the boundary of a unit comes from."""

    SCHEMATIC = "schematic"
    LOADED = "loaded"
    UNION = "union"


@dataclass(frozen=True, slots=True)
class Boundary:
    """The boundary of one unit: a Polygon or MultiPolygon in EPSG:4326 (longitude, latitude)."""

    unit_id: int
    geometry: BaseGeometry
    source: BoundarySource
    schematic: bool
    """True for a schematic boundary and for a union of schematic ones: the map must say so."""


def derive_boundaries(
    registry: UnitRegistry,
    loaded: Mapping[int, BaseGeometry],
    before: Mapping[int, Boundary],
    source: BoundarySource | None = None,
) -> Mapping[int, Boundary]:
    """Return the boundary of every unit of the registry after a load.

    ``loaded`` maps unit ids to Polygons or MultiPolygons in EPSG:4326; ``before`` is the complete set so far. With an
    empty ``before`` they are the schematic ones, afterwards official ones, unless ``source`` says otherwise.

    A unit keeps the boundary that was itself loaded, now or earlier, in preference to a union. Otherwise it becomes a
    union of loaded ones wherever exactly the same land has a loaded boundary on another day. Else it stays as it was.

    Raises Refusal ``unit.unknown_id`` for an id the registry lacks, ``boundaries.incomplete`` where a unit would have
    no boundary at all.
    """
    source = source or (BoundarySource.LOADED if before else BoundarySource.SCHEMATIC)
    schematic = source is BoundarySource.SCHEMATIC
    given = {
        registry.find(unit_id).id: Boundary(unit_id, geometry, source, schematic)
        for unit_id, geometry in loaded.items()
    }
    official = {unit_id: boundary for unit_id, boundary in before.items() if boundary.source is BoundarySource.LOADED}
    drawn = {unit_id: boundary for unit_id, boundary in before.items() if boundary.schematic}
    if schematic:
        drawn = _spread(registry, given)
    else:
        official |= given
    complete = {**before, **drawn, **_spread(registry, official)}
    missing = [unit.full_name for unit in registry.units if unit.id not in complete]
    if missing:
        raise Refusal("boundaries.incomplete", units=", ".join(missing))
    return MappingProxyType({unit.id: complete[unit.id] for unit in registry.units})


def _spread(registry: UnitRegistry, known: Mapping[int, Boundary]) -> dict[int, Boundary]:
    """Return the known boundaries and all that follow from them, over any number of changes."""
    reached = dict(known)
    grown = True
    while grown:
        grown = False
        for unit in registry.units:
            parts = _same_land(registry, unit.id, reached) if unit.id not in reached else ()
            if parts:
                reached[unit.id] = _union(unit.id, parts)
                grown = True
    return reached


def _same_land(registry: UnitRegistry, unit_id: int, known: Mapping[int, Boundary]) -> tuple[Boundary, ...]:
    """Return known boundaries that together are exactly this unit's land; empty where succession cannot say so.

    The land is the same when everything before went wholly into the unit, or everything after came wholly from it.
    """
    old, new = registry.predecessors(unit_id), registry.successors(unit_id)
    for neighbours, back in ((old, registry.successors), (new, registry.predecessors)):
        if neighbours and neighbours <= known.keys() and all(back(other) == {unit_id} for other in neighbours):
            return tuple(known[other] for other in sorted(neighbours))
    return ()


def _union(unit_id: int, parts: tuple[Boundary, ...]) -> Boundary:
    geometry = shapely.union_all([part.geometry for part in parts])
    return Boundary(unit_id, geometry, BoundarySource.UNION, any(part.schematic for part in parts))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a geometry leaves its unit, and in which of the oldest communes of that unit it lies."""

    outside: bool
    leaf_id: int | None


def judge(
    boundaries: Mapping[int, Boundary],
    registry: UnitRegistry,
    unit_ids: Sequence[int],
    geometries: Sequence[BaseGeometry | None],
) -> list[Judgement]:
    """Judge each geometry (EPSG:4326) against the unit at the same place of ``unit_ids``.

    Outside is what the unit's boundary, enlarged by about a metre, does not cover. The leaf is the one whose boundary
    holds a point inside the geometry (the lowest id on a shared line; None where no leaf does). What has no geometry is
    neither outside nor in a leaf. Raises Refusal ``unit.unknown_id``, and ValueError for lists of unequal length.
    """
    judgements = [Judgement(outside=False, leaf_id=None)] * len(geometries)
    places_of: defaultdict[int, list[int]] = defaultdict(list)
    for place, (unit_id, geometry) in enumerate(zip(unit_ids, geometries, strict=True)):
        if geometry is not None and not geometry.is_empty:
            places_of[unit_id].append(place)
    for unit_id, places in places_of.items():
        drawn = [geometries[place] for place in places]
        inside = _inside(boundaries[unit_id].geometry, drawn)
        leaves = _leaves(boundaries, sorted(registry.leaves(unit_id)), drawn)
        for place, covered, leaf_id in zip(places, inside, leaves, strict=True):
            judgements[place] = Judgement(outside=not covered, leaf_id=leaf_id)
    return judgements


def _inside(boundary: BaseGeometry, drawn: Sequence[BaseGeometry | None]) -> list[bool]:
    # Mitred corners: round ones would add a vertex fan at each of the thousands of corners of a real boundary.
    enlarged = shapely.buffer(boundary, OUTSIDE_TOLERANCE_DEGREES, join_style="mitre")
    shapely.prepare(enlarged)
    covered: list[bool] = shapely.covers(enlarged, drawn).tolist()
    return covered


def _leaves(
    boundaries: Mapping[int, Boundary], leaf_ids: Sequence[int], drawn: Sequence[BaseGeometry | None]
) -> list[int | None]:
    points = shapely.get_coordinates(shapely.point_on_surface(drawn))
    east, north = points[:, 0], points[:, 1]
    found: list[int | None] = [None] * len(drawn)
    for leaf_id in reversed(leaf_ids):  # the lowest id last, so that it wins on a shared line
        boundary = boundaries[leaf_id].geometry
        shapely.prepare(boundary)
        left, bottom, right, top = boundary.bounds
        near = ((east >= left) & (east <= right) & (north >= bottom) & (north <= top)).nonzero()[0]
        held = shapely.intersects_xy(boundary, east[near], north[near])
        for place in near[held].tolist():
            found[place] = leaf_id
    return found
