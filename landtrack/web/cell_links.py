"""Addresses of the lists behind figures: every figure on a page leads to its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from landtrack.domain.cell import Cell, Column
from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from landtrack.domain.cutoff import Band

EXPORTED: Mapping[Column, tuple[str, ...]] = {
    Column.CASES: (),
    Column.AREA_HA: (),
    Column.RATE_CASES: (),
    Column.RATE_AREA: (),
    Column.UNDETERMINED: (),
    Column.RESOLVED: ("resolved",),
    Column.RESOLVED_HA: ("resolved", "partly_resolved"),
    Column.IN_HAND: ("in_hand", "partly_resolved"),
    Column.OPEN: ("open",),
    Column.IN_HAND_ONLY: ("in_hand",),
    Column.PARTLY_RESOLVED: ("partly_resolved",),
    Column.UNRESOLVED: ("open", "in_hand", "partly_resolved"),
    Column.UNRESOLVED_HA: ("open", "in_hand", "partly_resolved"),
}
"""The statuses that an export of the column's cases chooses; columns that no export can choose are not here."""


def cells_address(query: Mapping[str, Any]) -> str:
    """Return what stands before UNIT/BAND/COLUMN in the address of a list; ``query`` is what was chosen."""
    return url_for("cases", **query, cell="")


def cell_address(cell: Cell, query: Mapping[str, Any]) -> str:
    """Return the address of the list behind a figure."""
    return cells_address(query) + str(cell)


def unit_cell(unit: str | None, band: Band | None, column: str, query: Mapping[str, Any]) -> str:
    """Return the address of the list behind a figure of a unit (None: all) and a band (None: all)."""
    return cell_address(Cell(unit, band, Column(column)), query)


def moment_cell(
    moment: tuple[date, datetime, date], column: Column, unit: str | None = None, band: Band | None = None
) -> str:
    """Return the address of the list behind a figure as of a day, as known at a moment, in the units of a day."""
    as_of, known_at, frame = moment
    query = {"as_of": as_of.isoformat(), "known_at": known_at.isoformat(), "frame": frame.isoformat()}
    return cell_address(Cell(unit, band, column), query)


def export_query(cell: Cell) -> dict[str, Any] | None:
    """Return the choices of the export page that hold just these cases; None where no choice does."""
    statuses = EXPORTED.get(cell.column)
    if statuses is None:
        return None
    chosen: dict[str, Any] = {"status": list(statuses)}
    if cell.unit is not None:
        chosen["unit"] = cell.unit
    if cell.asked_band is not None:
        chosen["band"] = cell.asked_band.value
    return chosen


def column_name(column: Column) -> str:
    """Return what the list behind a column is called."""
    text = say().text
    names = {
        Column.CASES: text("All cases"),
        Column.AREA_HA: text("All cases"),
        Column.RESOLVED: text("Resolved cases"),
        Column.RESOLVED_HA: text("Cases with a resolved area"),
        Column.IN_HAND: text("Cases in hand"),
        Column.OPEN: text("Open cases"),
        Column.IN_HAND_ONLY: text("Cases in hand, no part resolved"),
        Column.PARTLY_RESOLVED: text("Partly resolved cases"),
        Column.UNRESOLVED: text("Cases not yet resolved"),
        Column.UNRESOLVED_HA: text("Cases not yet resolved"),
        Column.RATE_CASES: text("Cases behind the rate by cases"),
        Column.RATE_AREA: text("Cases behind the rate by area"),
        Column.NO_GEOMETRY: text("Cases without geometry"),
        Column.UNDETERMINED: text("Cases with an undetermined date"),
        Column.OUTSIDE_UNIT: text("Cases drawn outside their unit"),
        Column.UNPLACED: text("Cases not placed in any unit"),
    }
    return names[column]
