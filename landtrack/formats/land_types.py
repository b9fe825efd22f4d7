"""The names of the land-type codes of both circulars, as the shipped table has them."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

from landtrack.domain.land_type import LandType

if TYPE_CHECKING:
    from pathlib import Path


def read_land_types(geodata: Path) -> tuple[LandType, ...]:
    """Read land_types.csv of the shipped folder; a row that cannot be read is a broken installation (ValueError)."""
    with (geodata / "land_types.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            LandType(
                row["code"], row["name_vi"], row["name_en"], date.fromisoformat(row["ended"]) if row["ended"] else None
            )
            for row in csv.DictReader(lines)
        )
