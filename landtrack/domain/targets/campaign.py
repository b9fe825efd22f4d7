"""Campaigns: a period in which the office works towards some targets together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.office.office_cells import RowCells


@dataclass(frozen=True, slots=True)
class Campaign:
    """A named period, first and last day included."""

    name: str
    since: date
    due: date
    legal_basis: str
    note: str = ""


def parse_campaign(cells: RowCells) -> Campaign:
    """Return the row; refuse a period that ends before it begins."""
    since, due = cells.day("since"), cells.day("due")
    cells.check_days(since, due, "due")
    return Campaign(cells.text("name", required=True), since, due, cells.text("legal_basis"), cells.text("note"))
