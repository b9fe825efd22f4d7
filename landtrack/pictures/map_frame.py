"""Where metres lie on a small map: as large as they go, north up, and what is too far away to be on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from landtrack.domain.report.small_map import SmallMap
    from landtrack.pictures.sheet import Spot

LEAST_METRES = 200.0
"""No map shows less than so much across: a single point has no size."""
FAR = 0.3
"""So much of the unit's size beyond its boundary, a case would make the map too small for the others."""
NEAREST = 0.25
"""Points that corners of an outline are apart at least."""


@dataclass(frozen=True, slots=True)
class MapFrame:
    """Metres between bounds, at ``scale`` points a metre, from ``left`` and ``upper`` of the sheet on."""

    west: float
    south: float
    east: float
    north: float
    left: float
    upper: float
    scale: float

    @property
    def high(self) -> float:
        """Return how high the map is, in points."""
        return (self.north - self.south) * self.scale

    def spot(self, place: Spot) -> Spot:
        """Return where a place lies on the sheet."""
        return self.left + (place[0] - self.west) * self.scale, self.upper + (self.north - place[1]) * self.scale

    def holds(self, place: Spot) -> bool:
        """Say whether a place is on the map."""
        return self.west <= place[0] <= self.east and self.south <= place[1] <= self.north

    def ring(self, ring: Sequence[Spot]) -> list[Spot]:
        """Return a ring on the sheet without corners that nobody can tell apart; empty where nothing is left of it."""
        kept: list[Spot] = []
        for x, y in map(self.spot, ring):
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= NEAREST:
                kept.append((x, y))
        return kept if len(kept) > 2 else []  # noqa: PLR2004 - a ring has three corners


def frame_of(found: SmallMap, left: float, upper: float, wide: float, high: float) -> MapFrame:
    """Return the frame that holds the boundary and the cases not far from it, in ``wide`` × ``high`` points at most."""
    boundary = [place for ring in found.boundary for place in ring]
    centres = [shape.centre for shape in found.shapes]
    west, south, east, north = _bounds(boundary or centres)
    reach = FAR * max(east - west, north - south)
    near = [
        place
        for place in centres
        if west - reach <= place[0] <= east + reach and south - reach <= place[1] <= north + reach
    ]
    west, south, east, north = _bounds([*boundary, *near])
    across, along = max(east - west, LEAST_METRES), max(north - south, LEAST_METRES)
    # A little air, so that no symbol is cut off at the edge.
    west, east = (west + east) / 2 - across * 0.53, (west + east) / 2 + across * 0.53
    south, north = (south + north) / 2 - along * 0.53, (south + north) / 2 + along * 0.53
    scale = min(wide / (east - west), high / (north - south))
    return MapFrame(west, south, east, north, left + (wide - (east - west) * scale) / 2, upper, scale)


def bar_metres(scale: float, room: float) -> int:
    """Return the longest round length in metres (1, 2 or 5 times a power of ten) that takes ``room`` points."""
    lengths = (factor * 10**power for power in count() for factor in (1, 2, 5))
    return max(takewhile(lambda length: length * scale <= room, lengths), default=1)


def _bounds(places: Iterable[Spot]) -> tuple[float, float, float, float]:
    found = list(places) or [(0.0, 0.0)]
    return (
        min(place[0] for place in found),
        min(place[1] for place in found),
        max(place[0] for place in found),
        max(place[1] for place in found),
    )
