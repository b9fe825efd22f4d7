"""Putting numbers where a reading says they lie; every reading that numbers allow at all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import CRS, Transformer

from landtrack.domain.diagnosis import CoordinateScale, DatumShift, Reading
from landtrack.formats.coordinates import SYSTEMS, VN2000, WGS84, from_wgs84, to_wgs84

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

GEOGRAPHIC = (WGS84, VN2000)
PROJECTED = tuple(system for system in SYSTEMS if system not in GEOGRAPHIC)
UTM = ("EPSG:3405", "EPSG:3406")

# What a number can be in Việt Nam, islands included: degrees, and metres in any of the zones.
LONGITUDE, LATITUDE = (101.0, 118.0), (6.0, 24.0)
EASTING, NORTHING = (-150_000.0, 1_150_000.0), (660_000.0, 2_670_000.0)

# The rotations as the ministry's decision prints them, put in without turning their signs.
_WRONG_ROTATION = (
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
    "+step +proj=push +v_3 +step +proj=cart +ellps=WGS84 "
    "+step +proj=helmert +x=-191.90441429 +y=-39.30318279 +z=-111.45032835 +rx=-0.00928836 +ry=0.01975479 "
    "+rz=-0.00427372 +s=0.252906278 +convention=position_vector "
    "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 "
    "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
)


def place(geometries: Any, reading: Reading) -> Any:
    """Return geometries in EPSG:4326 whose raw coordinates mean what the reading says; an array gives an array.

    Raises Refusal ``crs.unsupported`` for a system that is not in SYSTEMS.
    """
    plain = shapely.transform(geometries, lambda numbers: ordered(numbers, reading))
    right = to_wgs84(plain, reading.system)
    if reading.shift is DatumShift.RIGHT or reading.system == WGS84:
        return right
    raw = from_wgs84(right, VN2000)
    if reading.shift is DatumShift.NONE:
        return raw
    return shapely.transform(raw, _wrong_rotation().transform, interleaved=False)


@cache
def system_title(system: str) -> str:
    """Return a system of SYSTEMS as people know it: "VN-2000 / TM-3 107-00 (EPSG:9214)"."""
    return f"{CRS.from_user_input(system).name} ({system})"


def placed(points: Numbers, reading: Reading) -> Numbers:
    """Return raw points (N, 2) as (longitude, latitude) in EPSG:4326."""
    found: Numbers = shapely.get_coordinates(place(shapely.points(points), reading))
    return found


def ordered(points: Numbers, reading: Reading) -> Numbers:
    """Return raw points (N, 2) as (easting, northing) in metres or (longitude, latitude) in degrees."""
    plain = points[:, ::-1] if reading.swapped else points
    if reading.scale is CoordinateScale.KILOMETRES:
        return plain * 1000.0
    if reading.scale is CoordinateScale.DEGREES_MINUTES:
        return _from_minutes(plain * 10_000.0)
    if reading.scale is CoordinateScale.SEXAGESIMAL:
        return _from_minutes(plain)
    return plain


def possible_readings(points: Numbers) -> Iterator[Reading]:
    """Give every reading under which most of the points could lie in Việt Nam at all."""
    for swapped in (False, True):
        for scale in CoordinateScale:
            metric = scale in {CoordinateScale.METRES, CoordinateScale.KILOMETRES}
            east, north = (EASTING, NORTHING) if metric else (LONGITUDE, LATITUDE)
            plain = ordered(points, Reading(WGS84, swapped, scale))
            held = _between(plain[:, 0], east) & _between(plain[:, 1], north)
            if 2 * int(held.sum()) > len(points):
                for system in PROJECTED if metric else GEOGRAPHIC:
                    yield Reading(system, swapped, scale)


def _from_minutes(packed: Numbers) -> Numbers:
    """Return degrees of numbers like 1060735.5 (106 07 35.5); NaN where minutes or seconds are sixty or more."""
    # Half a thousandth of a second, since 21.28 * 10 000 need not be 212 800 to the last bit.
    whole = packed + 0.0005
    degrees, minutes = np.floor(whole / 10_000), np.floor(whole % 10_000 / 100)
    seconds = np.maximum(packed - degrees * 10_000 - minutes * 100, 0.0)
    right: Numbers = np.where((minutes < 60) & (seconds < 60), degrees + minutes / 60 + seconds / 3600, np.nan)  # noqa: PLR2004 - minutes and seconds
    return right


def _between(numbers: Numbers, ends: tuple[float, float]) -> NDArray[np.bool_]:
    held: NDArray[np.bool_] = (numbers >= ends[0]) & (numbers <= ends[1])
    return held


@cache
def _wrong_rotation() -> Transformer:
    return Transformer.from_pipeline(_WRONG_ROTATION)
