"""What a file's geometries must be before they can be boundaries: polygons, sound, and where they say they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import shapely

from landtrack.domain.errors import Refusal
from landtrack.formats.coordinates import SYSTEMS, is_vn2000, system_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from pyproj import CRS

VIETNAM = (102.0, 8.0, 110.0, 23.5)
"""West, south, east, north (degrees): the mainland and its near islands, where every commune with land cases lies."""

_REASON = re.compile(r"(?P<fault>[^\[]+)\[(?P<x>\S+) (?P<y>[^\s\]]+)\]")
_VN2000_SCALE, _VN2000_EASTING = 0.9999, 500_000.0


def trusted_system(file: str, declared: CRS | None) -> CRS:
    """Return the declared coordinate system.

    Raises Refusal ``boundaries.no_system`` where none is declared, or only a local one; ``boundaries.suspect_system``
    for a VN-2000 projection on the WGS 84 datum, the usual mistake, which puts everything 224 m off without a sign.
    """
    if declared is None or declared.geodetic_crs is None or declared.name.startswith("Undefined"):
        raise Refusal("boundaries.no_system", file=file)
    if system_name(declared) not in SYSTEMS and _without_shift(declared):
        raise Refusal("boundaries.suspect_system", file=file, system=system_name(declared))
    return declared


def sound_polygons(file: str, geometries: np.ndarray) -> np.ndarray:
    """Return the geometries, all present, all polygons, none empty or crossing itself, in the file's own coordinates.

    Raises Refusal ``boundaries.empty``, ``boundaries.no_geometry``, ``boundaries.not_polygon``,
    ``boundaries.self_crossing``, ``boundaries.rings`` or ``boundaries.broken_geometry``, naming the first feature at
    fault and the place of the crossing.
    """
    if not len(geometries):
        raise Refusal("boundaries.empty", file=file)
    for number, geometry in _numbered(geometries):
        if geometry is None or geometry.is_empty:
            raise Refusal("boundaries.no_geometry", file=file, number=number)
        if geometry.geom_type not in {"Polygon", "MultiPolygon"}:
            raise Refusal("boundaries.not_polygon", file=file, number=number, kind=geometry.geom_type)
        if not shapely.is_valid(geometry):
            raise _unsound(file, number, shapely.is_valid_reason(geometry))
    return geometries


def placed_in_vietnam(file: str, geometries: np.ndarray, system: str) -> np.ndarray:
    """Return EPSG:4326 geometries that all lie in Việt Nam.

    Raises Refusal ``boundaries.swapped`` where they would with longitude and latitude exchanged, else
    ``boundaries.outside_vietnam``: the usual signs of a wrong coordinate system.
    """
    west, south, east, north = VIETNAM
    for number, geometry in _numbered(geometries):
        left, bottom, right, top = geometry.bounds
        if not (west <= left and right <= east and south <= bottom and top <= north):
            swapped = west <= bottom and top <= east and south <= left and right <= north
            code = "boundaries.swapped" if swapped else "boundaries.outside_vietnam"
            raise Refusal(code, file=file, number=number, system=system, lon=f"{left:.4f}", lat=f"{bottom:.4f}")
    return geometries


def _numbered(geometries: np.ndarray) -> Iterable[tuple[int, Any]]:
    return enumerate(geometries, start=1)


def _unsound(file: str, number: int, reason: str) -> Refusal:
    """Return what GEOS found wrong ("Ring Self-intersection[106.15 21.55]") as a refusal."""
    found = _REASON.fullmatch(reason)
    if found is None or "Coordinate" in found["fault"]:
        return Refusal("boundaries.broken_geometry", file=file, number=number)
    code = "boundaries.self_crossing" if "Self-intersection" in found["fault"] else "boundaries.rings"
    return Refusal(code, file=file, number=number, x=found["x"], y=found["y"])


def _without_shift(declared: CRS) -> bool:
    operation = declared.coordinate_operation
    if operation is None or any(operation.towgs84):
        return False
    source = declared.source_crs if declared.is_bound else declared
    projection = source and source.coordinate_operation
    values = {parameter.value for parameter in projection.params} if projection else set()
    return {_VN2000_SCALE, _VN2000_EASTING} <= values and not is_vn2000(declared)
