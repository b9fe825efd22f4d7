"""Outlines of parcels as land has them: strips along a road, house plots, fields, ponds, pieces of forest.

An outline is a list of corners (u, v) in metres: u along the lane the parcel stands at, v away from it, from 0 on.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.usecases.demo.dice import happens

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Outline = list[tuple[float, float]]


class Manner(StrEnum):
    """What the land is used as; it decides the outline, the usual size and the land type."""

    STRIP = "strip"
    PLOT = "plot"
    FIELD = "field"
    POND = "pond"
    FOREST = "forest"


def outline(dice: Random, manner: Manner, area: float) -> Outline:
    """Return an outline of exactly ``area`` m²."""
    drawn = _DRAWN[manner](dice)
    scale = math.sqrt(area / _area(drawn))
    return [(u * scale, v * scale) for u, v in drawn]


def _area(corners: Outline) -> float:
    following = [*corners[1:], corners[0]]
    return abs(sum(u * next_v - next_u * v for (u, v), (next_u, next_v) in zip(corners, following, strict=True))) / 2


def _strip(dice: Random) -> Outline:
    """Return a long narrow band along the lane, its ends a little askew."""
    length, askew = dice.uniform(5, 16), dice.uniform(-0.4, 0.4)
    far = dice.uniform(0.75, 1.15)
    return [(-length / 2, 0), (length / 2, 0), (length / 2 + askew, far), (-length / 2 + askew, 1)]


def _plot(dice: Random) -> Outline:
    """Return a house plot: narrow towards the lane and deep, one in five with a corner cut out."""
    depth, back = dice.uniform(1.5, 4), dice.uniform(0.85, 1.15)
    if happens(dice, 0.2):
        return _with_notch(dice, 1, depth)
    return [(-0.5, 0), (0.5, 0), (back / 2, depth + dice.uniform(-0.1, 0.1)), (-back / 2, depth)]


def _field(dice: Random) -> Outline:
    """Return a field: a bent quadrilateral, now and then with a corner cut out or cut off."""
    depth = dice.choice((dice.uniform(0.5, 2.2), dice.uniform(1.5, 3.5)))
    if happens(dice, 0.18):
        return _with_notch(dice, 1, depth)
    corners = _bent(dice, [(-0.5, 0), (0.5, 0), (0.5, depth), (-0.5, depth)], 0.1)
    if happens(dice, 0.15):
        cut = dice.uniform(0.2, 0.45)
        (right_u, right_v), (left_u, left_v) = corners[2], corners[3]
        low_u, low_v = corners[1]
        first = (right_u + (low_u - right_u) * cut, right_v + (low_v - right_v) * cut)
        second = (right_u + (left_u - right_u) * cut, right_v + (left_v - right_v) * cut)
        return [corners[0], corners[1], first, second, corners[3]]
    return corners


def _pond(dice: Random) -> Outline:
    """Return a pond: a rectangle with its corners broken."""
    depth, cut = dice.uniform(0.6, 1.4), dice.uniform(0.12, 0.28)
    corners = [
        (-0.5 + cut, 0.0), (0.5 - cut, 0.0), (0.5, cut), (0.5, depth - cut),
        (0.5 - cut, depth), (-0.5 + cut, depth), (-0.5, depth - cut), (-0.5, cut),
    ]  # fmt: skip
    return _bent(dice, corners, 0.04)


def _forest(dice: Random) -> Outline:
    """Return a piece of hillside: four sides, each broken once or twice."""
    depth = dice.uniform(0.7, 1.9)
    frame = [(-0.5, 0.0), (0.5, 0.0), (0.5, depth), (-0.5, depth)]
    corners: Outline = []
    for (u, v), (next_u, next_v) in zip(frame, [*frame[1:], frame[0]], strict=True):
        breaks = dice.choice((1, 1, 2))
        steps = (n / (breaks + 1) for n in range(breaks + 1))
        corners.extend((u + (next_u - u) * step, v + (next_v - v) * step) for step in steps)
    return _bent(dice, corners, 0.06)


def _with_notch(dice: Random, width: float, depth: float) -> Outline:
    """Return an L: a rectangle without one of its far corners."""
    inner, step = width * dice.uniform(-0.15, 0.2), depth * dice.uniform(0.35, 0.65)
    half = width / 2
    corners = [(-half, 0.0), (half, 0.0), (half, step), (inner, step), (inner, depth), (-half, depth)]
    return corners if happens(dice, 0.5) else [(-u, v) for u, v in reversed(corners)]


def _bent(dice: Random, corners: Outline, by: float) -> Outline:
    return [(u + dice.uniform(-by, by), v + dice.uniform(-by, by)) for u, v in corners]


_DRAWN: dict[Manner, Callable[[Random], Outline]] = {
    Manner.STRIP: _strip,
    Manner.PLOT: _plot,
    Manner.FIELD: _field,
    Manner.POND: _pond,
    Manner.FOREST: _forest,
}
