"""Where points should lie, and how far from there they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from landtrack.domain.boundary import OUTSIDE_TOLERANCE_DEGREES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from landtrack.formats.coordinate_readings import Numbers

COUNTRY = shapely.box(102.1, 8.3, 109.5, 23.4)
"""Việt Nam's mainland and near islands: where coordinates lie of which nothing else is known."""
REFERENCE_METRES = 0.25
"""A point as near as this to where it is known to lie is there: surveys repeat to a few centimetres."""
# Metres in a degree on the ellipsoid near 21° N; within 0.5 % in all of Việt Nam, which is enough to say how far off.
_NORTH, _EAST = 110_700.0, 111_320.0


@dataclass(frozen=True, slots=True)
class Found:
    """Points (N, 2) as one reading places them: how many are where they should be, how far off the others lie.

    ``off`` is the median of those others, ``mean_off`` the mean of all, in metres.
    """

    points: Numbers
    inside: int
    off: float
    mean_off: float
    referenced: bool


@dataclass(frozen=True, slots=True)
class Target:
    """Areas (EPSG:4326), which of them each point should lie in, and perhaps where it is known to lie."""

    areas: tuple[BaseGeometry, ...]
    chosen: NDArray[np.intp] | None = None
    reference: Numbers | None = None

    @classmethod
    def one(cls, area: BaseGeometry | None, reference: Numbers | None = None) -> Target:
        """Return one area for all points; None is the country."""
        return cls((area or COUNTRY,), None, reference)

    @classmethod
    def each(cls, areas: Sequence[BaseGeometry | None]) -> Target:
        """Return an area for each point; the same object is prepared once."""
        known = {id(area): area or COUNTRY for area in areas}
        places = {key: place for place, key in enumerate(known)}
        return cls(tuple(known.values()), np.array([places[id(area)] for area in areas], dtype=np.intp))

    @property
    def referenced(self) -> bool:
        """Say whether it is known where the points lie."""
        return self.reference is not None

    def of(self, rows: NDArray[np.intp]) -> Target:
        """Return the target of some of the points."""
        chosen = np.zeros(len(rows), dtype=np.intp) if self.chosen is None else self.chosen[rows]
        return Target(
            tuple(_widened(area) for area in self.areas),
            chosen,
            None if self.reference is None else self.reference[rows],
        )

    def judge(self, points: Numbers) -> Found:
        """Return how points (longitude, latitude) lie; what lies nowhere is as far off as can be."""
        off = np.full(len(points), np.inf)
        good = np.isfinite(points).all(axis=1)
        if self.reference is not None:
            off[good] = _distances(points[good], self.reference[good])
            inside = off <= REFERENCE_METRES
        else:
            for place, area in enumerate(self.areas):
                mine = np.flatnonzero(good & (self.chosen == place))
                off[mine] = _off(area, points[mine])
            inside = off == 0.0
        outside = off[~inside]
        return Found(
            points,
            int(inside.sum()),
            float(np.median(outside)) if len(outside) else 0.0,
            float(off.mean()),
            self.referenced,
        )


def metres_apart(one: Numbers, other: Numbers) -> float | None:
    """Return the median distance (m) between points at the same place of two lists; None where none is on Earth."""
    good = _on_earth(one) & _on_earth(other)
    return float(np.median(_distances(one[good], other[good]))) if good.any() else None


def _on_earth(points: Numbers) -> NDArray[np.bool_]:
    held: NDArray[np.bool_] = (np.abs(points[:, 0]) <= 360) & (np.abs(points[:, 1]) <= 90)  # noqa: PLR2004 - degrees
    return held


def _widened(area: BaseGeometry) -> BaseGeometry:
    wide = shapely.buffer(area, OUTSIDE_TOLERANCE_DEGREES, join_style="mitre")
    shapely.prepare(wide)
    return wide


def _off(area: BaseGeometry, points: Numbers) -> NDArray[np.float64]:
    """Return how far points lie from an area in metres, 0 inside."""
    off = np.zeros(len(points))
    outside = np.flatnonzero(~shapely.intersects_xy(area, points[:, 0], points[:, 1]))
    if len(outside):
        away = points[outside]
        nearest = shapely.get_coordinates(shapely.shortest_line(shapely.points(away), area))[1::2]
        off[outside] = np.maximum(_distances(away, nearest), 0.01)
    return off


def _distances(one: Numbers, other: Numbers) -> NDArray[np.float64]:
    east = (one[:, 0] - other[:, 0]) * _EAST * np.cos(np.radians(other[:, 1]))
    distances: NDArray[np.float64] = np.hypot(east, (one[:, 1] - other[:, 1]) * _NORTH)
    return distances
