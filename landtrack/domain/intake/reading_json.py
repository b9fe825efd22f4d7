"""A reading as JSON: what a mapping file holds, what is remembered per source, what the page sends back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.column_json import column_from_json, column_to_json, columns_chosen
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.file_values import FILE_WIDE
from landtrack.domain.intake.reading import FRAME, AxisOrder, Reading
from landtrack.domain.question import parse_day

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXTS = ("sheet", "encoding", "unit")
_ROWS = ("first_row", "last_row")
KEYS = frozenset(
    {*_TEXTS, *_ROWS, "heading_rows", "columns", "system", "axes", "found_on", "hidden_rows", "decisions", "defaults",
     FRAME}
)  # fmt: skip
"""What a mapping may say; all of it may be left out."""

Kind = TypeVar("Kind")


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """Return the reading as values that JSON has; :func:`reading_from_json` makes it again."""
    return {
        "sheet": reading.sheet,
        "heading_rows": list(reading.heading_rows),
        "first_row": reading.first_row,
        "last_row": reading.last_row,
        "columns": [column_to_json(column) for column in reading.columns],
        "encoding": reading.encoding,
        "system": reading.system,
        "axes": reading.axes.value,
        "unit": reading.unit,
        "found_on": None if reading.found_on is None else reading.found_on.isoformat(),
        "hidden_rows": reading.hidden_rows,
        "decisions": dict(reading.decisions),
        "defaults": dict(reading.defaults),
    }


def reading_from_json(content: Mapping[str, Any]) -> Reading:
    """Return the reading of :func:`reading_to_json`; refuse (``mapping.*``) what is malformed or incomplete."""
    for key in ("sheet", "heading_rows", "first_row", "last_row", "columns"):
        if key not in content:
            raise Refusal("mapping.key_missing", key=key)
    columns = _checked("columns", content["columns"], list)
    bare = Reading("", (), 1, 0, tuple(column_from_json(column) for column in columns))
    return override(bare, {key: value for key, value in content.items() if key != "columns"})


def override(reading: Reading, chosen: Mapping[str, Any]) -> Reading:
    """Return the reading with what a person chose instead of a guess; keys that are left out stay as they are.

    ``columns`` is the full list, or an object from headings (or letters: "F") to a field, null, or an object.
    ``defaults`` are values for the whole file by field, put over those that stand; "" or null takes one away. ``frame``
    is the day of the area units, "" or null to guess it.
    """
    unknown = sorted(set(chosen) - KEYS)
    if unknown:
        raise Refusal("mapping.key_unknown", key=str(unknown[0])[:40], keys=", ".join(sorted(KEYS)))
    changed: dict[str, Any] = {key: _checked(key, chosen[key], str) for key in _TEXTS if key in chosen}
    changed |= {key: _checked(key, chosen[key], int) for key in _ROWS if key in chosen}
    if "heading_rows" in chosen:
        rows = _checked("heading_rows", chosen["heading_rows"], list)
        changed["heading_rows"] = tuple(_checked("heading_rows", row, int) for row in rows)
    if "columns" in chosen:
        changed["columns"] = columns_chosen(reading.columns, chosen["columns"])
    if "system" in chosen:
        changed["system"] = None if chosen["system"] is None else _checked("system", chosen["system"], str)
    if "axes" in chosen:
        changed["axes"] = _axes(chosen["axes"])
    if "found_on" in chosen:
        changed["found_on"] = _day(chosen["found_on"])
    if "hidden_rows" in chosen:
        changed["hidden_rows"] = _checked("hidden_rows", chosen["hidden_rows"], bool)
    return replace(reading, **{**changed, **_by_name(reading, chosen)})


def _checked(key: str, value: object, kind: type[Kind]) -> Kind:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Refusal("mapping.value_malformed", key=key, value=str(value)[:40])
    return value


def _axes(value: object) -> AxisOrder:
    if not isinstance(value, str) or value not in set(AxisOrder):
        raise Refusal("mapping.value_malformed", key="axes", value=str(value)[:40])
    return AxisOrder(value)


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(_checked("found_on", value, str))
    except ValueError:
        raise Refusal("mapping.value_malformed", key="found_on", value=str(value)[:40]) from None


def _by_name(reading: Reading, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is chosen of decisions, the day of the units and the values for the whole file."""
    changed: dict[str, Any] = {}
    if "decisions" in chosen:
        changed["decisions"] = _decisions(chosen["decisions"])
    if FRAME in chosen:
        changed["decisions"] = _framed(changed.get("decisions", reading.decisions), chosen[FRAME])
    if "defaults" in chosen:
        changed |= _defaults(reading, _checked("defaults", chosen["defaults"], dict))
    return changed


def _framed(decisions: Mapping[str, str], day: object) -> dict[str, str]:
    """Return the decisions with the day of the area units, or without one."""
    others = {key: text for key, text in decisions.items() if key != FRAME}
    text = "" if day is None else _checked(FRAME, day, str).strip()
    return {**others, FRAME: parse_day(text).isoformat()} if text else others


def _defaults(reading: Reading, given: Mapping[Any, Any]) -> dict[str, Any]:
    """Return what the values for the whole file change of the reading; two of them have a place of their own there."""
    changed: dict[str, Any] = {}
    kept = dict(reading.defaults)
    for name, value in given.items():
        if name not in FILE_WIDE:
            raise Refusal("mapping.default_field", field=str(name)[:40], fields=", ".join(FILE_WIDE))
        text = "" if value is None else _checked(f"defaults.{name}", value, str).strip()
        if name == Field.UNIT:
            changed["unit"] = text
        elif name == Field.FOUND_ON:
            changed["found_on"] = parse_day(text) if text else None
        elif text:
            kept[str(name)] = text
        else:
            kept.pop(str(name), None)
    return {**changed, "defaults": kept}


def _decisions(value: object) -> dict[str, str]:
    found: dict[Any, Any] = _checked("decisions", value, dict)
    return {_checked("decisions", key, str): _checked("decisions", text, str) for key, text in found.items()}
