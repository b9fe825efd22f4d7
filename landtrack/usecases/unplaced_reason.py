"""Why a frame cannot say in which of its units a case lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.frame import UnitRegistry
    from landtrack.messages.catalogue import Catalogue


def unplaced_reason(registry: UnitRegistry, place_id: int, day: date, say: Catalogue) -> str:
    """Return the sentence about a case in the unit of the registry with this id, for the units of the day.

    Names units only, which everybody knows, and no case.
    """
    unit = registry.find(place_id)
    names = ", ".join(sorted(found.full_name for found in _lands(registry, unit, day)))
    if not names:
        return say.text("The registry of units does not say what became of {unit}.", unit=unit)
    return say.text(
        "{unit} lies in more than one unit of {day}: {names}. Its geometry or old parcel can decide.",
        unit=unit,
        day=day,
        names=names,
    )


def _lands(registry: UnitRegistry, unit: AreaUnit, day: date) -> set[AreaUnit]:
    """Return the units of the day that land of this one went to, or came from."""
    if unit.valid_on(day):
        return {unit}
    step: Callable[[int], frozenset[int]] = registry.predecessors if unit.valid_from > day else registry.successors
    found: set[AreaUnit] = set()
    for other in step(unit.id):
        found |= _lands(registry, registry.find(other), day)
    return found
