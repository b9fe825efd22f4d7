"""What lies outside Việt Nam as it is read, and what may be wrong with its numbers: their order, or kilometres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

VIETNAM = (102.1, 8.3, 109.5, 23.4)
"""West, south, east, north of Việt Nam's mainland and near islands in degrees."""
METRES_IN_KILOMETRE = 1_000.0


@dataclass(frozen=True, slots=True)
class Mending:
    """What numbers may be instead of what they are read as: north first, kilometres, or both."""

    exchanged: bool = False
    kilometres: bool = False

    def __call__(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points (N, 2) as they may be meant."""
        ordered = numbers[:, ::-1] if self.exchanged else numbers
        return ordered * METRES_IN_KILOMETRE if self.kilometres else ordered


MENDINGS = (Mending(exchanged=True), Mending(kilometres=True), Mending(exchanged=True, kilometres=True))
"""The likeliest first."""


def mended_shapes(shapes: NDArray[Any], move: Callable[[NDArray[Any]], Any]) -> list[Mending | None]:
    """Return for every raw shape the first mending with which it would lie in Việt Nam; None where none helps.

    ``move`` returns shapes in EPSG:4326.
    """
    found: list[Mending | None] = [None] * len(shapes)
    for mending in reversed(MENDINGS):
        inside = in_vietnam(np.asarray(move(shapely.transform(shapes, mending)), dtype=object)).tolist()
        found = [mending if fits else before for fits, before in zip(inside, found, strict=True)]
    return found


def in_vietnam(shapes: NDArray[Any]) -> NDArray[np.bool_]:
    """Say for every geometry (EPSG:4326) whether all of it lies in Việt Nam; what is missing does not."""
    bounds = shapely.bounds(shapes)
    west, south, east, north = VIETNAM
    # Of nothing the bounds are NaN, and of what the projection cannot carry they are infinite: neither is inside.
    inside: NDArray[np.bool_] = (
        (bounds[:, 0] >= west) & (bounds[:, 1] >= south) & (bounds[:, 2] <= east) & (bounds[:, 3] <= north)
    )
    return inside
