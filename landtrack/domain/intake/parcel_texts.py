"""Sheet and parcel that stand in one cell, and parcels of which only a part is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.field import Field
from landtrack.domain.text import unaccented

if TYPE_CHECKING:
    from collections.abc import Mapping

_BOTH = re.compile(r"(?:to )?(?:so )?(\d{1,4}) ?(?:/|-|,|;) ?(?:thua )?(?:so )?(\d{1,5}[a-z]?)")
_PART = re.compile(r"(?:mot|1) phan(?: cua)?(?: thua)?(?: dat)?(?: so)? (\w+)")


def split_parcel(values: Mapping[Field, Any]) -> dict[Field, Any]:
    """Return what a cell says beside its own field.

    "12/345" for the sheet, where the row names no parcel, is sheet 12 and parcel 345; "một phần thửa 345"
    is a part of parcel 345, unless the file says whether it is a part. A row with a case code was written by a register
    and is as it should be. {} where nothing is to be taken apart.
    """
    found: dict[Field, Any] = {}
    sheet, parcel = values.get(Field.MAP_SHEET), values.get(Field.PARCEL)
    registered = values.get(Field.CODE) is not None
    if sheet and not parcel and not registered and not str(sheet).isdigit():
        both = _BOTH.fullmatch(" ".join(unaccented(sheet).split()))
        if both:
            parcel = both[2].upper()
            found = {Field.MAP_SHEET: both[1], Field.PARCEL: parcel}
    if parcel and not str(parcel).isdigit() and values.get(Field.PART_OF_PARCEL) is None:
        part = _PART.fullmatch(" ".join(unaccented(parcel).split()))
        if part:
            found |= {Field.PARCEL: part[1].upper(), Field.PART_OF_PARCEL: True}
    return found
