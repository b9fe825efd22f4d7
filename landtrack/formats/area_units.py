"""The area units as they are shipped: two tables of rows and the schematic boundaries of the oldest communes."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shapely.geometry import shape

from landtrack.domain.area_unit import AreaUnit, Succession, UnitKind
from landtrack.domain.frame import UnitRegistry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


def load_registry(geodata: Path) -> UnitRegistry:
    """Read units.csv and successions.csv of the shipped folder.

    Raises Refusal ``registry.invalid`` where the rows contradict each other, and ValueError or KeyError for a row that
    cannot be read: the folder is part of the program, so that is a broken installation.
    """
    units = tuple(_unit(row) for row in _rows(geodata / "units.csv"))
    successions = tuple(_succession(row) for row in _rows(geodata / "successions.csv"))
    return UnitRegistry(units, successions)


def schematic_boundaries(geodata: Path) -> Mapping[int, BaseGeometry]:
    """Read schematic.geojson of the shipped folder: unit id → Polygon in EPSG:4326, for the oldest communes only.

    Raises ValueError where the file is not marked schematic: only such boundaries may be shipped.
    """
    collection: dict[str, Any] = json.loads((geodata / "schematic.geojson").read_text(encoding="utf-8"))
    if collection.get("schematic") is not True:
        message = "schematic.geojson is not marked schematic"
        raise ValueError(message)
    return {feature["id"]: shape(feature["geometry"]) for feature in collection["features"]}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _unit(row: Mapping[str, str]) -> AreaUnit:
    until, lon, lat = row["valid_until"], row["centre_lon"], row["centre_lat"]
    return AreaUnit(
        id=int(row["id"]),
        code=row["code"],
        name=row["name"],
        kind=UnitKind(row["kind"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        legal_basis=row["legal_basis"],
        registry_area_km2=Decimal(row["registry_area_km2"]),
        centre=(float(lon), float(lat)) if lon and lat else None,
    )


def _succession(row: Mapping[str, str]) -> Succession:
    return Succession(
        old_id=int(row["old_id"]),
        new_id=int(row["new_id"]),
        day=date.fromisoformat(row["day"]),
        legal_basis=row["legal_basis"],
    )
