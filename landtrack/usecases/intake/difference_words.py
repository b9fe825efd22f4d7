"""Values of a field as people read them, in three states: before, theirs, yours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from shapely.geometry.base import BaseGeometry

from landtrack.domain.case import Occurred
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.outcome import CellChange
from landtrack.domain.intake.words import TABLES
from landtrack.formats.coordinates import area_tenths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.outcome import RowOutcome
    from landtrack.domain.intake.planned import Difference
    from landtrack.domain.intake.problem import Problem
    from landtrack.messages import Catalogue
    from landtrack.usecases.intake.standing import Standing

UNITS = frozenset({Field.UNIT, Field.PARCEL_UNIT})
AREAS = frozenset({Field.AREA, Field.RESOLVED_AREA})
NAMED = frozenset({Field.KIND, Field.FORM})
CONFLICT = "import.conflict"
_DEGREE_DECIMALS = 6


def cell_changes(
    differences: Iterable[Difference], draft: RowDraft, standing: Standing, say: Catalogue
) -> tuple[CellChange, ...]:
    """Return the differences of a row as they are shown."""
    return tuple(
        CellChange(
            row.field,
            draft.cells.get(row.field, ""),
            None if row.before is None else shown(row.field, row.before, standing, say),
            shown(row.field, row.now, standing, say),
            shown(row.field, row.said, standing, say),
            row.clean,
        )
        for row in differences
    )


def with_values(problems: Iterable[Problem], rows: Iterable[RowOutcome], say: Catalogue) -> tuple[Problem, ...]:
    """Return the problems, conflicts with the three values that they are between."""
    nothing = say.text("(empty)")
    values: dict[tuple[object, ...], dict[str, str]] = {
        (row.sheet, row.row, change.field): {
            "yours": change.yours or nothing,
            "theirs": change.theirs or nothing,
            "before": change.before or nothing,
        }
        for row in rows
        for change in row.changes
        if not change.clean
    }
    return tuple(
        replace(one, arguments={**one.arguments, **values[one.sheet, one.row, one.arguments["field"]]})
        if one.code == CONFLICT
        else one
        for one in problems
    )


def shown(field: Field, value: Any, standing: Standing, say: Catalogue) -> str:
    """Return a value of a field in the words of the language; nothing is ""."""
    if value is None or value == "":
        return ""
    if field in UNITS:
        return standing.units.registry.find(value).full_name
    if field in NAMED:
        return standing.words.name(TABLES[field], value, say.language)
    if field in AREAS:
        return say.area(value)
    for kind, spell in _SPELLED:
        if isinstance(value, kind):
            return spell(value, say)
    return str(value)


def _flag(value: bool, say: Catalogue) -> str:  # noqa: FBT001 - a value to be shown, not a switch
    return say.text("yes") if value else say.text("no")


def _occurred(value: Occurred, say: Catalogue) -> str:
    earliest = "…" if value.earliest is None else say.day(value.earliest)
    return earliest if value.earliest == value.latest else f"{earliest} – {say.day(value.latest)}"


def _term(value: Enum, say: Catalogue) -> str:
    return say.label(value)


def _day(value: date, say: Catalogue) -> str:
    return say.day(value)


def _shape(value: BaseGeometry, say: Catalogue) -> str:
    if value.geom_type == "Point":
        x, y = value.coords[0]
        return say.text("Point {x} {y}", x=f"{x:.{_DEGREE_DECIMALS}f}", y=f"{y:.{_DEGREE_DECIMALS}f}")
    return say.text("Polygon of {area}", area=area_tenths(value))


_SPELLED: tuple[tuple[type, Callable[[Any, Catalogue], str]], ...] = (
    (Enum, _term),
    (bool, _flag),
    (date, _day),
    (Occurred, _occurred),
    (BaseGeometry, _shape),
)
