"""The headings that officials write, as they are shipped: one row of a table for each."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.headings import HeadingWord, normalise_heading
from landtrack.domain.intake.reading import AreaUnit
from landtrack.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "headings.csv"


def read_headings(geodata: Path | None = None) -> tuple[HeadingWord, ...]:
    """Read headings.csv: words as people write them, the field that they mean ("" none of a case), a unit of area.

    Raises ValueError or KeyError for a row that cannot be read: the folder is part of the program.
    """
    path = (geodata or shipped("geodata")) / TABLE
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            HeadingWord(
                normalise_heading(row["words"]),
                Field(row["field"]) if row["field"] else None,
                AreaUnit(row["unit"]) if row["unit"] else None,
            )
            for row in csv.DictReader(lines)
        )
