"""The names of the land-type codes of both circulars, as the shipped table has them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class LandType:
    """A code with its names; ``ended`` is the last day on which new cases could have it, None while they can."""

    code: str
    name_vi: str
    name_en: str
    ended: date | None

    def name(self, language: str) -> str:
        """Return the name in "vi" or "en"."""
        return self.name_en if language == "en" else self.name_vi


def read_land_types(geodata: Path) -> tuple[LandType, ...]:
    """Read land_types.csv of the shipped folder; a row that cannot be read is a broken installation (ValueError)."""
    with (geodata / "land_types.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            LandType(
                row["code"], row["name_vi"], row["name_en"], date.fromisoformat(row["ended"]) if row["ended"] else None
            )
            for row in csv.DictReader(lines)
        )
