"""Land-type codes with their names, as rows of their office table: the code is the key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.office.code_cells import checked_names, name_in

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.office.office_cells import RowCells

_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class LandType:
    """A code with its names; ``ended`` is the last day it was in force, None while it is.

    It is accepted whenever a case was found: plans of an older circular have it.
    """

    code: str
    name_vi: str
    name_en: str
    ended: date | None

    def name(self, language: str) -> str:
        """Return the name in "vi" or "en"."""
        return name_in(language, self.name_vi, self.name_en)


def parse_land_type(cells: RowCells) -> LandType:
    """Return the row; its key is its code, three capital letters."""
    if not _CODE.fullmatch(cells.key):
        raise Refusal("table.key_choice", table=cells.table, key=cells.key, known="AAA … ZZZ")
    code = cells.text("code") or cells.key
    if code != cells.key:
        raise Refusal("table.field_choice", table=cells.table, key=cells.key, field="code", text=code, known=cells.key)
    return LandType(code, *checked_names(cells), cells.day_or_none("ended"))
