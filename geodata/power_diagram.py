"""A power diagram inside an outline whose cells have given areas (semi-discrete optimal transport, by Newton's method).

The cell of a site holds the points whose squared distance to it, less its weight, is the least. For every choice of
areas there are weights that give them; see Kitagawa, Mérigot and Thibert, "Convergence of a Newton algorithm for
semi-discrete optimal transport" (2019).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import Polygon

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS = 60
CLOSE_ENOUGH = 0.01
"""Square metres between the wanted and the reached area of every cell at which the search stops."""
FAR = 100_000.0
"""Half the width (metres) of the square that cells are cut from: it holds the outline wherever the sites lie in it."""


def divide(outline: Polygon, sites: np.ndarray, weights: np.ndarray) -> list[Polygon]:
    """Return the cell of each site inside the outline; ``sites`` is (n, 2) in metres, ``weights`` (n,) in m²."""
    return [shapely.intersection(_cell(place, sites, weights), outline) for place in range(len(sites))]


def weigh(outline: Polygon, sites: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return the weights with which each cell has the area wanted (m²; together the outline's).

    Raises ArithmeticError where the search does not arrive.
    """
    weights = np.zeros(len(sites))
    distances = np.linalg.norm(sites[:, None] - sites[None], axis=2) + np.eye(len(sites))
    for _ in range(ROUNDS):
        cells = divide(outline, sites, weights)
        areas = shapely.area(cells)
        if np.abs(wanted - areas).max() < CLOSE_ENOUGH:
            return weights
        # How much area each cell wins from each other as its weight grows: the border's length over twice the distance.
        gain = -_border_lengths(cells, sites, weights) / (2 * distances)
        np.fill_diagonal(gain, -gain.sum(axis=1))
        step = np.linalg.lstsq(gain, wanted - areas, rcond=None)[0]
        # Halved until no cell nearly vanishes: then the method is proven to arrive.
        least = min(wanted.min(), areas.min()) / 2
        while shapely.area(divide(outline, sites, weights + step)).min() < least:
            step = step / 2
        weights = weights + step
    raise ArithmeticError("no weights found for these areas")


def _cell(place: int, sites: np.ndarray, weights: np.ndarray) -> Polygon:
    corners = [sites.mean(axis=0) + FAR * np.array(way) for way in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    site = sites[place]
    for other in range(len(sites)):
        if other != place:
            limit = (sites[other] @ sites[other] - weights[other] - site @ site + weights[place]) / 2
            corners = _cut(corners, sites[other] - site, limit)
    return Polygon(corners)


def _cut(corners: Sequence[np.ndarray], normal: np.ndarray, limit: float) -> list[np.ndarray]:
    """Return the part of a convex polygon where ``normal @ point <= limit``."""
    kept = []
    excess = [float(normal @ corner) - limit for corner in corners]
    for place, (there, over_there) in enumerate(zip(corners, excess, strict=True)):
        here, over_here = corners[place - 1], excess[place - 1]
        if (over_here > 0) != (over_there > 0):
            kept.append(here + (there - here) * (over_here / (over_here - over_there)))
        if over_there <= 0:
            kept.append(there)
    return kept


def _border_lengths(cells: Sequence[Polygon], sites: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the length (metres) of the border between each two cells, (n, n)."""
    lengths = np.zeros((len(sites), len(sites)))
    for place, cell in enumerate(cells):
        for ring in shapely.get_parts(cell.boundary):
            corners = shapely.get_coordinates(ring)
            middles = (corners[1:] + corners[:-1]) / 2
            powers = ((middles[:, None, :] - sites[None]) ** 2).sum(axis=2) - weights
            excess = powers - powers[:, [place]]
            excess[:, place] = np.inf
            nearest = excess.argmin(axis=1)
            for edge in (np.abs(excess.min(axis=1)) < 1).nonzero()[0]:
                lengths[place, nearest[edge]] += math.dist(corners[edge], corners[edge + 1])
    return lengths
