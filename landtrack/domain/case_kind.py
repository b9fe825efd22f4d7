"""Kinds of violation with their names, as rows of their office table: the code is the key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.office.code_cells import checked_code, checked_names, name_in

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.office.office_cells import RowCells

LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class CaseKind:
    """A kind of violation; ``ended`` is the last day on which new cases could have it, None while they can."""

    code: str
    name_vi: str
    name_en: str
    ended: date | None

    def name(self, language: str) -> str:
        """Return the name in "vi" or "en"."""
        return name_in(language, self.name_vi, self.name_en)


def parse_case_kind(cells: RowCells) -> CaseKind:
    """Return the row; its key is its code."""
    code, names = checked_code(cells, LONGEST_CODE), checked_names(cells)
    return CaseKind(code, *names, cells.day_or_none("ended"))
