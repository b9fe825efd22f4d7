"""Putting parcels on the land: along lanes, in the direction of the lane, beside each other and not on top."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shapely
from shapely import MultiPolygon, Point, Polygon

from landtrack.usecases.demo.dice import happens
from landtrack.usecases.demo.hamlets import STEP, settle
from landtrack.usecases.demo.shapes import Manner, outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from random import Random

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.usecases.demo.hamlets import Hamlet, Lane
    from landtrack.usecases.demo.shapes import Outline

CELL = 80.0
INSIDE_BY = 6.0  # metres that a parcel keeps from the boundary of its commune
OUTSIDE_BY = 3.0  # metres that a parcel leaves its commune by, if it does
ATTEMPTS = 60
# How far from the lane the front of a parcel lies at most, metres.
_SETBACK: dict[Manner, tuple[float, float]] = {
    Manner.STRIP: (0.0, 2.0),
    Manner.PLOT: (3.0, 14.0),
    Manner.FIELD: (5.0, 160.0),
    Manner.POND: (10.0, 140.0),
    Manner.FOREST: (60.0, 420.0),
}

BESIDE = 0.4  # how often a parcel stands right beside the last one of its lane
_GAPS = (0.4, 0.4, 5.0, 14.0)  # metres between the two

Neighbour = tuple[float, int]  # how far along the lane the last parcel of a row ends, and on which side


@dataclass(slots=True)
class Taken:
    """The parcels that are already there, in a grid of cells."""

    cells: dict[tuple[int, int], list[BaseGeometry]] = field(default_factory=lambda: defaultdict(list))

    def free(self, parcel: BaseGeometry) -> bool:
        """Say whether the parcel would touch no other."""
        return not any(parcel.intersects(other) for cell in _cells(parcel) for other in self.cells.get(cell, ()))

    def add(self, parcel: BaseGeometry) -> None:
        """Remember the parcel."""
        for cell in _cells(parcel):
            self.cells[cell].append(parcel)


def _cells(parcel: BaseGeometry) -> Iterable[tuple[int, int]]:
    west, south, east, north = (int(value // CELL) for value in parcel.bounds)
    return ((x, y) for x in range(west, east + 1) for y in range(south, north + 1))


@dataclass(slots=True)
class Land:
    """The communes with their hamlets; geometries in metres of EPSG:9214."""

    dice: Random
    whole: dict[int, BaseGeometry] = field(default_factory=dict)
    inner: dict[int, BaseGeometry] = field(default_factory=dict)
    hamlets: dict[int, list[Hamlet]] = field(default_factory=dict)
    taken: Taken = field(default_factory=Taken)
    last: dict[Lane, Neighbour] = field(default_factory=dict)

    def hamlet(self, unit_id: int) -> Hamlet:
        """Return one of the commune's hamlets, the larger ones more often."""
        hamlets = self.hamlets[unit_id]
        return self.dice.choices(hamlets, [hamlet.weight for hamlet in hamlets])[0]

    def parcel(self, hamlet: Hamlet, manner: Manner, area: float, parts: int = 1) -> BaseGeometry:
        """Return a new parcel of ``area`` m² inside the commune, in up to three ``parts`` side by side."""
        attempt = 0
        while True:
            drawn = self._drawn(hamlet, manner, area, parts, wider=1 + attempt / 15)
            inside = drawn.is_valid and shapely.contains_properly(self.inner[hamlet.unit_id], drawn)
            # Farther and farther from the lane; in the end an overlap is better than nothing.
            if inside and (attempt > ATTEMPTS or self.taken.free(drawn)):
                self.taken.add(drawn)
                return drawn
            attempt += 1

    def point(self, hamlet: Hamlet) -> BaseGeometry:
        """Return where somebody pointed at the map instead of measuring."""
        return Point(self.parcel(hamlet, Manner.PLOT, 150.0).centroid)

    def outside(self, unit_id: int, manner: Manner, area: float, by: float) -> BaseGeometry:
        """Return a parcel whose middle lies ``by`` metres beyond the commune's boundary (0: it straddles it)."""
        ring = self.whole[unit_id].exterior
        inside = self.whole[unit_id].buffer(OUTSIDE_BY)
        beyond = self.whole[unit_id].buffer(-1 if by == 0 else by).exterior
        while True:
            at = beyond.interpolate(self.dice.random(), normalized=True)
            foot = ring.project(at)
            near, far = ring.interpolate(foot - 5), ring.interpolate(foot + 5)
            heading = math.atan2(far.y - near.y, far.x - near.x) + math.pi / 2 * (by == 0)
            corners = outline(self.dice, manner, area)
            middle = sum(v for _, v in corners) / len(corners)
            drawn = Polygon(_placed(corners, (at.x, at.y, heading), 1, -middle))
            if drawn.is_valid and not inside.covers(drawn) and self.taken.free(drawn):
                self.taken.add(drawn)
                return drawn

    def _drawn(self, hamlet: Hamlet, manner: Manner, area: float, parts: int, *, wider: float) -> BaseGeometry:
        """Return a parcel at one of the hamlet's lanes, beside the last one there or somewhere else along it."""
        lane = self.dice.choices(hamlet.lanes, [lane.length + STEP for lane in hamlet.lanes])[0]
        drawn = _row(self.dice, manner, area, parts)
        end, side = self.last.get(lane, (lane.length, 1))
        if end < lane.length and happens(self.dice, BESIDE):
            along = end + self.dice.choice(_GAPS)
        else:
            along, side = self.dice.uniform(0, lane.length), self.dice.choice((-1, 1))
        nearest, farthest = _SETBACK[manner]
        back = nearest + (farthest * wider - nearest) * self.dice.random() ** 2
        self.last[lane] = (along + max(u for u, _ in drawn[-1]), side)
        placed = [Polygon(_placed(corners, lane.at(along), side, back)) for corners in drawn]
        return placed[0] if parts == 1 else MultiPolygon(placed)


def _row(dice: Random, manner: Manner, area: float, parts: int) -> list[Outline]:
    """Return outlines of ``area`` m² in all, one after the other from u = 0 on, a path between them."""
    shares = [dice.uniform(0.6, 1.4) for _ in range(parts)]
    drawn: list[Outline] = []
    begin = 0.0
    for share in shares:
        corners = outline(dice, manner, area * share / sum(shares))
        left = min(u for u, _ in corners)
        drawn.append([(u - left + begin, v) for u, v in corners])
        begin = max(u for u, _ in drawn[-1]) + dice.uniform(2.5, 6)
    return drawn


def _placed(corners: Outline, at: tuple[float, float, float], side: int, back: float) -> Outline:
    """Return an outline in metres of the map: ``back`` metres from the lane, on its left (side 1) or right (-1)."""
    x, y, heading = at
    cos, sin = math.cos(heading), math.sin(heading)
    return [(x + u * cos - side * (v + back) * sin, y + u * sin + side * (v + back) * cos) for u, v in corners]


def survey(dice: Random, units: Iterable[AreaUnit], boundaries: Mapping[int, BaseGeometry]) -> Land:
    """Return the empty land of these communes; ``boundaries`` in metres of EPSG:9214, by unit id."""
    land = Land(dice)
    for unit in units:
        whole = boundaries[unit.id]
        land.whole[unit.id] = whole
        land.inner[unit.id] = whole.buffer(-INSIDE_BY)
        shapely.prepare(land.inner[unit.id])
        land.hamlets[unit.id] = settle(dice, unit, whole)
    return land
