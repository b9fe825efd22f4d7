"""The coordinate system that a file declares, by the name the product knows it by."""

from __future__ import annotations

from pyproj import CRS
from pyproj.exceptions import CRSError

from landtrack.domain.intake.problem import Problem, Severity
from landtrack.formats.coordinates import SYSTEMS

_EPSG = "EPSG:"


def declared_system(declared: str | None) -> str | None:
    """Return what GDAL found as "EPSG:9214", as WKT where it has no number, None where nothing is declared.

    A local or undefined system, in which nothing can be placed, counts as none.
    """
    if declared is None or declared.startswith(_EPSG):
        return declared
    try:
        system = CRS.from_user_input(declared)
    except CRSError:
        return None
    if system.geodetic_crs is None or system.name.startswith("Undefined"):
        return None
    code = None if system.is_bound else system.to_epsg()
    return declared if code is None else f"{_EPSG}{code}"


def system_problems(found: str | None, sheet: str) -> list[Problem]:
    """Return a warning where shapes lie in no declared system, or in one that is none of VN-2000 and WGS 84."""
    if found is None:
        return [Problem(Severity.WARNING, "intake.no_system", sheet=sheet)]
    if found in SYSTEMS:
        return []
    return [Problem(Severity.WARNING, "intake.other_system", {"system": _described(found)}, sheet=sheet)]


def _described(found: str) -> str:
    """Return what a person can compare: the name, and for a projection without one its datum and meridian."""
    system = CRS.from_user_input(found)
    operation = system.coordinate_operation
    if operation is None or system.name.lower() not in {"unnamed", "unknown", ""}:
        return f"{system.name} ({found})" if found.startswith(_EPSG) else str(system.name)
    datum = "?" if system.datum is None else system.datum.name
    shown = [f"{one.name} {one.value:g}" for one in operation.params if "origin" in one.name or "Scale" in one.name]
    return f"{datum}, {', '.join(shown)}"
