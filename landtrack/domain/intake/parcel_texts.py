"""Sheet and parcel that stand in one cell, and parcels of which only a part is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.fault import error, note, quoted, warning
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.legacy_text import spelled_heading
from landtrack.domain.text import unaccented

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.intake.fault import Fault
    from landtrack.domain.intake.reading import Column, Reading

_BOTH = re.compile(r"(?:to )?(?:so )?(\d{1,4}) ?(?:/|-|,|;) ?(?:thua )?(?:so )?(\d{1,5}[a-z]?)")
_LIST = re.compile(
    r"(?:to )?(?:so )?(\d{1,4}) ?(?:/|[,;]? ?thua) ?(?:thua )?(?:so )?"
    r"(\d{1,5}[a-z]?(?: ?(?:[,;+&]|va|and) ?\d{1,5}[a-z]?)+)"
)
"""Several parcels of one sheet."""
_BETWEEN = re.compile(r" ?(?:[,;+&]|va|and) ?")
_PART = re.compile(r"(?:mot|1) phan(?: cua)?(?: thua)?(?: dat)?(?: so)? (\w+)")


def column_of_both(reading: Reading) -> Column | None:
    """Return the column that holds sheet and parcel by its heading ("Tờ/thửa"), where no other holds parcels."""
    place = reading.column_of(Field.MAP_SHEET)
    if place is None or reading.column_of(Field.PARCEL) is not None:
        return None
    column = reading.columns[place]
    heading = unaccented(spelled_heading(column.heading, column.spelling))
    return column if "thua" in heading or "parcel" in heading else None


def told_of_split(values: Mapping[Field, Any], found: Mapping[Field, Any], *, both: bool) -> Fault | None:
    """Return what to say of what :func:`split_parcel` took apart; ``both``: the column is one of sheet and parcel."""
    if Field.MAP_SHEET not in found:
        sheet = str(values.get(Field.MAP_SHEET) or "")
        unread = both and "/" in sheet and not values.get(Field.PARCEL) and values.get(Field.CODE) is None
        return error("cell.sheet_and_parcel_unread", text=quoted(sheet))[1] if unread else None
    parcel = found[Field.PARCEL]
    if ", " in parcel:
        return warning("cell.parcels_several", text=quoted(parcel))
    return None if both else note("cell.sheet_and_parcel", sheet=found[Field.MAP_SHEET], parcel=parcel)


def split_parcel(values: Mapping[Field, Any]) -> dict[Field, Any]:
    """Return what a cell says beside its own field.

    "12/345" for the sheet, where the row names no parcel, is sheet 12 and parcel 345 ("12/1, 2": its parcels); "một
    phần thửa 345" is a part of parcel 345, unless the file says whether it is a part. A row with a case code was
    written by a register and is as it should be. {} where nothing is to be taken apart.
    """
    found: dict[Field, Any] = {}
    sheet, parcel = values.get(Field.MAP_SHEET), values.get(Field.PARCEL)
    registered = values.get(Field.CODE) is not None
    if sheet and not parcel and not registered and not str(sheet).isdigit():
        spelled = " ".join(unaccented(sheet).split())
        both = _BOTH.fullmatch(spelled) or _LIST.fullmatch(spelled)
        if both:
            parcel = ", ".join(_BETWEEN.split(both[2])).upper()
            found = {Field.MAP_SHEET: both[1], Field.PARCEL: parcel}
    if parcel and not str(parcel).isdigit() and values.get(Field.PART_OF_PARCEL) is None:
        part = _PART.fullmatch(" ".join(unaccented(parcel).split()))
        if part:
            found |= {Field.PARCEL: part[1].upper(), Field.PART_OF_PARCEL: True}
    return found
