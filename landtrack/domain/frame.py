"""The registry of area units through time, and the frame: the units valid on one day.

A unit code is always read in a frame. Where a case of another day's unit lies in a frame is answered here as far as
succession alone can say it; the rest needs the parcel's old commune or the geometry.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal, UnknownUnit
from landtrack.domain.registry_rules import registry_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit, Succession


@dataclass(frozen=True, slots=True)
class Frame:
    """The units valid on ``day``, in official order, and where every unit of the registry lies among them."""

    day: date
    units: tuple[AreaUnit, ...]
    places: Mapping[int, int | None]
    """Unit id of the registry → id of the unit of this frame all its land lies in; None where succession cannot say."""

    def unit(self, code: str) -> AreaUnit:
        """Return the unit that has this code on the day of the frame.

        Raises UnknownUnit ``unit.unknown`` for a code that no unit has on that day.
        """
        for unit in self.units:
            if unit.code == code:
                return unit
        raise UnknownUnit("unit.unknown", code=code, day=self.day)

    def members(self, unit_id: int) -> frozenset[int]:
        """Return the ids of all units of the registry, of any day, that are placed in this unit of the frame."""
        return frozenset(member for member, place in self.places.items() if place == unit_id)


@dataclass(frozen=True, slots=True)
class UnitRegistry:
    """All area units of all days and the succession between them.

    Raises Refusal ``registry.invalid`` with every contradiction found, not only the first.
    """

    units: tuple[AreaUnit, ...]
    successions: tuple[Succession, ...]
    _by_id: Mapping[int, AreaUnit] = field(init=False, repr=False, compare=False)
    _old_of: Mapping[int, frozenset[int]] = field(init=False, repr=False, compare=False)
    _new_of: Mapping[int, frozenset[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check the rows against each other and index them once: frames are asked for on every page."""
        problems = registry_problems(self.units, self.successions)
        if problems:
            raise Refusal("registry.invalid", count=len(problems), problems="; ".join(problems))
        # object.__setattr__: the only way to fill a derived field of a frozen dataclass.
        object.__setattr__(self, "_by_id", MappingProxyType({unit.id: unit for unit in self.units}))
        object.__setattr__(self, "_old_of", _grouped((step.new_id, step.old_id) for step in self.successions))
        object.__setattr__(self, "_new_of", _grouped((step.old_id, step.new_id) for step in self.successions))

    def on(self, day: date) -> tuple[AreaUnit, ...]:
        """Return the units valid on this day, in official order, which is that of the codes."""
        return tuple(sorted((unit for unit in self.units if unit.valid_on(day)), key=lambda unit: unit.code))

    def frame(self, day: date) -> Frame:
        """Return the frame of this day.

        Raises Refusal ``frame.no_units`` for a day before the first unit, or after the last.
        """
        units = self.on(day)
        if not units:
            raise Refusal("frame.no_units", day=day, first=min((unit.valid_from for unit in self.units), default=day))
        places = {unit.id: self._place(unit, day) for unit in self.units}
        return Frame(day=day, units=units, places=MappingProxyType(places))

    def find(self, unit_id: int) -> AreaUnit:
        """Return the unit with this id.

        Raises UnknownUnit ``unit.unknown_id`` where there is none.
        """
        unit = self._by_id.get(unit_id)
        if unit is None:
            raise UnknownUnit("unit.unknown_id", unit_id=str(unit_id))
        return unit

    def predecessors(self, unit_id: int) -> frozenset[int]:
        """Return the ids of the units whose land went, wholly or partly, straight into this one."""
        return self._old_of.get(unit_id, frozenset())

    def successors(self, unit_id: int) -> frozenset[int]:
        """Return the ids of the units that this one's land went straight into."""
        return self._new_of.get(unit_id, frozenset())

    def ancestors(self, unit_id: int) -> frozenset[int]:
        """Return the id itself and those of all units whose land came to it, over any number of changes."""
        seen = {self.find(unit_id).id}
        frontier = [unit_id]
        while frontier:
            earlier = self.predecessors(frontier.pop()) - seen
            seen |= earlier
            frontier.extend(earlier)
        return frozenset(seen)

    def leaves(self, unit_id: int) -> frozenset[int]:
        """Return those ancestors that nothing precedes: the oldest communes the unit is made of."""
        return frozenset(ancestor for ancestor in self.ancestors(unit_id) if not self.predecessors(ancestor))

    def _place(self, unit: AreaUnit, day: date) -> int | None:
        if unit.valid_on(day):
            return unit.id
        later = unit.valid_from > day
        lands = self._lands(unit, day, self.predecessors if later else self.successors)
        return next(iter(lands)) if len(lands) == 1 else None

    def _lands(self, unit: AreaUnit, day: date, step: Callable[[int], frozenset[int]]) -> frozenset[int | None]:
        """Return every unit of the day that land of this one may lie in; None among them for land that left."""
        if unit.valid_on(day):
            return frozenset({unit.id})
        nearer = [self._by_id[unit_id] for unit_id in step(unit.id)]
        if not nearer:
            return frozenset({None})
        return frozenset[int | None]().union(*(self._lands(other, day, step) for other in nearer))


def _grouped(pairs: Iterable[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return MappingProxyType({key: frozenset(values) for key, values in groups.items()})
