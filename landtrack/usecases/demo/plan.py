"""How many cases of which sort: the figures that the demo gives as of 30/11/2023, and the sizes of the parcels.

Only the total and the last band are of the district's report; the rest is invented (docs/demo.md).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from landtrack.domain.area_unit import UnitKind
from landtrack.domain.cutoff import Band
from landtrack.domain.status import Status
from landtrack.usecases.demo.dice import happens, pick
from landtrack.usecases.demo.hamlets import HIGHLAND_KM2
from landtrack.usecases.demo.shapes import Manner

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from landtrack.domain.area_unit import AreaUnit

# As of 30/11/2023, as known that evening.
SNAPSHOT: dict[Band, dict[Status, int]] = {
    Band.BEFORE: {Status.RESOLVED: 3_540, Status.PARTLY_RESOLVED: 49, Status.IN_HAND: 243, Status.OPEN: 158},
    Band.BETWEEN: {Status.RESOLVED: 421, Status.PARTLY_RESOLVED: 10, Status.IN_HAND: 43, Status.OPEN: 27},
    Band.AFTER: {Status.RESOLVED: 50, Status.IN_HAND: 2},
    Band.UNDETERMINED: {Status.RESOLVED: 17, Status.PARTLY_RESOLVED: 1, Status.IN_HAND: 7, Status.OPEN: 6},
}
ALL_AREA = 36_251_000  # tenths of m²: 362.51 ha
AFTER_RESOLVED_AREA = 441_000
AFTER_IN_HAND_AREA = 18_000
SEEN_OUTSIDE = 2_000  # tenths of m²: smaller ones would hardly be seen to cross a boundary
DISAGREEING = 40  # polygons that measure quite another area than the declared one

# Communes where the work goes well or badly: how much likelier a case there is still unresolved.
_BEHIND = {1: 1.9, 4: 1.6, 6: 0.45, 8: 0.6, 9: 1.3, 11: 0.5, 12: 2.1, 14: 0.35, 16: 1.4, 17: 0.4, 19: 0.7}
# Mean area of a parcel in m², spread (sigma of its logarithm), and share in the valley, the highlands, a town.
_SIZES: dict[Manner, tuple[float, float, tuple[int, int, int]]] = {
    Manner.STRIP: (150, 0.75, (16, 10, 20)),
    Manner.PLOT: (260, 0.55, (34, 24, 52)),
    Manner.FIELD: (680, 0.65, (38, 32, 22)),
    Manner.POND: (1_150, 0.5, (6, 5, 5)),
    Manner.FOREST: (2_100, 0.7, (6, 29, 1)),
}
_SMALLEST, _LARGEST = 90, 180_000  # tenths of m²


class Drawn(Enum):
    """How a case is drawn on the map."""

    POLYGON = "polygon"
    MULTIPOLYGON = "multipolygon"
    POINT = "point"
    OUTSIDE = "outside"
    NOTHING = "nothing"


ODDLY_DRAWN = {Drawn.NOTHING: 12, Drawn.POINT: 30, Drawn.OUTSIDE: 5, Drawn.MULTIPOLYGON: 46}


@dataclass(frozen=True, slots=True)
class Planned:
    """A case to be: ``leaf_id`` is the old commune it lies in, areas in tenths of m².

    ``band`` and ``status`` are those of the snapshot; ``withdrawn`` one that is taken out before it.
    """

    leaf_id: int
    band: Band
    status: Status
    manner: Manner
    area: int
    measured: int
    drawn: Drawn = Drawn.POLYGON
    withdrawn: bool = False


def plan_snapshot(dice: Random, communes: Sequence[AreaUnit]) -> list[Planned]:
    """Return the 4,574 cases of 30/11/2023."""
    bands = [band for band, statuses in SNAPSHOT.items() for _ in range(sum(statuses.values()))]
    dice.shuffle(bands)
    places = _spread(dice, communes, len(bands))
    statuses = _statuses(dice, bands, places)
    by_id = {unit.id: unit for unit in communes}
    cases = [
        sized(dice, Planned(leaf, band, status, manner(dice, by_id[leaf]), 0, 0))
        for leaf, band, status in zip(places, bands, statuses, strict=True)
    ]
    measured = [replace(case, measured=surveyed(dice, case.area)) for case in _with_exact_sums(cases)]
    return _with_oddities(dice, measured)


def plan_more(dice: Random, communes: Sequence[AreaUnit], count: int, weights: Mapping[Band, int]) -> list[Planned]:
    """Return ``count`` further cases, not in the snapshot, of bands in proportion to ``weights``; all polygons."""
    places = _spread(dice, communes, count)
    by_id = {unit.id: unit for unit in communes}
    found = []
    for leaf in places:
        band = pick(dice, weights)
        case = sized(dice, Planned(leaf, band, Status.OPEN, manner(dice, by_id[leaf]), 0, 0))
        found.append(replace(case, measured=surveyed(dice, case.area)))
    return found


def manner(dice: Random, unit: AreaUnit) -> Manner:
    """Return a use of land as it is met in such a commune."""
    column = 2 if unit.kind is UnitKind.THI_TRAN else int(unit.registry_area_km2 > HIGHLAND_KM2)
    return pick(dice, {use: shares[column] for use, (_, _, shares) in _SIZES.items()})


def sized(dice: Random, case: Planned) -> Planned:
    """Return the case with an area that is usual for its use; half of them in whole m², as tape measures give them."""
    mean, sigma, _ = _SIZES[case.manner]
    area = dice.lognormvariate(0, sigma) * mean * 10 / math.exp(sigma * sigma / 2)
    tenths = min(max(round(area), _SMALLEST), _LARGEST)
    return replace(case, area=tenths if happens(dice, 0.5) else round(tenths, -1))


def surveyed(dice: Random, area: int) -> int:
    """Return the area that the drawing will measure: within 0.8 % of the declared one."""
    return round(area * (1 + min(max(dice.gauss(0, 0.003), -0.008), 0.008)))


def _spread(dice: Random, communes: Sequence[AreaUnit], count: int) -> list[int]:
    """Return a commune for each of ``count`` cases, in proportion to area, give or take an eighth."""
    weights = [float(unit.registry_area_km2) * dice.uniform(0.875, 1.125) for unit in communes]
    shares = [count * weight / sum(weights) for weight in weights]
    whole = [int(share) for share in shares]
    by_rest = sorted(range(len(communes)), key=lambda place: whole[place] - shares[place])
    for place in by_rest[: count - sum(whole)]:
        whole[place] += 1
    places = [unit.id for unit, cases in zip(communes, whole, strict=True) for _ in range(cases)]
    dice.shuffle(places)
    return places


def _statuses(dice: Random, bands: Sequence[Band], places: Sequence[int]) -> list[Status]:
    """Return a status for each case: exactly as many as planned, the unresolved ones rather where work is behind."""
    found = [Status.RESOLVED] * len(bands)
    for band, wanted in SNAPSHOT.items():
        # The smallest keys of weighted dice: sampling without replacement.
        members = [place for place, other in enumerate(bands) if other is band]
        members.sort(key=lambda place: dice.random() ** (1 / _BEHIND.get(places[place], 1.0)), reverse=True)
        chosen = iter(members)
        for status, count in wanted.items():
            if status is not Status.RESOLVED:
                for _ in range(count):
                    found[next(chosen)] = status
    return found


def _with_exact_sums(cases: Sequence[Planned]) -> list[Planned]:
    """Return the cases with areas that sum exactly to those of the report, in all and in the last band."""
    found = list(cases)
    after = {Status.RESOLVED: AFTER_RESOLVED_AREA, Status.IN_HAND: AFTER_IN_HAND_AREA}
    groups = {
        status: [n for n, row in enumerate(cases) if row.band is Band.AFTER and row.status is status]
        for status in after
    }
    others = [n for n, row in enumerate(cases) if row.band is not Band.AFTER]
    wanted = [(groups[status], area) for status, area in after.items()]
    for members, area in (*wanted, (others, ALL_AREA - sum(after.values()))):
        for place, exact in zip(members, _scaled([cases[n].area for n in members], area), strict=True):
            found[place] = replace(cases[place], area=exact)
    return found


def _scaled(areas: Sequence[int], total: int) -> list[int]:
    """Return the areas scaled to sum to ``total``; those in whole m² stay so, the largest takes what is left over."""
    factor = total / sum(areas)
    found = [round(area * factor / 10) * 10 if area % 10 == 0 else round(area * factor) for area in areas]
    largest = found.index(max(found))
    found[largest] += total - sum(found)
    return found


def _with_oddities(dice: Random, cases: Sequence[Planned]) -> list[Planned]:
    """Return the cases, some of them without geometry, as points, outside their commune, or with a wrong area."""
    order = list(range(len(cases)))
    dice.shuffle(order)
    chosen = (place for place in order if cases[place].band is not Band.AFTER)
    found = list(cases)
    for drawn, count in ODDLY_DRAWN.items():
        for _ in range(count):
            place = next(place for place in chosen if drawn is not Drawn.OUTSIDE or found[place].area > SEEN_OUTSIDE)
            found[place] = replace(found[place], drawn=drawn)
    for _ in range(DISAGREEING):
        place = next(chosen)
        off = dice.uniform(0.11, 0.58) * dice.choice((-1, 1))
        found[place] = replace(found[place], measured=round(found[place].area * (1 + off)))
    return found
