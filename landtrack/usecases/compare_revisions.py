"""What one revision of a case changed, beside what was recorded before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.formats.coordinates import area_tenths
from landtrack.store.histories import find_history
from landtrack.store.log import head_at
from landtrack.store.units import read_registry

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.history import Revision
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


@dataclass(frozen=True, slots=True)
class RevisionChange:
    """A revision and the one before it; ``before`` None: it is the case's first."""

    before: Revision | None
    after: Revision
    registry: UnitRegistry

    @property
    def moved(self) -> bool:
        """Return whether the geometry is another."""
        return self.before is None or self.before.facts.geometry != self.after.facts.geometry

    @property
    def measured(self) -> tuple[int | None, int | None]:
        """Return the areas (tenths of m², official system) before and after; None for a point and for no geometry."""
        before = None if self.before is None else self.before.facts.geometry
        return _measured(before), _measured(self.after.facts.geometry)


def compare_revisions(database: Database, scope: Scope, question: Question, code: str, entry: int) -> RevisionChange:
    """Return what the revision recorded by log entry ``entry`` changed.

    Refuses a case that is not the reader's as one that does not exist, and an entry that is no revision of the case or
    was not yet known in the question (``revision.unknown``).
    """
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        history = find_history(view, scope, code)
        known = [row for row in history.revisions if row.entry <= head_at(view.connection, question.known_at).number]
        place = next((place for place, row in enumerate(known) if row.entry == entry), None)
        if place is None:
            raise Refusal("revision.unknown", case=code, entry=str(entry))
        return RevisionChange(known[place - 1] if place else None, known[place], read_registry(view))


def _measured(geometry: BaseGeometry | None) -> int | None:
    return None if geometry is None or geometry.geom_type == "Point" else area_tenths(geometry)
