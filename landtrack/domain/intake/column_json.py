"""Columns of a reading as JSON, whole or as the few that a person chose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.headings import normalise_heading
from landtrack.domain.intake.reading import AreaUnit, Column, Spelling
from landtrack.domain.intake.source import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum

_LONGEST_LIST = 600
_KEYS = frozenset({"heading", "meaning", "area_unit", "spelling", "sure"})
_AREAS = frozenset({Field.AREA, Field.RESOLVED_AREA})

Term = TypeVar("Term", bound="StrEnum")


def column_to_json(column: Column) -> dict[str, Any]:
    """Return a column as values that JSON has."""
    return {
        "heading": column.heading,
        "meaning": None if column.meaning is None else column.meaning.value,
        "area_unit": None if column.area_unit is None else column.area_unit.value,
        "spelling": column.spelling.value,
        "sure": column.sure,
    }


def column_from_json(content: object) -> Column:
    """Return the column of :func:`column_to_json`; a bare text is a heading that is not read."""
    if isinstance(content, str):
        return Column(content, None)
    if not isinstance(content, dict) or not isinstance(content.get("heading"), str):
        raise Refusal("mapping.value_malformed", key="columns", value=str(content)[:40])
    sure = content.get("sure", True)
    if not isinstance(sure, bool):
        raise Refusal("mapping.value_malformed", key="sure", value=str(sure)[:40])
    return replace(changed_column(Column(content["heading"], None), content), sure=sure)


def columns_chosen(columns: Sequence[Column], chosen: object) -> tuple[Column, ...]:
    """Return the columns with what a person chose: a list of all, or meanings by heading or letter."""
    if isinstance(chosen, list):
        if len(chosen) != len(columns):
            raise Refusal("mapping.columns_count", given=len(chosen), present=len(columns))
        return tuple(column_from_json(column) for column in chosen)
    if not isinstance(chosen, dict):
        raise Refusal("mapping.value_malformed", key="columns", value=str(chosen)[:40])
    found = list(columns)
    for name, meaning in chosen.items():
        place = _place(columns, str(name))
        found[place] = changed_column(found[place], meaning)
    return tuple(found)


def changed_column(column: Column, content: object) -> Column:
    """Return a column with another meaning: a field, None, or an object with meaning, area_unit, spelling."""
    if content is None or isinstance(content, str):
        content = {"meaning": content or None}
    if not isinstance(content, dict) or not set(content) <= _KEYS:
        raise Refusal("mapping.value_malformed", key=column.heading[:40], value=str(content)[:40])
    meaning = _term(Field, content["meaning"], "meaning") if "meaning" in content else column.meaning
    unit = _term(AreaUnit, content["area_unit"], "area_unit") if "area_unit" in content else column.area_unit
    if meaning in _AREAS and unit is None:
        unit = AreaUnit.SQUARE_METRES
    spelling = _term(Spelling, content["spelling"], "spelling") if "spelling" in content else column.spelling
    return replace(
        column,
        meaning=meaning,
        area_unit=unit if meaning in _AREAS else None,
        spelling=spelling or Spelling.UNICODE,
        sure=True,
    )


def _term(kind: type[Term], value: object, key: str) -> Term | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or value not in set(kind):
        raise Refusal("mapping.term_unknown", key=key, value=str(value)[:40], terms=", ".join(kind))
    return kind(value)


def _place(columns: Sequence[Column], name: str) -> int:
    """Return the column with a heading as written, else nearly so, else of a letter."""
    for spelled in (lambda text: text, normalise_heading):
        places = [place for place, column in enumerate(columns) if spelled(column.heading) == spelled(name)]
        if len(places) == 1:
            return places[0]
    letters: Mapping[str, int] = {column_letters(place): place for place in range(len(columns))}
    if name.upper() not in letters:
        present = ", ".join(column.heading or letter for letter, column in zip(letters, columns, strict=True))
        raise Refusal("mapping.column_unknown", column=name[:40], columns=present[:_LONGEST_LIST])
    return letters[name.upper()]
