"""Judging a geometry while it is being drawn: its area, the unit that holds it, and the cases that it lies on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from landtrack.domain.boundary import judge
from landtrack.domain.errors import UnknownUnit
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.domain.shape_faults import joined_parts, shape_fault
from landtrack.formats.coordinates import BAC_GIANG, area_tenths, from_wgs84
from landtrack.store.map_shapes import boundaries_of, load_in_force
from landtrack.store.near_cases import cases_near
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.domain.shape_faults import ShapeFault
    from landtrack.store.database import Database

LEAST_OVERLAP = 10
"""Tenths of m²: neighbours' boundaries that were drawn one after the other never fit to the centimetre."""
LEAST_SHARE = 0.001


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another case and the area (tenths of m²) that it has in common with the geometry; 0 for a case on a point."""

    code: str
    area: int


@dataclass(frozen=True, slots=True)
class UnitShare:
    """A unit of the frame and the part (0 to 1) of the geometry that lies in it."""

    unit: AreaUnit
    share: float


@dataclass(frozen=True, slots=True)
class GeometryJudgement:
    """What there is to say of a geometry.

    With a ``fault`` nothing else is said. ``area`` is in tenths of m² in the official system, None for a point.
    ``inside`` tells whether it lies in the case's own unit; ``overlaps`` are the largest first, of the reader's area.
    """

    fault: ShapeFault | None
    area: int | None = None
    joined: bool = False
    inside: bool = True
    units: tuple[UnitShare, ...] = ()
    overlaps: tuple[Overlap, ...] = ()


def judge_geometry(
    database: Database, scope: Scope, question: Question, unit_id: int, geometry: BaseGeometry, code: str = ""
) -> GeometryJudgement:
    """Judge a flat Point, Polygon or MultiPolygon (EPSG:4326) of a case of the unit; ``code`` is the case's own.

    ``question`` gives the frame whose units are named; the cases are those of today, as known now. Refuses a unit that
    is not the reader's as one that does not exist.
    """
    scope.require(Right.CHANGE_CASES)
    fault = shape_fault(geometry)
    with database.reading() as view:
        point = stand(view, scope, question.for_unit(None))
        if not scope.sees(point.registry.find(unit_id).id):
            raise UnknownUnit("unit.unknown_id", unit_id=str(unit_id))
        if fault is not None:
            return GeometryJudgement(fault)
        whole = joined_parts(geometry)
        units = [unit.id for unit in point.frame.units]
        wanted = {unit_id, *point.registry.leaves(unit_id), *units}
        boundaries = boundaries_of(view, load_in_force(view, point.entry), wanted)
        near = cases_near(view, scope, day_in_vietnam(database.now()), point.entry, whole.bounds)
    outside = judge(boundaries, point.registry, [unit_id], [whole])[0].outside
    shares = _shares(whole, [(unit, boundaries[unit.id].geometry) for unit in point.frame.units])
    return GeometryJudgement(
        fault=None,
        area=None if whole.geom_type == "Point" else area_tenths(whole),
        joined=not geometry.is_valid,
        inside=not outside,
        units=shares,
        overlaps=_overlaps(whole, [row for row in near if row[0] != code]),
    )


def _shares(whole: BaseGeometry, units: Iterable[tuple[AreaUnit, BaseGeometry]]) -> tuple[UnitShare, ...]:
    """Return in which units how much of the geometry lies, the largest part first."""
    size = whole.area or 1.0
    found = []
    for unit, boundary in units:
        if shapely.intersects(boundary, whole):
            share = shapely.intersection(boundary, whole).area / size if whole.area else 1.0
            found.append(UnitShare(unit, share))
    return tuple(sorted((row for row in found if row.share >= LEAST_SHARE), key=lambda row: -row.share))


def _overlaps(whole: BaseGeometry, near: list[tuple[str, BaseGeometry]]) -> tuple[Overlap, ...]:
    """Return the cases that have at least a square metre in common with the geometry, or whose point lies in it."""
    touched = [(code, shape) for code, shape in near if shapely.intersects(whole, shape)]
    official = from_wgs84(whole, BAC_GIANG)
    found = []
    for code, shape in touched:
        points = "Point" in {shape.geom_type, whole.geom_type}
        common = 0 if points else round(shapely.intersection(official, from_wgs84(shape, BAC_GIANG)).area * 10)
        if points or common >= LEAST_OVERLAP:
            found.append(Overlap(code, common))
    return tuple(sorted(found, key=lambda row: (-row.area, row.code)))
