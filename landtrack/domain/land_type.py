"""Land-type codes with their names, as rows of their office table: the code is the key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.office.office_cells import RowCells

_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class LandType:
    """A code with its names; ``ended`` is the last day on which new cases could have it, None while they can."""

    code: str
    name_vi: str
    name_en: str
    ended: date | None

    def name(self, language: str) -> str:
        """Return the name in "vi" or "en"."""
        return self.name_en if language == "en" else self.name_vi


def parse_land_type(cells: RowCells) -> LandType:
    """Return the row; its key is its code, three capital letters. Without an English name it keeps the Vietnamese."""
    if not _CODE.fullmatch(cells.key):
        raise Refusal("table.key_choice", table=cells.table, key=cells.key, known="AAA … ZZZ")
    code = cells.text("code") or cells.key
    if code != cells.key:
        raise Refusal("table.field_choice", table=cells.table, key=cells.key, field="code", text=code, known=cells.key)
    name = cells.text("name_vi", required=True)
    return LandType(code, name, cells.text("name_en") or name, cells.day_or_none("ended"))
