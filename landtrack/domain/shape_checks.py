"""Checks of geometries in metres: measured areas, overlaps, slivers, rings that are none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely

from landtrack.domain.finding import FindingKind, found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.finding import CheckedCase, Finding

POLYGONS = frozenset({3, 6})
"""The type numbers of polygons and multipolygons: a point has no area to compare."""
LEAST_OVERLAP = 0.1
"""m²: less is what rounding leaves where two parcels touch."""
LEAST_WIDTH = 0.02
"""m: what two surveys of one boundary differ by is no land that both claim."""
SLIVER_WIDTH = 0.3
"""m: narrower, on the average, than anything that can be used."""
THINNESS, THIN_WIDTH = 0.05, 1.0
"""4πA/P² (1 for a circle) and m: long and narrow together are a sliver, too."""
HUNDREDTHS = 10_000


def area_differences(
    cases: Sequence[CheckedCase], measured: Sequence[BaseGeometry], tolerance: Decimal
) -> Iterator[Finding]:
    """Give polygons whose area differs from the declared one by more than ``tolerance`` (a share) and 0.1 m²."""
    areas = shapely.area(measured).tolist()
    for case, kind, area in zip(cases, shapely.get_type_id(measured).tolist(), areas, strict=True):
        tenths = math.floor(area * 10 + 0.5)
        apart = abs(tenths - case.area)
        if kind in POLYGONS and apart > 1 and apart > tolerance * case.area:
            share = math.floor(apart * HUNDREDTHS / case.area + 0.5)
            yield found(FindingKind.AREA_DIFFERS, case, declared=case.area, measured=tenths, share=share)


def overlaps(cases: Sequence[CheckedCase], measured: Sequence[BaseGeometry]) -> Iterator[Finding]:
    """Give pairs of cases that count the same land, with the area that they share.

    What only touches is left out, also where two surveys of one boundary differ by a centimetre.
    """
    if not len(measured):
        return
    tree = shapely.STRtree(measured)
    one, other = tree.query(measured, predicate="intersects")
    once = one < other
    one, other = one[once], other[once]
    shapes = tree.geometries
    shared = shapely.intersection(shapes.take(one), shapes.take(other))
    areas, lengths = shapely.area(shared), shapely.length(shared)
    wide = (areas > LEAST_OVERLAP) & (2 * areas > LEAST_WIDTH * lengths)
    for first, second, area in zip(one[wide].tolist(), other[wide].tolist(), areas[wide].tolist(), strict=True):
        tenths = math.floor(area * 10 + 0.5)
        smaller = min(cases[first].area, cases[second].area)
        share = min(math.floor(tenths * HUNDREDTHS / smaller + 0.5), HUNDREDTHS)
        yield found(FindingKind.OVERLAP, cases[first], cases[second], shared=tenths, share=share)


def slivers(cases: Sequence[CheckedCase], measured: Sequence[BaseGeometry]) -> Iterator[Finding]:
    """Give polygons of which a part is too narrow to be land that somebody uses, with its mean width."""
    parts, owners = shapely.get_parts(measured, return_index=True)
    areas, lengths = shapely.area(parts), shapely.length(parts)
    flat = (shapely.get_type_id(parts) == min(POLYGONS)) & (lengths > 0)
    parts, owners, areas, lengths = parts[flat], owners[flat], areas[flat], lengths[flat]
    width = 2 * areas / lengths
    thin = (width < SLIVER_WIDTH) | ((4 * math.pi * areas < THINNESS * lengths**2) & (width < THIN_WIDTH))
    narrowest: dict[int, float] = {}
    for owner, metres in zip(owners[thin].tolist(), width[thin].tolist(), strict=True):
        narrowest[owner] = min(metres, narrowest.get(owner, metres))
    for owner, metres in sorted(narrowest.items()):
        yield found(FindingKind.SLIVER, cases[owner], width=round(metres * 1000))


def invalid_rings(cases: Sequence[CheckedCase], geometries: Sequence[BaseGeometry]) -> Iterator[Finding]:
    """Give cases whose geometry crosses itself or is otherwise no land."""
    wrong = (~shapely.is_valid(geometries)).nonzero()[0].tolist()
    for place in wrong:
        yield found(FindingKind.INVALID_RING, cases[place])
