"""One case as a line of a list: what a figure is made of, what is overdue, what a sheet prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.cutoff import Band
    from landtrack.domain.status import Status


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as of a day, as known at a moment; areas in tenths of m². ``unit`` is its unit's full name in the frame.

    ``unit_code`` and ``unit`` are "" where the frame cannot place it. ``effective_on`` is the day of its last change.
    ``place_id`` is the unit of the registry that tells most exactly where it lies.
    """

    code: str
    unit_code: str
    unit: str
    kind: str
    land_type: str
    hamlet: str
    map_sheet: str
    parcel: str
    band: Band
    status: Status
    found_on: date
    occurred_earliest: date | None
    occurred_latest: date
    area: int
    resolved_area: int
    effective_on: date | None = None
    form: str | None = None
    decision_number: str = ""
    place_id: int = 0
