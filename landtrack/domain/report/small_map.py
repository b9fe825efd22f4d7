"""A small map of one unit, as plain coordinates in metres of the official system (x east, y north)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landtrack.domain.status import Status

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class MapShape:
    """A case on the map: its rings (empty for a point), its centre and its status."""

    code: str
    status: Status
    rings: tuple[Ring, ...]
    centre: tuple[float, float]


@dataclass(frozen=True, slots=True)
class SmallMap:
    """The unit's boundary (rings of all its parts) and its cases; ``schematic``: that is not official."""

    boundary: tuple[Ring, ...]
    shapes: tuple[MapShape, ...]
    schematic: bool
