"""In which cell a person finds what a rule of the register refused."""

from __future__ import annotations

from landtrack.domain.intake.field import Field

_FIELDS: dict[str, tuple[Field, ...]] = {
    "case.unknown": (Field.CODE,),
    "case.code_malformed": (Field.CODE,),
    "case.withdrawn": (Field.CODE,),
    "case.found_in_future": (Field.FOUND_ON,),
    "case.found_after_change": (Field.FOUND_ON,),
    "case.occurred_after_found": (Field.OCCURRED, Field.OCCURRED_LATEST, Field.OCCURRED_EARLIEST, Field.FOUND_ON),
    "case.occurred_reversed": (Field.OCCURRED, Field.OCCURRED_EARLIEST, Field.OCCURRED_LATEST),
    "case.area_impossible": (Field.AREA,),
    "case.area_below_resolved": (Field.AREA,),
    "case.kind_unknown": (Field.KIND,),
    "case.kind_ended": (Field.KIND,),
    "case.land_type_unknown": (Field.LAND_TYPE,),
    "case.geometry_kind": (Field.GEOMETRY, Field.X),
    "case.geometry_invalid": (Field.GEOMETRY, Field.X),
    "case.parcel_unit_elsewhere": (Field.PARCEL_UNIT, Field.UNIT),
    "unit.unknown_id": (Field.UNIT,),
    "change.form_missing": (Field.FORM, Field.STATUS),
    "change.form_unknown": (Field.FORM,),
    "change.form_ended": (Field.FORM,),
    "change.form_unwanted": (Field.FORM,),
    "change.reason_missing": (Field.EXCLUSION, Field.STATUS),
    "change.reason_unwanted": (Field.EXCLUSION,),
    "change.area_missing": (Field.RESOLVED_AREA, Field.STATUS),
    "change.area_unwanted": (Field.RESOLVED_AREA,),
    "change.area_not_positive": (Field.RESOLVED_AREA,),
    "change.area_too_large": (Field.RESOLVED_AREA,),
    "change.area_whole": (Field.RESOLVED_AREA,),
    "change.in_future": (Field.EFFECTIVE_ON,),
    "change.before_found": (Field.EFFECTIVE_ON,),
    "change.before_later": (Field.EFFECTIVE_ON,),
    "import.resolved_part": (Field.RESOLVED_AREA,),
    "import.resolved_more": (Field.RESOLVED_AREA,),
    "import.status_day_missing": (Field.EFFECTIVE_ON, Field.STATUS),
    "import.status_older": (Field.STATUS,),
}
_STATUS = (Field.STATUS, Field.EFFECTIVE_ON)
_RESTS_ON: dict[str, tuple[Field, ...]] = {
    "case.area_below_resolved": (Field.AREA,),
    "case.found_after_change": (Field.FOUND_ON,),
    "case.kind_ended": (Field.FOUND_ON,),
    "change.form_ended": (Field.STATUS, Field.EFFECTIVE_ON),
    "change.area_not_positive": (Field.STATUS,),
    "change.area_too_large": (Field.STATUS, Field.AREA),
    "change.area_whole": (Field.STATUS, Field.AREA),
    "change.before_found": (Field.FOUND_ON,),
    "change.before_later": (Field.STATUS,),
    "change.in_future": (),
    "import.resolved_part": (Field.STATUS, Field.AREA),
    "import.resolved_more": (Field.STATUS, Field.AREA),
    "import.status_day_missing": (Field.STATUS,),
}
"""What a refusal rests on beside the cells it speaks of; all others about changes rest on the status."""


def fields_of(code: str) -> tuple[Field, ...]:
    """Return the fields that a refusal speaks of; the first that a file has a column for is the cell to look at."""
    return _FIELDS.get(code, _STATUS if code.startswith("change.") else ())


def rests_on(code: str) -> tuple[Field, ...]:
    """Return all fields of which none may be wrong or missing for the refusal to be true."""
    more = _RESTS_ON.get(code, (Field.STATUS,) if code.startswith("change.") else ())
    return (*fields_of(code), *more)
