"""Forms of resolution as rows of their office table: what each is called, and whether it counts as resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.office.code_cells import checked_code, checked_names, name_in

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.office.office_cells import RowCells


LONGEST_CODE = 20


@dataclass(frozen=True, slots=True)
class ResolutionForm:
    """How a case can be resolved.

    Where it does not count, a case resolved in this form stays in hand in every figure, and nothing of its area is
    resolved: offices differ on cases passed to the investigators or without a holder (DOMAIN §3). ``ended`` is the
    last day on which it could be chosen, None while it can.
    """

    code: str
    name_vi: str
    name_en: str
    counts: bool
    ended: date | None
    legal_basis: str

    def name(self, language: str) -> str:
        """Return the name in "vi" or "en"."""
        return name_in(language, self.name_vi, self.name_en)


def parse_resolution_form(cells: RowCells) -> ResolutionForm:
    """Return the row; its key is its code."""
    return ResolutionForm(
        checked_code(cells, LONGEST_CODE),
        *checked_names(cells),
        # A new form counts, unless it is said not to.
        cells.flag("counts") if "counts" in cells.texts else True,
        cells.day_or_none("ended"),
        cells.text("legal_basis"),
    )
