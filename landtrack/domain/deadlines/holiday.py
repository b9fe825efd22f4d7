"""Days that differ from the calendar of public holidays: decreed days off, and Saturdays worked in their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from landtrack.domain.office.office_cells import RowCells


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off, or (``works``) a day on which the office works although it would not by the calendar."""

    day: date
    works: bool
    name: str
    legal_basis: str


def parse_holiday(cells: RowCells) -> Holiday:
    """Return the row; refuse what is no day."""
    return Holiday(cells.day("day"), cells.flag("works"), cells.text("name", required=True), cells.text("legal_basis"))


def check_holidays(rows: Mapping[str, Holiday]) -> None:
    """Refuse two rows about the same day."""
    seen: dict[date, str] = {}
    for key, row in rows.items():
        if row.day in seen:
            raise Refusal("table.same_day", one=seen[row.day], other=key, day=row.day)
        seen[row.day] = key
