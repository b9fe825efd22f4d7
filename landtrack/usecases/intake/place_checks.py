"""Where the geometries of new and changed cases lie, and how large they are, against what the rows say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from landtrack.domain.boundary import judge
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.formats.coordinates import BAC_GIANG, moved_from_wgs84

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.planned import PlannedCase
    from landtrack.usecases.intake.standing import Standing

OUTSIDE = "import.outside_unit"
TOLERANCE_PERCENT = 1
"""By so much a measured area may differ from the declared one (SOLA's tolerance, DOMAIN: areas of parcels)."""
LEAST_TENTHS = 10
"""A difference below a square metre is rounding, however small the parcel."""


def place_problems(
    cases: Sequence[PlannedCase], drafts: Mapping[int, RowDraft], measured: Mapping[int, int], sheet: str,
    standing: Standing,
) -> Iterator[Problem]:  # fmt: skip
    """Give a warning for every geometry outside its unit, with the distance, and every area that does not fit.

    ``drafts`` and ``measured`` (tenths of m²) are by row. Only what the file would bring is judged.
    """
    drawn = [case for case in cases if case.facts is not None and _brought(case)]
    units = [case.facts.unit_id for case in drawn if case.facts]
    shapes = [case.facts.geometry for case in drawn if case.facts]
    judged = judge(standing.boundaries, standing.units.registry, units, shapes)
    outside = [case for case, found in zip(drawn, judged, strict=True) if found.outside]
    for case, metres in zip(outside, _distances(outside, standing), strict=True):
        unit = standing.units.registry.find(_unit(case))
        arguments = {"unit": unit, "metres": metres} if metres else {"unit": unit}
        code = OUTSIDE if metres else "import.crosses_unit"
        yield _warning(code, drafts[case.row], sheet, (Field.GEOMETRY, Field.X), **arguments)
    for case in drawn:
        yield from _area_problems(case, drafts[case.row], measured.get(case.row, 0), sheet)


def _brought(case: PlannedCase) -> bool:
    """Say whether geometry, area or unit of the case come from the file."""
    if case.facts is None or case.facts.geometry is None:
        return False
    if case.new or case.history is None:
        return True
    now = case.history.revisions[-1].facts
    return (case.facts.geometry is not now.geometry or case.facts.area != now.area
            or case.facts.unit_id != now.unit_id)  # fmt: skip


def _unit(case: PlannedCase) -> int:
    return 0 if case.facts is None else case.facts.unit_id


def _distances(cases: Sequence[PlannedCase], standing: Standing) -> list[int]:
    """Return how far the geometries lie from their units in whole metres, 0 for those that cross the boundary."""
    if not cases:
        return []
    shapes = _official(np.array([case.facts.geometry for case in cases if case.facts], dtype=object))
    units = np.array([_unit(case) for case in cases])
    away = np.zeros(len(cases))
    for unit in np.unique(units).tolist():
        places = np.flatnonzero(units == unit)
        edges = shapely.STRtree(_edges(_official(standing.boundaries[unit].geometry)))
        (found, _), metres = edges.query_nearest(shapes[places], return_distance=True, all_matches=False)
        away[places[found]] = metres
    return [round(metres) for metres in away.tolist()]


def _official(shapes: Any) -> Any:
    return shapely.transform(shapes, lambda x, y: moved_from_wgs84(x, y, BAC_GIANG), interleaved=False)


def _edges(boundary: BaseGeometry) -> Any:
    """Return the edges of a boundary one by one: the nearest of hundreds is found without measuring to all of them.

    To a shape that is not wholly inside, the nearest edge is as far away as the whole.
    """
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(boundary)]
    return shapely.linestrings(np.concatenate([np.stack([ring[:-1], ring[1:]], axis=1) for ring in rings]))


def _area_problems(case: PlannedCase, draft: RowDraft, measured: int, sheet: str) -> Iterator[Problem]:
    declared = 0 if case.facts is None else case.facts.area
    difference = abs(measured - declared)
    if measured and difference * 100 > TOLERANCE_PERCENT * declared and difference >= LEAST_TENTHS:
        yield _warning("import.area_differs", draft, sheet, (Field.AREA,), area=declared, resolved=measured)


def _warning(code: str, draft: RowDraft, sheet: str, fields: tuple[Field, ...], **arguments: object) -> Problem:
    cell = next((draft.cells[field] for field in fields if field in draft.cells), "")
    return Problem(Severity.WARNING, code, arguments, sheet, draft.row, cell)
