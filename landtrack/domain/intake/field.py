"""The fields of a case that a column of a file can hold."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """What a column means; the words that officials write for it are rows of geodata/headings.csv."""

    CODE = "code"
    VERSION = "version"  # the last log entry of the case when the file was exported
    UNIT = "unit"  # name or code of the area unit
    HAMLET = "hamlet"
    MAP_SHEET = "map_sheet"
    PARCEL = "parcel"
    PART_OF_PARCEL = "part_of_parcel"
    PARCEL_UNIT = "parcel_unit"  # the old commune that the parcel number belongs to
    LAND_TYPE = "land_type"
    KIND = "kind"
    OCCURRED = "occurred"  # one cell for the day or the time in which it happened
    OCCURRED_EARLIEST = "occurred_earliest"
    OCCURRED_LATEST = "occurred_latest"
    FOUND_ON = "found_on"
    AREA = "area"
    STATUS = "status"
    EFFECTIVE_ON = "effective_on"
    FORM = "form"
    RESOLVED_AREA = "resolved_area"
    EXCLUSION = "exclusion"
    DECISION_NUMBER = "decision_number"
    NOTE = "note"
    HOLDER = "holder"
    HOLDER_ID = "holder_id"
    HOLDER_ADDRESS = "holder_address"
    HOLDER_PHONE = "holder_phone"
    X = "x"  # coordinates of a point as the sheet names them: which is north is for the reading to say
    Y = "y"
    GEOMETRY = "geometry"  # WKT, or a list of corners in one cell
    ORDER = "order"  # STT: a running number that says nothing of the case
    COMPUTED = "computed"  # what an export adds for reading (band, outside its unit); never read back


HOLDER_FIELDS = frozenset({Field.HOLDER, Field.HOLDER_ID, Field.HOLDER_ADDRESS, Field.HOLDER_PHONE})
"""Personal data: kept as an identity, apart from the case."""

STATUS_FIELDS = frozenset(
    {
        Field.STATUS,
        Field.EFFECTIVE_ON,
        Field.FORM,
        Field.RESOLVED_AREA,
        Field.EXCLUSION,
        Field.DECISION_NUMBER,
        Field.NOTE,
    }
)
"""What happened to the case; all others but CODE and VERSION are facts."""
