"""The official coordinate system in numbers, for the script that shows coordinates under the pointer.

A test holds them against ``landtrack.formats.coordinates``, which is the truth.
"""

from __future__ import annotations

from typing import Any

from landtrack.formats.coordinates import SYSTEMS, VN2000, WGS84, projection_of

UTM_SCALE = 0.9996

OFFICIAL_SYSTEM = {
    "name": "VN-2000 / TM-3 107-00",
    "code": "EPSG:9214",
    "meridian": 107.0,
    "scale": 0.9999,
    "easting": 500_000.0,
    "northing": 0.0,
    # The ellipsoid of WGS 84 serves both datums.
    "a": 6_378_137.0,
    "f": 1 / 298.257223563,
    # EPSG:6960, VN-2000 to WGS 84, coordinate frame rotation: dx dy dz (m), rx ry rz (arc seconds), scale (ppm).
    "shift": [-191.90441429, -39.30318279, -111.45032835, -0.00928836, 0.01975479, -0.00427372, 0.252906278],
}


def corner_systems() -> list[dict[str, Any]]:
    """Return the systems in which corners can be typed: those of surveys, and degrees.

    Each has its code and name; those in metres what differs from the official system, the others ``degrees``, and
    ``datum`` where the degrees are those of VN-2000.
    """
    return [_system(code) for code in SYSTEMS]


def _system(code: str) -> dict[str, Any]:
    projection = projection_of(code)
    if projection is None:
        names = {WGS84: "WGS 84", VN2000: "VN-2000"}
        return {"code": code, "name": names[code], "degrees": True, "datum": code == VN2000}
    meridian, scale = projection
    if scale == UTM_SCALE:
        return {"code": code, "name": f"VN-2000 / UTM {_utm_zone(meridian)}N", "meridian": meridian, "scale": scale}
    return {"code": code, "name": f"VN-2000 / TM-3 {_minutes(meridian)}", "meridian": meridian, "scale": scale}


def _minutes(meridian: float) -> str:
    """Return the central meridian as official names have it: 107.25 is 107-15."""
    return f"{int(meridian)}-{round(meridian % 1 * 60):02d}"


def _utm_zone(meridian: float) -> int:
    return int((meridian + 180) // 6) + 1
