"""A cell of a table of figures: which unit, which band, which column; and which cases are behind it.

Written UNIT/BAND/COLUMN, as in ``07288/before/open`` or ``total/all/open``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.domain.episode import Gap
from landtrack.domain.errors import Refusal
from landtrack.domain.selection import COUNTED_STATUSES
from landtrack.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

TOTAL = "total"
ALL = "all"


class Column(StrEnum):
    """The columns of every table of figures, and the counts of what is missing, by their names in JSON."""

    CASES = "cases"
    AREA_HA = "area_ha"
    RESOLVED = "resolved"
    RESOLVED_HA = "resolved_ha"
    IN_HAND = "in_hand"
    OPEN = "open"
    RATE_CASES = "rate_cases"
    RATE_AREA = "rate_area"
    NO_GEOMETRY = "no_geometry"
    UNDETERMINED = "undetermined"
    OUTSIDE_UNIT = "outside_unit"
    UNPLACED = "unplaced"


COUNTED = frozenset(COUNTED_STATUSES)
STATUSES_OF: Mapping[Column, frozenset[Status]] = {
    Column.RESOLVED: frozenset({Status.RESOLVED}),
    Column.RESOLVED_HA: frozenset({Status.RESOLVED, Status.PARTLY_RESOLVED}),
    Column.IN_HAND: frozenset({Status.IN_HAND, Status.PARTLY_RESOLVED}),
    Column.OPEN: frozenset({Status.OPEN}),
}
"""Which statuses a column counts; every other column counts all but the excluded."""

GAP_OF: Mapping[Column, Gap] = {Column.NO_GEOMETRY: Gap.NO_GEOMETRY, Column.OUTSIDE_UNIT: Gap.OUTSIDE_UNIT}


@dataclass(frozen=True, slots=True)
class Cell:
    """``unit`` is a code of the frame, None for the total; ``band`` None is all bands."""

    unit: str | None
    band: Band | None
    column: Column

    @property
    def statuses(self) -> frozenset[Status]:
        """Return the statuses of the cases behind it."""
        return STATUSES_OF.get(self.column, COUNTED)

    @property
    def asked_band(self) -> Band | None:
        """Return the one band of its cases, None for all."""
        return Band.UNDETERMINED if self.column is Column.UNDETERMINED and self.band is None else self.band

    def __str__(self) -> str:
        """Return UNIT/BAND/COLUMN."""
        return f"{self.unit or TOTAL}/{self.band or ALL}/{self.column}"


def parse_cell(text: str) -> Cell:
    """Return the cell of UNIT/BAND/COLUMN; refuse (``cell.…``) what is none, with what may stand there."""
    parts = text.strip().split("/")
    if len(parts) != 3:  # noqa: PLR2004 - unit, band, column
        raise Refusal("cell.malformed", text=text[:60])
    unit, band, column = (part.strip() for part in parts)
    if band != ALL and band not in set(Band):
        raise Refusal("cell.band_unknown", text=band[:40], choices=", ".join([ALL, *Band]))
    if column not in set(Column):
        raise Refusal("cell.column_unknown", text=column[:40], choices=", ".join(Column))
    return Cell(None if unit == TOTAL else unit, None if band == ALL else Band(band), Column(column))
