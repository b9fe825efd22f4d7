"""What the form of the first step changes: only what differs from what the page showed, kept as a mapping file has it.

Whoever changes the sheet, the letters or the heading rows makes other columns: what was chosen for the old ones goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.column_json import column_to_json
from landtrack.domain.intake.reading import FRAME, AxisOrder, Spelling
from landtrack.domain.question import parse_day
from landtrack.web.intake.coordinate_choice import chosen_proposal
from landtrack.web.intake.file_wide import chosen_values
from landtrack.web.intake.meanings import meaning_of, meaning_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.intake.reading import Column, Reading
    from landtrack.web.intake.look import Look

    Choices = dict[str, Any]

ROW_NUMBERS = re.compile(r"[0-9]{1,7}")
MOST_HEADING_ROWS = 5
TOGETHER = "*"
"""The choice of all sheets with the same headings, where others are the names of single ones."""


def changed_choices(form: Mapping[str, str], look: Look, kept: Mapping[str, Any]) -> Choices:
    """Return the choices after the form was sent; raises Refusal (``choice.…``, ``day.…``) for what cannot be meant.

    ``look`` is what the page showed, ``kept`` what had been chosen before.
    """
    reading = look.reading
    if form.get("sheet", look.sheet_choice) != look.sheet_choice:
        return {} if form["sheet"] == TOGETHER else {"sheet": form["sheet"]}
    changed = {**kept, **_plain(form, reading), **_framed(form, look), **_rows(form, reading)}
    if values := chosen_values(form, reading):
        changed["defaults"] = {**kept.get("defaults", {}), **values}
    if columns_change(kept, changed):
        for name in {"columns", "first_row", "last_row"} - set(_rows(form, reading)):
            changed.pop(name, None)
        return changed
    choices = [_column(form, place, column) for place, column in enumerate(reading.columns)]
    if any(choices):
        # All of them, so that a heading that stands there twice leaves no doubt.
        shown = [column_to_json(column) for column in reading.columns]
        changed["columns"] = [{**column, **choice} for column, choice in zip(shown, choices, strict=True)]
    return changed


def columns_change(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Say whether the columns are others after a change, so that a person must look at them again."""
    return any(before.get(name) != after.get(name) for name in ("sheet", "encoding", "heading_rows"))


def _plain(form: Mapping[str, str], reading: Reading) -> Choices:
    """Return the changed single choices: encoding, coordinate system, axes, unit, day found, hidden rows."""
    shown = {
        "encoding": reading.encoding,
        "system": reading.system or "",
        "axes": reading.axes.value,
        "unit": reading.unit,
    }
    changed: Choices = {name: form[name] for name, was in shown.items() if name in form and form[name] != was}
    if form.get("insist_system") and reading.system:
        # The system that was shown, whatever speaks against it: now it is decided.
        changed["system"] = reading.system
    elif form.get("proposal"):
        changed |= chosen_proposal(form["proposal"])
    elif "system" in changed:
        # Another system is read as its numbers stand, whatever was decided about those of the one before.
        changed["decisions"] = {}
    if "axes" in changed:
        _one_of(changed["axes"], AxisOrder)
    day = form.get("found_on", "").strip()
    found_on = parse_day(day) if day else None
    if "found_on" in form and found_on != reading.found_on:
        changed["found_on"] = found_on.isoformat() if found_on else None
    # An unticked box is not sent at all; the hidden field beside it says that it was there.
    if "asked_hidden" in form and ("hidden_rows" in form) != reading.hidden_rows:
        changed["hidden_rows"] = "hidden_rows" in form
    return changed


def _framed(form: Mapping[str, str], look: Look) -> Choices:
    """Return the day whose units the file means, if it is another than the page showed; "" to guess it again."""
    text = form.get("frame", "").strip()
    if "frame" not in form or not (text or FRAME in look.reading.decisions):
        return {}
    if not text:
        return {FRAME: ""}
    day = parse_day(text)
    return {} if day == look.frame else {FRAME: day.isoformat()}


def _rows(form: Mapping[str, str], reading: Reading) -> Choices:
    changed: Choices = {}
    if "heading_rows" in form:
        rows = _row_numbers(form["heading_rows"])
        if rows != list(reading.heading_rows):
            changed["heading_rows"] = rows
    for name, was in (("first_row", reading.first_row), ("last_row", reading.last_row)):
        text = form.get(name, "").strip()
        if text and text != str(was):
            changed[name] = _row_number(text)
    return changed


def _row_numbers(text: str) -> list[int]:
    """Return the rows of "3", "3, 4" or "3-4"."""
    ends = [_row_number(part.strip()) for part in re.split(r"[-–,;\s]+", text.strip()) if part.strip()]
    if re.fullmatch(r"\s*\d+\s*[-–]\s*\d+\s*", text) and ends[0] <= ends[1] < ends[0] + MOST_HEADING_ROWS:
        return list(range(ends[0], ends[1] + 1))
    if len(ends) > MOST_HEADING_ROWS or ends != sorted(set(ends)):
        raise Refusal("upload.rows", text=text[:40])
    return ends


def _row_number(text: str) -> int:
    if not ROW_NUMBERS.fullmatch(text) or int(text) == 0:
        raise Refusal("upload.rows", text=text[:40])
    return int(text)


def _column(form: Mapping[str, str], place: int, column: Column) -> Choices:
    """Return what is changed of a column; also that an unsure one was looked at and is right as it was guessed."""
    chosen, spelling = form.get(f"meaning-{place}"), form.get(f"spelling-{place}")
    changed: Choices = {}
    if chosen is not None and (chosen != meaning_value(column) or not column.sure):
        found = meaning_of(chosen)
        if found is None:
            raise Refusal("choice.unknown", text=chosen[:40], choices="…")
        meaning, unit = found
        changed = {
            "meaning": None if meaning is None else meaning.value,
            "area_unit": None if unit is None else unit.value,
            "sure": True,
        }
    if spelling is not None and spelling != column.spelling.value:
        _one_of(spelling, Spelling)
        changed["spelling"] = spelling
    return changed


def _one_of(text: str, terms: type[AxisOrder | Spelling]) -> None:
    if text not in {term.value for term in terms}:
        raise Refusal("choice.unknown", text=text[:40], choices=", ".join(term.value for term in terms))
