"""The coordinate doctor within a register: numbers judged by the boundary of the unit they should lie in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from landtrack.domain.coordinate_text import parse_coordinate
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.formats.coordinate_columns import coordinates_of
from landtrack.formats.coordinate_doctor import diagnose
from landtrack.formats.coordinate_readings import placed
from landtrack.formats.intake.open_source import open_source
from landtrack.store.map_shapes import boundaries_of, load_in_force
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.diagnosis import Diagnosis
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.formats.coordinate_readings import Numbers
    from landtrack.store.database import Database


@dataclass(frozen=True, slots=True)
class Consultation:
    """What the doctor says, about which unit (None: all that the reader may see), and whether its boundary is exact."""

    diagnoses: list[Diagnosis]
    unit: AreaUnit | None
    schematic: bool


def diagnose_in_unit(
    database: Database, scope: Scope, points: Numbers, declared: str | None, question: Question
) -> Consultation:
    """Return the readings of raw points (N, 2), judged by the unit of the question or, without one, all the reader's.

    Raises Refusal ``crs.unsupported`` for a declaration that names no system, UnknownUnit for a unit that is not there
    or not the reader's.
    """
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        point = stand(view, scope, question)
        found = boundaries_of(view, load_in_force(view, point.entry), [unit.id for unit in point.units])
    target = shapely.union_all([row.geometry for row in found.values()]) if found else None
    unit = point.units[0] if question.unit is not None else None
    diagnoses = diagnose(points, declared, target)
    return Consultation(diagnoses, unit, any(row.schematic for row in found.values()))


def placed_corners(points: Numbers, diagnosis: Diagnosis) -> list[list[float]]:
    """Return raw points as [longitude, latitude] under a diagnosis, to nine decimals (0.1 mm)."""
    return [[round(lon, 9), round(lat, 9)] for lon, lat in placed(points, diagnosis.reading).tolist()]


def read_coordinates(what: Sequence[str]) -> tuple[Numbers, str | None]:
    """Return the raw points (N, 2) of a file, or of numbers pair after pair, and the system that a file declares.

    Raises Refusal ``coordinates.unequal`` for a number without its partner, ``coordinates.not_a_number``, or what
    reading the file refuses.
    """
    if len(what) == 1:
        table = open_source(Path(what[0])).table()
        return coordinates_of(table), table.system
    numbers = [parse_coordinate(text) for text in what]
    if len(numbers) % 2:
        raise Refusal("coordinates.unequal", x=len(numbers) // 2 + 1, y=len(numbers) // 2)
    return np.array(numbers).reshape(-1, 2), None
