"""What the declaration of a file itself gives away: a missing datum shift, rotations with the wrong signs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from landtrack.domain.diagnosis import CoordinateFault
from landtrack.domain.errors import Refusal
from landtrack.formats.coordinate_readings import PROJECTED
from landtrack.formats.coordinates import SYSTEMS, declared_to_wgs84, is_vn2000, system_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHIFT = (-191.90441429, -39.30318279, -111.45032835)
"""The translations of EPSG:6960 in metres: by them a VN-2000 shift is known, whatever its rotations."""
_ROTATION_X = 0.00928836
"""The first rotation (seconds of arc) with the sign that +towgs84 wants."""
_NEAR_METRES = 5.0
# EPSG's numbers of the parameters.
_TRANSLATIONS, _ROTATIONS = ("8605", "8606", "8607"), ("8608", "8609", "8610")
_PROJECTION = ("8801", "8802", "8805", "8806", "8807")


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration as it was understood.

    ``twin`` is the VN-2000 system with the same projection, None if there is none; ``fault`` is what is wrong with the
    declaration whatever the numbers are.
    """

    crs: CRS
    name: str
    geographic: bool
    twin: str | None
    fault: CoordinateFault | None


def understand_declared(text: str | None) -> Declared | None:
    """Return what a file declares ("EPSG:9214", WKT or PROJ text); None for nothing.

    Raises Refusal ``crs.unsupported`` for a text that names no system.
    """
    if not text or not text.strip():
        return None
    try:
        crs = CRS.from_user_input(text.strip())
    except CRSError as unknown:
        raise Refusal("crs.unsupported", system=text.strip()[:80], systems=", ".join(SYSTEMS)) from unknown
    twin = _twin(crs)
    return Declared(crs, system_name(crs), bool(crs.is_geographic), twin, _fault(crs, twin))


def placed_as_declared(points: NDArray[np.float64], declared: Declared) -> NDArray[np.float64] | None:
    """Return raw points (N, 2) where the declaration puts them (longitude, latitude); None where it puts them nowhere.

    Points outside what the system can compute are infinite.
    """
    try:
        placed: NDArray[np.float64] = shapely.get_coordinates(declared_to_wgs84(shapely.points(points), declared.crs))
    except Refusal:
        return None
    return placed


def _fault(crs: CRS, twin: str | None) -> CoordinateFault | None:
    if crs.is_bound:
        shift = _shift_of(crs)
        if max(map(abs, shift[:3]), default=0.0) < _NEAR_METRES:
            return CoordinateFault.NO_DATUM_SHIFT if twin else None
        official = all(abs(one - other) < _NEAR_METRES for one, other in zip(shift, _SHIFT, strict=False))
        return CoordinateFault.WRONG_ROTATION if official and _turned_wrongly(shift) else None
    # Standard WGS 84 / UTM is a system that people really use; a TM-3 zone exists on VN-2000 only.
    if twin and not is_vn2000(crs) and crs.to_epsg() is None:
        return CoordinateFault.NO_DATUM_SHIFT
    return None


def _shift_of(crs: CRS) -> list[float]:
    """Return translations (metres) and rotations (seconds, with the signs of +towgs84) of a bound system."""
    operation = crs.coordinate_operation
    values = {} if operation is None else {str(one.code): float(one.value) for one in operation.params}
    turn = -1.0 if operation is not None and "Coordinate Frame" in operation.method_name else 1.0
    rotations = [turn * values[code] for code in _ROTATIONS if code in values]
    return [values[code] for code in _TRANSLATIONS if code in values] + rotations


def _turned_wrongly(shift: list[float]) -> bool:
    return len(shift) > len(_TRANSLATIONS) and shift[len(_TRANSLATIONS)] * _ROTATION_X < 0


def _twin(crs: CRS) -> str | None:
    source = crs.source_crs if crs.is_bound and crs.source_crs is not None else crs
    return _by_projection().get(_projection(source)) if source.is_projected else None


def _projection(crs: CRS) -> tuple[float, ...]:
    operation = crs.coordinate_operation
    found = {} if operation is None else {str(one.code): float(one.value) for one in operation.params}
    return tuple(round(found.get(code, -1.0), 6) for code in _PROJECTION)


@cache
def _by_projection() -> dict[tuple[float, ...], str]:
    return {_projection(CRS.from_user_input(system)): system for system in PROJECTED}
