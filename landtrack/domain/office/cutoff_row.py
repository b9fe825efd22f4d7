"""Cutoffs as rows of their office table: one of each side, the side being the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Cutoff, Side, cutoffs_of
from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.office.office_cells import RowCells


def parse_cutoff(cells: RowCells) -> Cutoff:
    """Return the row; its key is its side, so there is one of each. Refuses another key, or another side than that."""
    if cells.key not in set(Side):
        raise Refusal("table.key_choice", table=cells.table, key=cells.key, known=", ".join(Side))
    side = cells.choice("side", Side, Side(cells.key))
    if side.value != cells.key:
        raise Refusal("table.field_choice", table=cells.table, key=cells.key, field="side", text=side, known=cells.key)
    return Cutoff(side, cells.day("day"), cells.text("name"), cells.text("legal_basis", required=True))


def check_cutoffs(rows: Mapping[str, Cutoff]) -> None:
    """Refuse more or fewer than one of each side, and two that leave no middle."""
    cutoffs_of(list(rows.values()))
