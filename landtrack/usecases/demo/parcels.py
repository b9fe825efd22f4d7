"""The parcels of all planned cases: where each lies, with its hamlet, map sheet and parcel number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shapely

from landtrack.formats.coordinates import BAC_GIANG, from_wgs84, to_wgs84
from landtrack.usecases.demo.dice import happens
from landtrack.usecases.demo.land import survey
from landtrack.usecases.demo.plan import Drawn
from landtrack.usecases.demo.shapes import Manner

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.usecases.demo.hamlets import Hamlet
    from landtrack.usecases.demo.land import Land
    from landtrack.usecases.demo.plan import Planned

DECIMALS = 8  # of a degree: about a millimetre, so that the same parcel comes out whatever version of PROJ computes it
_LARGEST_NUMBER = 700
# Invented shares: roadsides without a parcel number, temporary numbers, parts of a parcel.
UNNUMBERED, TEMPORARY, PART = 0.35, 0.05, 0.14


@dataclass(frozen=True, slots=True)
class Site:
    """Where a case lies; the geometry is EPSG:4326 and always there, also for a case that is entered without one."""

    hamlet: str
    map_sheet: str
    parcel: str
    part_of_parcel: bool
    geometry: BaseGeometry


@dataclass(slots=True)
class Sheets:
    """The parcel numbers that are given out, by commune and map sheet."""

    dice: Random
    used: dict[tuple[int, int], set[int]] = field(default_factory=lambda: defaultdict(set))

    def number(self, hamlet: Hamlet, manner: Manner) -> tuple[str, str, bool]:
        """Return map sheet, parcel number and whether it is only a part of that parcel.

        Roadsides have no number, some land has a temporary one.
        """
        sheet = self.dice.choice(hamlet.sheets)
        used = self.used[hamlet.unit_id, sheet]
        number = next(n for n in iter(lambda: self.dice.randint(1, _LARGEST_NUMBER), 0) if n not in used)
        used.add(number)
        if manner is Manner.STRIP and happens(self.dice, UNNUMBERED):
            return str(sheet), "", False
        if happens(self.dice, TEMPORARY):
            return str(sheet), f"tạm {number}", False
        return str(sheet), str(number), happens(self.dice, PART)


def lay_out(
    dice: Random, communes: Sequence[AreaUnit], boundaries: Mapping[int, BaseGeometry], planned: Sequence[Planned]
) -> list[Site]:
    """Return the site of each planned case; ``boundaries`` are EPSG:4326, by unit id."""
    metric = dict(zip(boundaries, from_wgs84(list(boundaries.values()), BAC_GIANG), strict=True))
    land, sheets = survey(dice, communes, metric), Sheets(dice)
    hamlets = [land.hamlet(case.leaf_id) for case in planned]
    drawn = [_drawn(land, hamlet, case) for hamlet, case in zip(hamlets, planned, strict=True)]
    moved = shapely.transform(to_wgs84(drawn, BAC_GIANG), lambda coordinates: coordinates.round(DECIMALS))
    return [
        Site(hamlet.name, *sheets.number(hamlet, case.manner), geometry)
        for hamlet, case, geometry in zip(hamlets, planned, moved, strict=True)
    ]


def _drawn(land: Land, hamlet: Hamlet, case: Planned) -> BaseGeometry:
    area = case.measured / 10
    if case.drawn is Drawn.POINT:
        return land.point(hamlet)
    if case.drawn is Drawn.OUTSIDE:
        return land.outside(case.leaf_id, case.manner, area, by=land.dice.choice((0, 0, 0, 70)))
    if case.drawn is Drawn.MULTIPOLYGON:
        return land.parcel(hamlet, case.manner, area, parts=land.dice.choice((2, 2, 3)))
    return land.parcel(hamlet, case.manner, area)
