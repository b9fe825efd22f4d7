"""Plans of shapes, such as parcels: layers of GeoPackages and shapefiles, read a tile at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import pyogrio.raw
import shapely
from pyogrio.errors import CRSError as UnreadableCRSError
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS
from pyproj.exceptions import CRSError

from landtrack.domain.errors import Refusal
from landtrack.domain.text import unaccented
from landtrack.formats.coordinates import declared_from_wgs84, declared_to_wgs84

if TYPE_CHECKING:
    from pathlib import Path

    Bounds = tuple[float, float, float, float]

NUMBERS = ("so_thua", "sothua", "shthua", "thua", "thua_dat", "sh_thua", "parcel", "name", "ten")
"""Columns whose values are written into the shapes: the first that the layer has, without capitals and diacritics."""
MOST_SHAPES = 20_000
"""Of one tile: more could not be told apart."""
ZOOMS = ((200, 8), (5_000, 12), (50_000, 14))
"""Up to so many shapes are drawn from this zoom on; larger layers from the last one's next."""
FAULTS = (DataSourceError, DataLayerError, UnreadableCRSError, CRSError)


@dataclass(frozen=True, slots=True)
class Plan:
    """A layer of shapes: how many, where (degrees), in which system, the column that names them ("" for none)."""

    name: str
    count: int
    bounds: Bounds | None
    system: CRS
    label: str

    @property
    def smallest(self) -> int:
        """Return the zoom from which on its shapes are worth drawing."""
        return next((zoom for count, zoom in ZOOMS if self.count <= count), ZOOMS[-1][1] + 1)


def plan_layers(path: Path) -> list[str]:
    """Return the names of the layers with shapes; refuses ``layer.damaged``."""
    try:
        return [str(name) for name, kind in pyogrio.list_layers(path) if kind]
    except FAULTS as fault:
        raise Refusal("layer.damaged", file=path.name) from fault


def describe_plan(path: Path, name: str) -> Plan:
    """Return what a layer holds; refuses ``layer.damaged``, ``layer.no_system`` and ``crs.unsupported``."""
    try:
        about = pyogrio.read_info(path, layer=name, force_feature_count=True, force_total_bounds=True)
        system = None if about["crs"] is None else CRS.from_user_input(about["crs"])
    except FAULTS as fault:
        raise Refusal("layer.damaged", file=path.name) from fault
    if system is None:
        raise Refusal("layer.no_system", file=path.name)
    folded = {unaccented(str(field)): str(field) for field in about["fields"]}
    label = next((folded[name] for name in NUMBERS if name in folded), "")
    corners = about["total_bounds"]
    bounds = None
    if corners is not None and np.isfinite(corners).all():
        west, south, east, north = declared_to_wgs84(shapely.box(*corners), system).bounds
        bounds = (west, south, east, north)
    return Plan(name, int(about["features"]), bounds, system, label)


def read_shapes(path: Path, plan: Plan, bounds: Bounds) -> tuple[np.ndarray, list[str]]:
    """Return the shapes that reach into ``bounds`` (west, south, east, north in degrees) in EPSG:4326, and their names.

    At most 20,000 of them; refuses ``layer.damaged``.
    """
    wanted = declared_from_wgs84(shapely.segmentize(shapely.box(*bounds), (bounds[2] - bounds[0]) / 4), plan.system)
    try:
        _meta, _fids, drawn, columns = pyogrio.raw.read(
            path,
            layer=plan.name,
            bbox=wanted.bounds,
            columns=[plan.label] if plan.label else [],
            max_features=MOST_SHAPES,
            force_2d=True,
        )
    except FAULTS as fault:
        raise Refusal("layer.damaged", file=path.name) from fault
    shapes = shapely.from_wkb(drawn, on_invalid="ignore")
    names = [_name(value) for value in columns[0]] if columns else [""] * len(shapes)
    return declared_to_wgs84(shapes, plan.system), names


def _name(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - not a number: an empty cell of a column of numbers
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
