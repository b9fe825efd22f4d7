"""All units the reader may see, with their figures and boundaries: the first page of most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from landtrack.domain.scope import Right
from landtrack.store.map_shapes import boundaries_of, load_in_force
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.boundary import Boundary
    from landtrack.domain.progress import Progress
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database

SIMPLE_DEGREES = 0.0002
"""About 20 m: less than a pixel when a district fills the screen. Neighbours stay neighbours."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures and, by unit id, the boundaries of the units in them."""

    progress: Progress
    boundaries: Mapping[int, Boundary]

    @property
    def schematic(self) -> bool:
        """Say whether any boundary is only schematic: the map must say so."""
        return any(row.schematic for row in self.boundaries.values())


def show_overview(database: Database, scope: Scope, question: Question) -> Overview:
    """Return the figures of the question and the boundaries known at its moment."""
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        point = stand(view, scope, question)
        ids = [unit.id for unit in point.units]
        boundaries = boundaries_of(view, load_in_force(view, point.entry), ids)
        return Overview(progress_in(view, scope, question), boundaries)


def simplified(boundaries: Mapping[int, Boundary]) -> dict[int, shapely.Geometry]:
    """Return the boundaries with fewer points, shared lines alike on both sides."""
    simple = shapely.coverage_simplify([row.geometry for row in boundaries.values()], SIMPLE_DEGREES)
    return dict(zip(boundaries, simple, strict=True))
