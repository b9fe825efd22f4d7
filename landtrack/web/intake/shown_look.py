"""The first step as its template needs it: what was understood, and what else could be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.reading import FRAME, AxisOrder, Spelling
from landtrack.formats.coordinate_readings import system_title
from landtrack.formats.coordinates import SYSTEMS
from landtrack.formats.intake.text_encoding import ENCODINGS
from landtrack.web.intake.choices_form import TOGETHER
from landtrack.web.intake.coordinate_choice import is_turned, shown_proposals
from landtrack.web.intake.file_wide import shown_values
from landtrack.web.intake.meanings import field_label, meaning_groups, meaning_value
from landtrack.web.intake.problem_lines import problem_groups
from landtrack.web.intake.values import shortened, understood_text
from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from landtrack.domain.intake.draft import RowDraft
    from landtrack.web.intake.look import Look

WITH_PLACE = frozenset({Field.X, Field.Y, Field.GEOMETRY})
NAMING_UNITS = frozenset({Field.UNIT, Field.PARCEL_UNIT})
# The order in which a person reads a case.
SHOWN_FIELDS = tuple(field for field in Field if field not in {Field.ORDER, Field.COMPUTED})


def shown_look(look: Look) -> dict[str, Any]:
    """Return what the template shows of a look."""
    reading = look.reading
    meanings = {column.meaning for column in reading.columns}
    return {
        "form": look.form,
        "sheet": ", ".join(look.joined) or reading.sheet,
        "joined": look.joined,
        "sheets": _sheets(look),
        "sheet_choice": look.sheet_choice,
        "rows": look.rows,
        "hidden": look.hidden,
        "hidden_rows": reading.hidden_rows,
        "headings_given": look.headings_given,
        "heading_rows": ", ".join(map(str, reading.heading_rows)),
        "first_row": reading.first_row,
        "last_row": reading.last_row,
        "encoding": reading.encoding,
        "encodings": _with(ENCODINGS, reading.encoding),
        "columns": _columns(look),
        "unsure": sum(not column.sure for column in reading.columns),
        "meanings": meaning_groups(),
        "spellings": _terms(Spelling),
        **_places(look, with_axes=bool(meanings & WITH_PLACE)),
        "remembered": look.remembered,
        "unit": reading.unit,
        "needs_unit": Field.UNIT not in meanings,
        # With codes, rows may be cases that have all this already.
        "without_codes": Field.CODE not in meanings,
        "found_on": say().day(reading.found_on) if reading.found_on else "",
        "frame": say().day(look.frame),
        "frame_decided": FRAME in reading.decisions,
        "names_units": bool(meanings & NAMING_UNITS),
        "whole_file": shown_values(reading),
        "needs_found_on": Field.FOUND_ON not in meanings,
        "problems": problem_groups(look.problems, several=bool(look.joined)),
        "has_errors": any(problem.severity is Severity.ERROR for problem in look.problems),
        "preview": _preview(look.preview),
    }


def _places(look: Look, *, with_axes: bool) -> dict[str, Any]:
    """Return what is understood of the places of cases: system, order of the axes, what the doctor proposes."""
    reading = look.reading
    return {
        "with_place": look.has_shapes or with_axes,
        "with_axes": with_axes,
        "system": reading.system or "",
        "systems": [{"value": system, "label": _title(system)} for system in _with(SYSTEMS, reading.system or "")],
        "declared": _title(look.declared) if look.declared else "",
        "doubted": look.doubted,
        "proposals": shown_proposals(look.proposals),
        "turned": is_turned(reading.decisions),
        "axes": reading.axes.value,
        "axis_orders": _terms(AxisOrder),
    }


def _sheets(look: Look) -> list[dict[str, str]]:
    """Return the choices of what to read: single sheets, and those with the same headings together."""
    text = say().text
    if look.joined:
        together = [{"value": TOGETHER, "label": text("{count} with the same headings", count=len(look.joined))}]
    elif "sheet" in look.reading.decisions:
        together = [{"value": TOGETHER, "label": text("All with the same headings, together")}]
    else:
        together = []
    return [*together, *({"value": sheet, "label": sheet} for sheet in look.sheets)]


def _columns(look: Look) -> list[dict[str, Any]]:
    return [
        {
            "place": place,
            "name": look.names[place],
            "heading": column.heading,
            "meaning": meaning_value(column),
            "sure": column.sure,
            "spelling": column.spelling.value,
            "samples": look.samples[place],
            "lettered": look.lettered[place] or column.spelling is not Spelling.UNICODE,
        }
        for place, column in enumerate(look.reading.columns)
        # An empty column without a heading means nothing to anybody.
        if column.heading or look.samples[place]
    ]


def _preview(drafts: Iterable[RowDraft]) -> dict[str, Any]:
    """Return the first rows as they are understood: headings, and for each row its number, cells and whether wrong."""
    rows = list(drafts)
    fields = [field for field in SHOWN_FIELDS if any(field in draft.values for draft in rows)]
    with_shape = any(draft.has_geometry for draft in rows)
    return {
        "headings": [field_label(field) for field in fields],
        "with_shape": with_shape,
        "rows": [
            {
                "number": draft.row,
                "cells": [_preview_cell(draft, field) for field in fields],
                "shape": draft.geometry is not None,
                "wrong": any(problem.severity is Severity.ERROR for problem in draft.problems),
            }
            for draft in rows
        ],
    }


def _preview_cell(draft: RowDraft, field: Field) -> dict[str, Any]:
    cell = draft.cells.get(field, "")
    worst = min(
        (list(Severity).index(problem.severity) for problem in draft.problems if cell and problem.cell == cell),
        default=None,
    )
    text = understood_text(field, draft.values[field]) if field in draft.values else "–"
    return {"text": text, "severity": "" if worst is None else list(Severity)[worst].value}


def _title(system: str) -> str:
    """Return the name of a system; one that is none of ours by what the file calls it, cut."""
    return system_title(system) if system in SYSTEMS else shortened(system)


def _with(choices: Iterable[str], chosen: str) -> list[str]:
    """Return the choices, the chosen one among them whatever it is."""
    found = list(choices)
    return found if not chosen or chosen in found else [chosen, *found]


def _terms(terms: type[StrEnum]) -> list[dict[str, str]]:
    return [{"value": term.value, "label": say().label(term)} for term in terms]
