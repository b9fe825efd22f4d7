"""Small area units for tests, and the shipped ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from shapely.geometry import Polygon, box

from landtrack.domain.area_unit import AreaUnit, Succession, UnitKind
from landtrack.domain.boundary import Boundary, derive_boundaries
from landtrack.formats.area_units import load_registry, schematic_boundaries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.frame import UnitRegistry

GEODATA = Path(__file__).parents[1] / "geodata"
THE_19, THE_17, THE_5 = date(2023, 12, 31), date(2025, 1, 1), date(2025, 7, 1)
PHUONG = date(2026, 9, 20)


def unit(  # one argument for each column of the registry
    unit_id: int,
    valid_from: date,
    valid_until: date | None = None,
    code: str | None = None,
    name: str = "Đồng Tiến",
    kind: UnitKind = UnitKind.XA,
    km2: str = "1",
) -> AreaUnit:
    """Return a unit with a code of its own, unless one is given."""
    code = code or f"{unit_id:05}"
    return AreaUnit(unit_id, code, name, kind, valid_from, valid_until, "NQ 1", Decimal(km2), None)


def step(old_id: int, new_id: int, day: date) -> Succession:
    """Return a succession."""
    return Succession(old_id, new_id, day, "NQ 1")


def square(column: int, row: int = 0, size: float = 0.01) -> Polygon:
    """Return one of many squares side by side in Yên Thế (EPSG:4326), about 1 km wide."""
    west, south = 106.1 + column * size, 21.5 + row * size
    return box(west, south, west + size, south + size)


@cache
def shipped_registry() -> UnitRegistry:
    """Return the registry of geodata/."""
    return load_registry(GEODATA)


@cache
def shipped_boundaries() -> Mapping[int, Boundary]:
    """Return the complete schematic boundaries."""
    return derive_boundaries(shipped_registry(), schematic_boundaries(GEODATA), {})
