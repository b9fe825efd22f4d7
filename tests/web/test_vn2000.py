"""The numbers that the page's script computes official coordinates with, held against the one place that knows them."""

from __future__ import annotations

import math

import pytest
from shapely import Point

from landtrack.formats.coordinates import BAC_GIANG, from_wgs84
from landtrack.web.vn2000 import OFFICIAL_SYSTEM as SYSTEM

ARC_SECOND = math.pi / 180 / 3600
A, F = float(SYSTEM["a"]), float(SYSTEM["f"])  # type: ignore[arg-type]  # a block of numbers for JSON
E2 = F * (2 - F)


def official(lon: float, lat: float) -> tuple[float, float]:
    """Return easting and northing as the script computes them: geocentric, shifted back, transverse Mercator."""
    shift: list[float] = SYSTEM["shift"]  # type: ignore[assignment]  # see above
    phi, lam = math.radians(lat), math.radians(lon)
    n = A / math.sqrt(1 - E2 * math.sin(phi) ** 2)
    x, y, z = n * math.cos(phi) * math.cos(lam), n * math.cos(phi) * math.sin(lam), n * (1 - E2) * math.sin(phi)
    x, y, z = (value - move for value, move in zip((x, y, z), shift[:3], strict=True))
    rx, ry, rz = (angle * ARC_SECOND for angle in shift[3:6])
    scale = 1 + shift[6] * 1e-6
    x, y, z = ((x - rz * y + ry * z) / scale, (rz * x + y - rx * z) / scale, (-ry * x + rx * y + z) / scale)
    lam, phi = math.atan2(y, x), math.atan2(z, math.hypot(x, y) * (1 - E2))
    for _ in range(8):
        n = A / math.sqrt(1 - E2 * math.sin(phi) ** 2)
        phi = math.atan2(z + E2 * n * math.sin(phi), math.hypot(x, y))
    return _transverse_mercator(phi, lam - math.radians(float(SYSTEM["meridian"])))  # type: ignore[arg-type]  # see above


def _transverse_mercator(phi: float, lam: float) -> tuple[float, float]:
    n = F / (2 - F)
    radius = A / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    alpha = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180,
        13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440,
        61 * n**3 / 240 - 103 * n**4 / 140,
        49561 * n**4 / 161280,
    )
    e = math.sqrt(E2)
    t = math.sinh(math.atanh(math.sin(phi)) - e * math.atanh(e * math.sin(phi)))
    xi, eta = math.atan2(t, math.cos(lam)), math.atanh(math.sin(lam) / math.hypot(1, t))
    east = eta + sum(a * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, a in enumerate(alpha, 1))
    north = xi + sum(a * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, a in enumerate(alpha, 1))
    scale = float(SYSTEM["scale"]) * radius  # type: ignore[arg-type]  # see above
    return 500_000 + scale * east, scale * north


@pytest.mark.parametrize("place", [(106.1268, 21.4671), (106.0655, 21.5811), (106.2522, 21.4681), (107.0, 16.0)])
def test_the_numbers_give_official_coordinates_to_a_millimetre(place: tuple[float, float]) -> None:
    expected = from_wgs84(Point(*place), BAC_GIANG)
    assert official(*place) == pytest.approx((expected.x, expected.y), abs=0.002)
    assert (SYSTEM["easting"], SYSTEM["northing"], SYSTEM["code"]) == (500_000, 0, BAC_GIANG)
