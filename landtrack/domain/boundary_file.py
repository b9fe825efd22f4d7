"""What a file of boundaries holds, once it has been read and found sound."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class BoundaryFeature:
    """One feature of the file: a valid, non-empty Polygon or MultiPolygon with what it is called there."""

    number: int
    """Its place in the file, from 1: how people find it again."""
    code: str | None
    name: str | None
    geometry: BaseGeometry
    """EPSG:4326, longitude and latitude."""
    measured: BaseGeometry
    """The same in the official system, easting and northing in metres: areas are taken from this."""

    @property
    def area_tenths(self) -> int:
        """The area in tenths of m², rounded half up once."""
        return tenths(self.measured)


@dataclass(frozen=True, slots=True)
class BoundaryFile:
    """A file of boundaries: its name, its content's hash, the system it declares and its features."""

    name: str
    sha256: str
    system: str
    features: tuple[BoundaryFeature, ...]

    @property
    def feature_count(self) -> int:
        """How many features the file has; all of them are read."""
        return len(self.features)


def tenths(measured: BaseGeometry) -> int:
    """Return the area of a geometry in metres as tenths of m², rounded half up."""
    return math.floor(float(measured.area) * 10 + 0.5)
