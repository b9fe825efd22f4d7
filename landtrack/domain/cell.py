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
    """The columns of every table of figures, and the counts of what is missing, by their names in JSON.

    UNRESOLVED are those in hand, partly resolved or open; IN_HAND has the partly resolved, IN_HAND_ONLY does not.
    """

    CASES = "cases"
    AREA_HA = "area_ha"
    RESOLVED = "resolved"
    RESOLVED_HA = "resolved_ha"
    IN_HAND = "in_hand"
    OPEN = "open"
    IN_HAND_ONLY = "in_hand_only"
    PARTLY_RESOLVED = "partly_resolved"
    UNRESOLVED = "unresolved"
    UNRESOLVED_HA = "unresolved_ha"
    RATE_CASES = "rate_cases"
    RATE_AREA = "rate_area"
    NO_GEOMETRY = "no_geometry"
    UNDETERMINED = "undetermined"
    OUTSIDE_UNIT = "outside_unit"
    UNPLACED = "unplaced"


COUNTED = frozenset(COUNTED_STATUSES)
NOT_RESOLVED = COUNTED - {Status.RESOLVED}
STATUSES_OF: Mapping[Column, frozenset[Status]] = {
    Column.RESOLVED: frozenset({Status.RESOLVED}),
    Column.RESOLVED_HA: frozenset({Status.RESOLVED, Status.PARTLY_RESOLVED}),
    Column.IN_HAND: frozenset({Status.IN_HAND, Status.PARTLY_RESOLVED}),
    Column.OPEN: frozenset({Status.OPEN}),
    Column.IN_HAND_ONLY: frozenset({Status.IN_HAND}),
    Column.PARTLY_RESOLVED: frozenset({Status.PARTLY_RESOLVED}),
    Column.UNRESOLVED: NOT_RESOLVED,
    Column.UNRESOLVED_HA: NOT_RESOLVED,
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

    @property
    def is_empty(self) -> bool:
        """Return whether it can have no case: nothing of a known band is of an undetermined one."""
        return self.column is Column.UNDETERMINED and self.band not in {None, Band.UNDETERMINED}

    def __str__(self) -> str:
        """Return UNIT/BAND/COLUMN."""
        return f"{self.unit or TOTAL}/{self.band or ALL}/{self.column}"


def parse_cell(text: str) -> Cell:
    """Return the cell of UNIT/BAND/COLUMN, in small letters or capitals.

    Refuses (``cell.…``) what is none, with what may stand there.
    """
    parts = text.strip().split("/")
    if len(parts) != 3:  # noqa: PLR2004 - unit, band, column
        raise Refusal("cell.malformed", text=text[:60])
    unit, written_band, written_column = (part.strip() for part in parts)
    band, column = written_band.lower(), written_column.lower()
    if band != ALL and band not in set(Band):
        raise Refusal("cell.band_unknown", text=written_band[:40], choices=", ".join([ALL, *Band]))
    if column not in set(Column):
        raise Refusal("cell.column_unknown", text=written_column[:40], choices=", ".join(Column))
    return Cell(None if unit.lower() == TOTAL else unit, None if band == ALL else Band(band), Column(column))
