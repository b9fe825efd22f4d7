"""The symbol of each status: a shape of its own, so that a print without colours can be read."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from landtrack.domain.status import Status
from landtrack.pictures.palette import INK, PAPER, STATUS_FILLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.pictures.sheet import Canvas, Spot

ORDER = (Status.EXCLUDED, Status.RESOLVED, Status.PARTLY_RESOLVED, Status.IN_HAND, Status.OPEN)
"""From the bottom to the top: what is left to do is never hidden by what is done."""
CORNERS = 10


def draw_symbols(canvas: Canvas, status: Status, spots: Sequence[Spot], size: float) -> None:
    """Draw the symbol of a status, ``size`` points from its middle to its edge, at every spot.

    Open: a full triangle; in hand: a full square; partly resolved: a diamond with a full half; resolved: an empty
    circle; excluded: a cross.
    """
    fill = STATUS_FILLS[status]
    if status is Status.EXCLUDED:
        falling = [((x - size, y - size), (x + size, y + size)) for x, y in spots]
        rising = [((x - size, y + size), (x + size, y - size)) for x, y in spots]
        canvas.lines([*falling, *rising], fill, 0.9)
    elif status is Status.RESOLVED:
        canvas.area([_circle(spot, size * 0.9) for spot in spots], PAPER, fill, 1)
    elif status is Status.PARTLY_RESOLVED:
        reach = size * 1.2
        canvas.area([_diamond(spot, reach) for spot in spots], PAPER, INK, 0.6)
        canvas.area([[(x, y - reach), (x + reach, y), (x, y + reach)] for x, y in spots], fill, INK, 0.6)
    elif status is Status.IN_HAND:
        canvas.area([_square(spot, size * 0.85) for spot in spots], fill, INK, 0.5)
    else:
        canvas.area([_triangle(spot, size * 1.15) for spot in spots], fill, INK, 0.5)


def _square(spot: Spot, side: float) -> list[Spot]:
    x, y = spot
    return [(x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side)]


def _triangle(spot: Spot, reach: float) -> list[Spot]:
    x, y = spot
    return [(x, y - reach), (x + reach, y + reach * 0.8), (x - reach, y + reach * 0.8)]


def _circle(spot: Spot, radius: float) -> list[Spot]:
    turns = [2 * math.pi * place / CORNERS for place in range(CORNERS)]
    return [(spot[0] + radius * math.cos(turn), spot[1] + radius * math.sin(turn)) for turn in turns]


def _diamond(spot: Spot, reach: float) -> list[Spot]:
    x, y = spot
    return [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
