"""The meanings that a column can be given, as one choice each: an area together with the unit that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.field import HOLDER_FIELDS, Field
from landtrack.domain.intake.reading import AreaUnit
from landtrack.web.language import say

if TYPE_CHECKING:
    from landtrack.domain.intake.reading import Column

AREAS = frozenset({Field.AREA, Field.RESOLVED_AREA})
UNREAD = ""
_SIGNS = {AreaUnit.SQUARE_METRES: "m²", AreaUnit.HECTARES: "ha"}
_CASE = (
    Field.CODE,
    Field.VERSION,
    Field.UNIT,
    Field.HAMLET,
    Field.MAP_SHEET,
    Field.PARCEL,
    Field.PART_OF_PARCEL,
    Field.PARCEL_UNIT,
    Field.LAND_TYPE,
)
_VIOLATION = (
    Field.KIND,
    Field.OCCURRED,
    Field.OCCURRED_EARLIEST,
    Field.OCCURRED_LATEST,
    Field.FOUND_ON,
    Field.AREA,
)
_HANDLING = (
    Field.STATUS,
    Field.EFFECTIVE_ON,
    Field.FORM,
    Field.RESOLVED_AREA,
    Field.EXCLUSION,
    Field.DECISION_NUMBER,
    Field.NOTE,
)
_PLACE = (Field.X, Field.Y, Field.GEOMETRY)


def meaning_groups() -> list[dict[str, Any]]:
    """Return all meanings in groups: [{label, choices: [{value, label}]}]."""
    text = say().text
    groups = (
        (text("Case"), _CASE),
        (text("Violation"), _VIOLATION),
        (text("Handling"), _HANDLING),
        (text("Place on the map"), _PLACE),
        (text("Holder (personal data)"), tuple(field for field in Field if field in HOLDER_FIELDS)),
        (text("Says nothing of the case"), (Field.ORDER, Field.COMPUTED)),
    )
    return [
        {"label": name, "choices": [choice for field in fields for choice in _choices(field)]}
        for name, fields in groups
    ]


def meaning_value(column: Column) -> str:
    """Return the choice that a column stands for: "", "parcel", "area:ha"."""
    if column.meaning is None:
        return UNREAD
    if column.meaning in AREAS:
        return f"{column.meaning.value}:{(column.area_unit or AreaUnit.SQUARE_METRES).value}"
    return column.meaning.value


def meaning_of(value: str) -> tuple[Field | None, AreaUnit | None] | None:
    """Return field and area unit of a choice; None for a text that is none."""
    name, _, unit = value.partition(":")
    if name == UNREAD:
        return None, None
    if name not in set(Field) or (unit and unit not in set(AreaUnit)):
        return None
    return Field(name), AreaUnit(unit) if unit else None


def field_label(field: Field) -> str:
    """Return the office's word for a field."""
    return say().label(field)


def _choices(field: Field) -> list[dict[str, str]]:
    label = field_label(field)
    if field in AREAS:
        return [{"value": f"{field.value}:{unit.value}", "label": f"{label} ({_SIGNS[unit]})"} for unit in AreaUnit]
    return [{"value": field.value, "label": label}]
