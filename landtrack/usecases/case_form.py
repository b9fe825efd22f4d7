"""What the form of a case offers for choice: the units of the commune through time, and the old communes of parcels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.scope import Right
from landtrack.store.map_shapes import boundaries_of, load_in_force
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.boundary import Boundary
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


@dataclass(frozen=True, slots=True)
class CaseForm:
    """``units`` are those that a case of the page may be recorded in, the page's own first.

    ``old_communes`` has for each of them the ids of the units whose sheets its parcels may be numbered in; ``others``
    are all units named there. ``boundaries`` are those of ``units``, by id, where they are known.
    """

    unit: AreaUnit
    units: tuple[AreaUnit, ...]
    old_communes: Mapping[int, tuple[int, ...]]
    others: tuple[AreaUnit, ...]
    boundaries: Mapping[int, Boundary]


def case_form(database: Database, scope: Scope, question: Question) -> CaseForm:
    """Return the choices for cases of the commune ``question.unit``."""
    scope.require(Right.CHANGE_CASES)
    with database.reading() as view:
        point = stand(view, scope, question)
        unit, registry = point.units[0], point.registry
        members = point.frame.members(unit.id) - {unit.id}
        rest = sorted((registry.find(row) for row in members if scope.sees(row)), key=_newest_first)
        units = (unit, *rest)
        boundaries = boundaries_of(view, load_in_force(view, point.entry), [row.id for row in units])
    old = {row.id: tuple(sorted(registry.ancestors(row.id) - {row.id})) for row in units}
    named = sorted({registry.find(row) for ids in old.values() for row in ids}, key=_newest_first)
    return CaseForm(unit, units, old, tuple(named), boundaries)


def _newest_first(unit: AreaUnit) -> tuple[int, str]:
    return -unit.valid_from.toordinal(), unit.code
