"""Addresses of the lists behind figures: every figure on a page leads to its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from landtrack.domain.cell import Cell, Column
from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        Column.RATE_CASES: text("Cases behind the rate by cases"),
        Column.RATE_AREA: text("Cases behind the rate by area"),
        Column.NO_GEOMETRY: text("Cases without geometry"),
        Column.UNDETERMINED: text("Cases with an undetermined date"),
        Column.OUTSIDE_UNIT: text("Cases drawn outside their unit"),
        Column.UNPLACED: text("Cases not placed in any unit"),
    }
    return names[column]
