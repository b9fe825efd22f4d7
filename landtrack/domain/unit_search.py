"""Units by what people call them, of any day, and where the cases of such a unit lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.area_unit import UnitKind
from landtrack.domain.search_words import meets
from landtrack.domain.text import unaccented

if TYPE_CHECKING:
    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.frame import UnitRegistry

_SHORT = {UnitKind.XA: "x.", UnitKind.THI_TRAN: "tt", UnitKind.PHUONG: "p."}


def places_called(registry: UnitRegistry, words: str) -> frozenset[int]:
    """Return the ids of place whose cases lie in a unit so called, now or formerly: by name, kind and name, or code.

    ``words`` have no diacritics. A unit's cases are those of every unit whose land is all in it.
    """
    found: set[int] = set()
    for unit in registry.units:
        if unit.code == words or any(meets(words, name) for name in _names(unit)):
            found |= registry.frame(unit.valid_from).members(unit.id)
    return frozenset(found)


def places_named(registry: UnitRegistry, words: str) -> frozenset[int]:
    """Return the same of the units whose name, with or without its kind, is just this."""
    exact = [unit for unit in registry.units if words in _names(unit) or words == unaccented(unit.name)]
    return frozenset[int]().union(*(registry.frame(unit.valid_from).members(unit.id) for unit in exact))


def _names(unit: AreaUnit) -> tuple[str, str]:
    name = unaccented(unit.name)
    return (unaccented(unit.full_name), f"{_SHORT[unit.kind]} {name}")
