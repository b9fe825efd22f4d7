"""Which feature of a boundary file is which unit of a day: by code, then by name, and only on the same land.

Codes and names are reused for other land, so a code alone proves nothing: the name beside it and the area must agree.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.boundary_fit import Gap, Overlap, gaps_between, overlaps_between
from landtrack.domain.errors import Refusal
from landtrack.domain.unit_name import contradicts, plain_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.boundary import Boundary
    from landtrack.domain.boundary_file import BoundaryFeature, BoundaryFile
    from landtrack.domain.frame import Frame, UnitRegistry

OTHER_LAND = Decimal("1.5")
"""A boundary this many times larger or smaller than the unit's registered area is other land of the same code or name.
Maps of one commune differed by 12 % in what was tried; where a code or name was reused, by a factor of 1.9 to 8."""

_TENTHS_PER_KM2 = 10_000_000
_SHOWN = 5
"""How many codes or names a sentence lists."""


class MatchedBy(StrEnum):
    """What connected a feature with its unit."""

    CODE = "code"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class MatchedUnit:
    """A unit with its feature, and how the boundary's area compares with the registered one."""

    unit: AreaUnit
    feature: BoundaryFeature
    by: MatchedBy

    @property
    def difference_percent(self) -> Decimal:
        """By how much the boundary's area exceeds the registered one (negative: falls short), to 0.01 %."""
        return (_share(self.feature, self.unit) * 100 - 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A feature that was not taken, with the reason as a sentence's code and arguments."""

    feature: BoundaryFeature
    reason: Refusal


@dataclass(frozen=True, slots=True)
class BoundaryMatch:
    """All that a person must know of a boundary file before or after it is loaded for a day."""

    day: date
    matched: tuple[MatchedUnit, ...]
    unmatched: tuple[Unmatched, ...]
    missing: tuple[AreaUnit, ...]
    """Units of that day for which the file has no boundary."""
    overlaps: tuple[Overlap, ...]
    gaps: tuple[Gap, ...]
    better_day: date | None
    """A day on whose units more features of the file fit; None where there is none."""

    @property
    def geometries(self) -> Mapping[int, BaseGeometry]:
        """Unit id → boundary in EPSG:4326 of what matched: what ``derive_boundaries`` takes."""
        return {pair.unit.id: pair.feature.geometry for pair in self.matched}


def match_units(
    file: BoundaryFile,
    frame: Frame,
    *,
    registry: UnitRegistry | None = None,
    before: Mapping[int, Boundary] | None = None,
) -> BoundaryMatch:
    """Match every feature of the file with a unit of the frame.

    With ``registry`` a better day is looked for; with ``before``, the boundaries known so far, a feature that does not
    even touch its unit's is not taken: its coordinates are not what the file says.

    Raises Refusal ``boundaries.unit_twice`` where two features are the same unit, and where nothing matches
    ``boundaries.other_day``, ``boundaries.other_land``, ``boundaries.displaced``, ``boundaries.unknown_codes`` or
    ``boundaries.unknown_names``.
    """
    pairs, unmatched = _pairs(file, frame, before or {})
    better_day = _better_day(file, registry, frame.day, len(pairs)) if registry else None
    if not pairs:
        raise _nothing_matched(file, frame.day, unmatched, better_day)
    _refuse_twice(pairs)
    found = {pair.unit.id for pair in pairs}
    return BoundaryMatch(
        day=frame.day,
        matched=tuple(sorted(pairs, key=lambda pair: pair.unit.code)),
        unmatched=tuple(unmatched),
        missing=tuple(unit for unit in frame.units if unit.id not in found),
        overlaps=overlaps_between([(pair.unit.id, pair.feature.measured) for pair in pairs]),
        gaps=gaps_between([pair.feature.measured for pair in pairs]),
        better_day=better_day,
    )


def _pairs(
    file: BoundaryFile, frame: Frame, before: Mapping[int, Boundary]
) -> tuple[list[MatchedUnit], list[Unmatched]]:
    pairs: list[MatchedUnit] = []
    unmatched: list[Unmatched] = []
    for feature in file.features:
        try:
            pairs.append(_pair(feature, frame, before))
        except Refusal as reason:
            unmatched.append(Unmatched(feature, reason))
    return pairs, unmatched


def _pair(feature: BoundaryFeature, frame: Frame, before: Mapping[int, Boundary]) -> MatchedUnit:
    """Return the feature with its unit; raise the Refusal that says why there is none."""
    pair = _named(feature, frame)
    where = {"number": feature.number, "unit": pair.unit.full_name, "unit_code": pair.unit.code, "day": frame.day}
    if not 1 / OTHER_LAND < _share(feature, pair.unit) < OTHER_LAND:
        raise Refusal("boundary.other_area", **where, percent=pair.difference_percent)
    known = before.get(pair.unit.id)
    if known is not None and not feature.geometry.intersects(known.geometry):
        raise Refusal("boundary.displaced", **where)
    return pair


def _named(feature: BoundaryFeature, frame: Frame) -> MatchedUnit:
    for unit in frame.units:
        if unit.code == feature.code:
            if contradicts(feature.name, unit.name):
                where = {"number": feature.number, "name": feature.name, "unit_code": unit.code}
                raise Refusal("boundary.other_name", **where, unit=unit.full_name, day=frame.day)
            return MatchedUnit(unit, feature, MatchedBy.CODE)
    if feature.name is not None:
        alike = [unit for unit in frame.units if plain_name(unit.name) == plain_name(feature.name)]
        if len(alike) == 1:
            return MatchedUnit(alike[0], feature, MatchedBy.NAME)
    called = ", ".join(word for word in (feature.code, feature.name) if word)
    raise Refusal(
        "boundary.unknown" if called else "boundary.unnamed", number=feature.number, called=called, day=frame.day
    )


def _refuse_twice(pairs: Sequence[MatchedUnit]) -> None:
    first: dict[int, MatchedUnit] = {}
    for pair in pairs:
        other = first.setdefault(pair.unit.id, pair)
        if other is not pair:
            where = {"first": other.feature.number, "second": pair.feature.number}
            raise Refusal("boundaries.unit_twice", unit=pair.unit.full_name, unit_code=pair.unit.code, **where)


def _better_day(file: BoundaryFile, registry: UnitRegistry, day: date, matched: int) -> date | None:
    """Return the first day of the frame that most features fit, if these are more than ``matched``."""
    days = sorted({unit.valid_from for unit in registry.units} - {day})
    fitting = {other: len(_pairs(file, registry.frame(other), {})[0]) for other in days}
    best = max(days, key=lambda other: fitting[other], default=day)
    return best if fitting.get(best, 0) > matched else None


def _nothing_matched(file: BoundaryFile, day: date, unmatched: Sequence[Unmatched], better_day: date | None) -> Refusal:
    reasons = Counter(one.reason.code for one in unmatched)
    if better_day is not None:
        return Refusal("boundaries.other_day", file=file.name, day=day, better_day=better_day)
    if reasons["boundary.displaced"]:
        return Refusal("boundaries.displaced", file=file.name, system=file.system)
    if reasons["boundary.other_name"] or reasons["boundary.other_area"]:
        return Refusal("boundaries.other_land", file=file.name, day=day)
    codes = sorted({feature.code for feature in file.features if feature.code})
    if codes:
        return Refusal("boundaries.unknown_codes", file=file.name, day=day, codes=_listed(codes))
    names = sorted({feature.name for feature in file.features if feature.name})
    return Refusal("boundaries.unknown_names", file=file.name, day=day, names=_listed(names))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _share(feature: BoundaryFeature, unit: AreaUnit) -> Decimal:
    return feature.area_tenths / (unit.registry_area_km2 * _TENTHS_PER_KM2)
