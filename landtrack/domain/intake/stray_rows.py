"""Rows among the cases that are none, though nothing tells what they are: a remark, a sum of somebody's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.fault import quoted
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from landtrack.domain.intake.source import Value

STRAY = "row.not_a_case"
_NEEDED = (Field.UNIT, Field.FOUND_ON, Field.KIND, Field.AREA)
_MOST_FILLED = 2
_LEAST_MISSING = 3


def stray_row(
    filled: Mapping[str, Value], values: Mapping[Field, Any], wrong: Collection[Field], place: tuple[str, int]
) -> Problem | None:
    """Return the one error of a row that is no case; None for a row that is one, however incomplete.

    ``filled`` are its cells that hold something, by address; ``values`` what was read of it by the fields that the file
    has, ``wrong`` the fields with an error, ``place`` sheet and number of the row. One or two cells of a row that lacks
    all but one of what every case has are no case. A code makes it one.
    """
    if not 0 < len(filled) <= _MOST_FILLED or values.get(Field.CODE):
        return None
    missing = [field for field in _NEEDED if field in values and (values[field] is None or field in wrong)]
    if len(missing) < _LEAST_MISSING:
        return None
    text = quoted(" · ".join(str(value) for value in filled.values()))
    return Problem(Severity.ERROR, STRAY, {"text": text}, place[0], place[1], next(iter(filled)))
