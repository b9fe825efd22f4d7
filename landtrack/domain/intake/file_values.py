"""Values that a person gives for a whole file: for drawings without attributes, and for columns that a list lacks.

They are typed as in a cell, read by the same readers, and stand in where a row has nothing of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.cell_readers import reader_of
from landtrack.domain.intake.fault import quoted
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.reading import Column

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.words import CodeWords

FILE_WIDE = (
    Field.UNIT, Field.HAMLET, Field.MAP_SHEET, Field.PARCEL_UNIT, Field.LAND_TYPE, Field.KIND, Field.OCCURRED,
    Field.OCCURRED_EARLIEST, Field.OCCURRED_LATEST, Field.FOUND_ON, Field.STATUS, Field.EFFECTIVE_ON, Field.FORM,
    Field.EXCLUSION, Field.DECISION_NUMBER,
)  # fmt: skip
"""What all cases of a file may have in common. No personal data and no free text: the log keeps how a file was read."""
_CHOICES = frozenset({Field.KIND, Field.STATUS, Field.FORM, Field.EXCLUSION})
_EXAMPLES = {Field.LAND_TYPE: "LUC", Field.OCCURRED: "2008, 6/2020, trước 2014"}
_A_DAY = "05/04/2023"
_BOUNDS = frozenset({Field.OCCURRED_EARLIEST, Field.OCCURRED_LATEST})


def file_values(reading: Reading, words: CodeWords) -> dict[Field, Any]:
    """Return the values for the whole file but unit and day found, by field, as a draft holds them.

    Raises Refusal ``mapping.default_term`` or ``mapping.default_value`` for a text that means nothing in its field.
    """
    return {Field(name): _read(Field(name), text, reading, words) for name, text in reading.defaults.items()}


def fill_in(values: dict[Field, Any], given: Mapping[Field, Any], wrong: Collection[Field] = ()) -> None:
    """Put the values of the file where a row has none; not in a cell that holds something ``wrong``."""
    for field, value in given.items():
        if values.get(field) is not None or field in wrong:
            continue
        if field is Field.OCCURRED and any(values.get(bound) is not None for bound in _BOUNDS):
            # The row says itself when it was, in two cells.
            continue
        values[field] = value


def _read(field: Field, text: str, reading: Reading, words: CodeWords) -> Any:
    value, fault = reader_of(Column("", field), tuple, words, reading.axes)(text)
    if value is not None and (fault is None or fault.severity is not Severity.ERROR):
        return value
    if field in _CHOICES:
        choices = ", ".join(words.labels[field])
        raise Refusal("mapping.default_term", text=quoted(text), field=field, choices=choices)
    raise Refusal("mapping.default_value", text=quoted(text), field=field, example=_EXAMPLES.get(field, _A_DAY))
