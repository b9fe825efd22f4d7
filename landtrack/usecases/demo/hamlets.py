"""Where people live in a commune: hamlets along lanes, in metres of EPSG:9214. Parcels stand along the lanes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from landtrack.usecases.demo.words import hamlet_names

if TYPE_CHECKING:
    from random import Random

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.area_unit import AreaUnit

STEP = 10.0
HIGHLAND_KM2 = 20.0  # Communes larger than this are hills and forest; the smaller ones lie in the valley.


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """A lane or a canal: points every ten metres as (easting, northing, heading in radians)."""

    points: tuple[tuple[float, float, float], ...]

    def at(self, along: float) -> tuple[float, float, float]:
        """Return easting, northing and heading ``along`` metres from its beginning; the last point beyond its end."""
        first = min(max(int(along / STEP), 0), len(self.points) - 1)
        x, y, heading = self.points[first]
        rest = along - first * STEP
        return x + rest * math.cos(heading), y + rest * math.sin(heading), heading

    @property
    def length(self) -> float:
        """Return its length in metres."""
        return (len(self.points) - 1) * STEP


@dataclass(frozen=True, slots=True)
class Hamlet:
    """A hamlet with its lanes and the map sheets its land is on; ``weight`` is its share of the commune's cases."""

    name: str
    unit_id: int
    lanes: tuple[Lane, ...]
    sheets: tuple[int, ...]
    weight: float


def settle(dice: Random, unit: AreaUnit, land: BaseGeometry) -> list[Hamlet]:
    """Return the hamlets of a commune; ``land`` is its boundary in metres."""
    size = float(unit.registry_area_km2)
    count = min(18, round(6 + size / 3))
    names = hamlet_names(dice, unit, count, highland=size > HIGHLAND_KM2)
    centres = _centres(dice, land, count)
    sheets = iter(range(1, 200))
    apart = math.sqrt(land.area / count)
    found = []
    for name, centre in zip(names, centres, strict=True):
        own = tuple(next(sheets) for _ in range(dice.choice((1, 2, 2, 3))))
        found.append(Hamlet(name, unit.id, _lanes(dice, centre, apart, land), own, dice.lognormvariate(0, 0.4)))
    return found


def _centres(dice: Random, land: BaseGeometry, count: int) -> list[tuple[float, float]]:
    """Return points inside, as far from each other as the land allows; the demand shrinks until all have a place."""
    inner = land.buffer(-180)
    shapely.prepare(inner)
    west, south, east, north = inner.bounds
    apart = 0.85 * math.sqrt(inner.area / count)
    centres: list[tuple[float, float]] = []
    while len(centres) < count:
        x, y = dice.uniform(west, east), dice.uniform(south, north)
        near = any(math.hypot(x - other_x, y - other_y) < apart for other_x, other_y in centres)
        if near or not shapely.intersects_xy(inner, x, y):
            apart *= 0.998
            continue
        centres.append((x, y))
    return centres


def _lanes(dice: Random, centre: tuple[float, float], apart: float, land: BaseGeometry) -> tuple[Lane, ...]:
    """Return a main lane through the centre and a few that branch off it nearly at right angles.

    ``apart`` is about how far it is to the next hamlet, in metres.
    """
    heading = dice.uniform(0, math.pi)
    length = dice.uniform(0.5, 1.1) * apart
    start = (centre[0] - math.cos(heading) * length / 2, centre[1] - math.sin(heading) * length / 2)
    main = _walk(dice, start, heading, length, land)
    lanes = [main]
    for _ in range(dice.choice((2, 3, 3, 4))):
        x, y, tangent = main.at(dice.uniform(0.1, 0.9) * main.length)
        turn = math.pi / 2 * dice.choice((-1, 1)) + dice.uniform(-0.25, 0.25)
        lanes.append(_walk(dice, (x, y), tangent + turn, dice.uniform(0.15, 0.5) * apart, land))
    return tuple(lanes)


def _walk(dice: Random, start: tuple[float, float], heading: float, length: float, land: BaseGeometry) -> Lane:
    """Return a gently winding lane; it ends early where it would leave the commune."""
    x, y = start
    bend = 0.0
    points = [(x, y, heading)]
    for _ in range(int(length / STEP)):
        bend = 0.85 * bend + dice.uniform(-0.025, 0.025)
        heading += bend
        x, y = x + STEP * math.cos(heading), y + STEP * math.sin(heading)
        if not shapely.intersects_xy(land, x, y) and shapely.intersects_xy(land, *points[-1][:2]):
            break
        points.append((x, y, heading))
    return Lane(tuple(points))
