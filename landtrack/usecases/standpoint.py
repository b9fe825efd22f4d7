"""Where a question stands: the log entry, the head and the frame that its days mean in this register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import UnknownUnit
from landtrack.store.log import Head, head_at
from landtrack.store.units import read_registry

if TYPE_CHECKING:
    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.frame import Frame, UnitRegistry
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A question resolved against one view of the register.

    ``units`` are the units of the frame that the reader may see, or the one asked for; ``places`` the ids of place
    that the question is narrowed to, None when it is about all of the reader's area.
    """

    question: Question
    registry: UnitRegistry
    frame: Frame
    head: Head
    units: tuple[AreaUnit, ...]
    places: frozenset[int] | None

    @property
    def entry(self) -> int:
        """Return the last log entry known at the question's moment."""
        return self.head.number


def stand(view: View, scope: Scope, question: Question) -> Standpoint:
    """Return where the question stands.

    Refuses a frame without units, and a unit that is unknown in the frame or not in the reader's area: both with the
    same words.
    """
    registry = read_registry(view)
    frame = registry.frame(question.frame_day)
    head = head_at(view.connection, question.known_at)
    visible = tuple(unit for unit in frame.units if any(map(scope.sees, frame.members(unit.id))))
    if question.unit is None:
        return Standpoint(question, registry, frame, head, visible, None)
    units = tuple(unit for unit in visible if unit.code == question.unit)
    if not units:
        raise UnknownUnit("unit.unknown", code=question.unit, day=frame.day)
    return Standpoint(question, registry, frame, head, units, frame.members(units[0].id))
