"""The official coordinate system in numbers, for the script that shows coordinates under the pointer.

A test holds them against ``landtrack.formats.coordinates``, which is the truth.
"""

from __future__ import annotations

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
