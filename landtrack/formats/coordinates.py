"""The one place where a coordinate system changes.

Inside everything is EPSG:4326 (longitude, latitude); official VN-2000 coordinates are made at the edges. The datum
shift is always that of EPSG:6960, "VN-2000 to WGS 84 (2)": left to itself, PROJ takes EPSG:5194 for points of the
Mekong delta in the systems whose area reaches there (9210, 5897, 3405), so that one layer carries two shifts with a
step of 0.79 m.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.enums import TransformDirection
from pyproj.exceptions import ProjError

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

WGS84 = "EPSG:4326"
VN2000 = "EPSG:4756"
_VN2000_DATUM = "Vietnam 2000"
BAC_GIANG = "EPSG:9214"
"""The official system of the former Bắc Giang province: TM-3, central meridian 107°00'."""

HEIGHT_TOLERANCE = 0.01
"""Metres: by a third of a micrometre a position is wrong for it."""

_SCALE_TM3, _SCALE_UTM = "0.9999", "0.9996"
_PROJECTIONS = {
    "EPSG:9205": ("103", _SCALE_TM3),
    "EPSG:9206": ("104", _SCALE_TM3),
    "EPSG:9207": ("104.5", _SCALE_TM3),
    "EPSG:9208": ("104.75", _SCALE_TM3),
    "EPSG:9209": ("105.5", _SCALE_TM3),
    "EPSG:9210": ("105.75", _SCALE_TM3),
    "EPSG:9211": ("106", _SCALE_TM3),
    "EPSG:9212": ("106.25", _SCALE_TM3),
    "EPSG:9213": ("106.5", _SCALE_TM3),
    "EPSG:9214": ("107", _SCALE_TM3),
    "EPSG:9215": ("107.25", _SCALE_TM3),
    "EPSG:9216": ("107.5", _SCALE_TM3),
    "EPSG:9217": ("108.25", _SCALE_TM3),
    "EPSG:9218": ("108.5", _SCALE_TM3),
    "EPSG:5896": ("102", _SCALE_TM3),
    "EPSG:5897": ("105", _SCALE_TM3),
    "EPSG:5898": ("108", _SCALE_TM3),
    "EPSG:5899": ("107.75", _SCALE_TM3),
    "EPSG:3405": ("105", _SCALE_UTM),
    "EPSG:3406": ("111", _SCALE_UTM),
}
"""Central meridian (degrees) and scale of every projected VN-2000 system; false easting 500 km in all of them."""

SYSTEMS = (WGS84, VN2000, *_PROJECTIONS)
"""The coordinate systems the product reads and writes by name."""

# Parameters and rotation convention as EPSG:6960 gives them. The decision of the ministry prints the rotations for the
# other convention: with its signs the result would be 0.76 m off.
_SHIFT = (-191.90441429, -39.30318279, -111.45032835)
_GROWTH = 0.252906278e-6 * 6_371_000
"""Metres by which the scale of the shift lifts the ground."""
_DATUM_SHIFT = (
    "+step +proj=push +v_3 +step +proj=cart +ellps=WGS84 "
    f"+step +proj=helmert +x={_SHIFT[0]} +y={_SHIFT[1]} +z={_SHIFT[2]} +rx=-0.00928836 +ry=0.01975479 "
    "+rz=-0.00427372 +s=0.252906278 +convention=coordinate_frame "
    "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 "
    "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
)


def projection_of(system: str) -> tuple[float, float] | None:
    """Return central meridian (degrees) and scale of a system of SYSTEMS, None for one in degrees.

    Raises Refusal ``crs.unsupported``.
    """
    found = _PROJECTIONS.get(known_system(system))
    return None if found is None else (float(found[0]), float(found[1]))


def known_system(name: str) -> str:
    """Return the name of a coordinate system as this module knows it ("epsg:9214 " → "EPSG:9214").

    Raises Refusal ``crs.unsupported`` for any other than SYSTEMS.
    """
    system = name.strip().upper()
    if system not in SYSTEMS:
        raise _unsupported(name.strip())
    return system


def to_wgs84(geometries: Any, system: str) -> Any:
    """Return geometries given in a system of SYSTEMS in EPSG:4326, z dropped; an array in gives an array of its shape.

    Coordinates are (easting, northing) or (longitude, latitude), whatever order the authority names.
    Raises Refusal ``crs.unsupported``.
    """
    return _moved(geometries, known_system(system), TransformDirection.FORWARD)


def from_wgs84(geometries: Any, system: str) -> Any:
    """Return EPSG:4326 geometries in a system of SYSTEMS (metres; degrees in EPSG:4756); the inverse of to_wgs84."""
    return _moved(geometries, known_system(system), TransformDirection.INVERSE)


def declared_to_wgs84(geometries: Any, declared: CRS) -> Any:
    """Return geometries of a file in EPSG:4326, whatever system the file declares.

    A VN-2000 system outside SYSTEMS is unprojected by PROJ and shifted with the pinned parameters.
    Raises Refusal ``crs.unsupported`` for a system that PROJ can name but not compute.
    """
    system = system_name(declared)
    if system in SYSTEMS:
        return to_wgs84(geometries, system)
    target = VN2000 if is_vn2000(declared) else WGS84
    try:
        transformer = Transformer.from_crs(declared, target, always_xy=True)
    except ProjError as unusable:
        raise _unsupported(system) from unusable
    return to_wgs84(_applied(geometries, transformer.transform), target)


def declared_from_wgs84(geometries: Any, declared: CRS) -> Any:
    """Return EPSG:4326 geometries in whatever system a file declares; the inverse of declared_to_wgs84."""
    system = system_name(declared)
    if system in SYSTEMS:
        return from_wgs84(geometries, system)
    target = VN2000 if is_vn2000(declared) else WGS84
    try:
        transformer = Transformer.from_crs(target, declared, always_xy=True)
    except ProjError as unusable:
        raise _unsupported(system) from unusable
    return _applied(from_wgs84(geometries, target), transformer.transform)


def is_vn2000(declared: CRS) -> bool:
    """Say whether a system stands on the VN-2000 datum and brings no datum shift of its own."""
    return declared.datum is not None and declared.datum.name == _VN2000_DATUM and not declared.is_bound


def system_name(declared: CRS) -> str:
    """Return "EPSG:…" where PROJ recognises the system, else the name it has in the file."""
    code = declared.to_epsg()
    return str(declared.name) if code is None else f"EPSG:{code}"


def area_tenths(geometry: BaseGeometry, system: str = BAC_GIANG) -> int:
    """Return the area of an EPSG:4326 geometry in tenths of m², measured in the official system, rounded half up."""
    return math.floor(float(shapely.area(from_wgs84(geometry, system))) * 10 + 0.5)


def _unsupported(system: str) -> Refusal:
    return Refusal("crs.unsupported", system=system, systems=", ".join(SYSTEMS))


def moved_from_wgs84(x: np.ndarray, y: np.ndarray, system: str) -> tuple[np.ndarray, np.ndarray]:
    """Return bare coordinates, longitudes and latitudes, as from_wgs84 gives them to a micrometre, in half its time."""
    system = known_system(system)
    return (x, y) if system == WGS84 else _on_the_ellipsoid(_transformer(system, solid=True), x, y)


def _moved(geometries: Any, system: str, direction: TransformDirection) -> Any:
    if system == WGS84:
        return shapely.force_2d(geometries)
    transformer = _transformer(system)
    if direction is TransformDirection.FORWARD:
        return _applied(geometries, transformer.transform)

    def exact_inverse(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        # The shift works on positions without heights, so that its plain inverse misses by 0.9 mm. One correction
        # brings that under a micrometre: surveyed coordinates come back as they were given.
        back = transformer.transform(x, y, direction=direction)
        again_x, again_y = transformer.transform(*back)
        with np.errstate(invalid="ignore"):  # a place at infinity stays there
            corrected = 2 * x - again_x, 2 * y - again_y
        return transformer.transform(*corrected, direction=direction)

    return _applied(geometries, exact_inverse)


def _applied(geometries: Any, shift: Callable[..., tuple[np.ndarray, np.ndarray]]) -> Any:
    return shapely.transform(geometries, shift, include_z=False, interleaved=False)


def _on_the_ellipsoid(solid: Transformer, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return WGS 84 degrees in a VN-2000 system, as the exact inverse of the shift, which takes heights there as 0.

    Its plain inverse would take those of WGS 84 as 0 and miss by 0.9 mm. So these are computed, to some millimetres, of
    which a position feels a thirty thousandth: surveyed coordinates come back as they were given, to a micrometre.
    """
    with np.errstate(invalid="ignore"):  # a place at infinity stays there
        heights = _rise(x, y)
    east, north, left = solid.transform(x, y, heights, direction=TransformDirection.INVERSE)
    if (np.abs(left) > HEIGHT_TOLERANCE).any():  # cases on both ends of the country
        east, north, _ = solid.transform(x, y, heights - left, direction=TransformDirection.INVERSE)
    return east, north


def _rise(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return by how many metres the shift from VN-2000 to WGS 84 goes up at places in degrees.

    From the middle of all places by its first and second derivatives: a sine at every corner would take a quarter of
    the time of everything else.
    """
    lon, lat = np.radians(_middle(x)), np.radians(_middle(y))
    along = _SHIFT[0] * np.cos(lon) + _SHIFT[1] * np.sin(lon)
    across = _SHIFT[1] * np.cos(lon) - _SHIFT[0] * np.sin(lon)
    here = along * np.cos(lat) + _SHIFT[2] * np.sin(lat)
    northward = _SHIFT[2] * np.cos(lat) - along * np.sin(lat)
    east, north = np.radians(x) - lon, np.radians(y) - lat
    curved = (along * np.cos(lat) * east + 2 * across * np.sin(lat) * north) * east + here * north * north
    heights: np.ndarray = here + _GROWTH + across * np.cos(lat) * east + northward * north - curved / 2
    return heights


def _middle(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known.min() + known.max()) / 2 if len(known) else 0.0


@cache
def _transformer(system: str, *, solid: bool = False) -> Transformer:
    """Return the transformation to WGS 84; ``solid`` with the heights that are else left out."""
    if system == VN2000:
        first = "+step +proj=unitconvert +xy_in=deg +xy_out=rad"
    else:
        meridian, scale = _PROJECTIONS[system]
        first = f"+step +inv +proj=tmerc +lat_0=0 +lon_0={meridian} +k={scale} +x_0=500000 +y_0=0 +ellps=WGS84"
    shift = _DATUM_SHIFT
    if solid:
        shift = shift.replace("+step +proj=push +v_3 ", "").replace("+step +proj=pop +v_3 ", "")
    return Transformer.from_pipeline(f"+proj=pipeline {first} {shift}")
