"""The chair's sheet as PDF, from our own layout: the same bytes on every machine, whatever fonts it has."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from typst import Compiler, Fonts, TypstError

from landtrack.documents.figure_values import band_name
from landtrack.documents.template_values import Rows
from landtrack.documents.unit_sheet_docx import sheet_title
from landtrack.documents.unit_sheet_values import unit_sheet_values
from landtrack.domain.cutoff import Band
from landtrack.domain.deadlines.due import DueStanding
from landtrack.domain.errors import Refusal
from landtrack.pictures.fonts import FONT_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.documents.template_values import Value
    from landtrack.domain.report.contents import UnitSheetContents
    from landtrack.messages.catalogue import Catalogue

UNIT_SHEET_LAYOUT = "unit_sheet.typ"
LONG_WORD = re.compile(r"\S{24}(?=\S)")
"""Letters without a space that fit the page; Word breaks longer ones by itself, the typesetter does not."""
LONG_CELLS = {"ma": re.compile(r"\S{14,}"), "thon": re.compile(r"\S{13,}"), "thua": re.compile(r"\S{8,}")}
"""Words that do not fit their column of the list."""
PART = re.compile(r"\S{6}(?=\S)")
LEAST_TO_HALVE, MOST_TO_HALVE = 4, 100
BREAK = "\N{ZERO WIDTH SPACE}"


def unit_sheet_pdf(
    contents: UnitSheetContents, words: Catalogue, layout: Path, *, small_map: str | None = None
) -> bytes:
    """Return the sheet as PDF; ``layout`` is the shipped one, ``small_map`` an SVG.

    Raises Refusal ``file.missing``, or ``template.layout`` where the layout or the map cannot be set.
    """
    if not layout.is_file():
        raise Refusal("file.missing", file=str(layout))
    values = unit_sheet_values(contents, words)
    sheet = {
        "language": words.language,
        "title": sheet_title(contents, words),
        "map": small_map or "",
        "map_alt": words.text("Map of {unit}", unit=contents.unit),
        "words": {**_labels(contents, words), **_list_labels(values["con_nua"], words)},
        **_lists(_plain(values["qua_han"])),
        "values": {name: _plain(value) for name, value in values.items()},
    }
    compiler = Compiler(
        layout, root=layout.parent, font_paths=_fonts(), sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)}
    )
    try:
        return _only(compiler.compile(format="pdf", timestamp=int(contents.progress.known_at.timestamp())))
    except TypstError as fault:
        raise Refusal("template.layout", file=layout.name, reason=fault.message) from fault


@cache
def _fonts() -> Fonts:
    """Return the typesetter's fonts and that of the pictures: those of a machine would make other bytes on another."""
    return Fonts(include_system_fonts=False, font_paths=[FONT_FOLDER])


def _only(made: bytes | list[bytes] | None) -> bytes:
    """Return the one document: several there are of pictures only."""
    if not isinstance(made, bytes):
        raise TypeError
    return made


def _plain(value: Value) -> Any:
    """Return a value as JSON; what is printed in a column may break where a word is longer than one."""
    if isinstance(value, Rows):
        return [_plain(row) for row in value]
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    return LONG_WORD.sub(rf"\g<0>{BREAK}", value) if isinstance(value, str) else value


def _lists(overdue: list[dict[str, str]]) -> dict[str, Any]:
    """Return the list whole and, where it may fit the rest of a page, in two halves to stand side by side."""
    overdue = [{name: _narrow(name, cell) for name, cell in row.items()} for row in overdue]
    half = -(-len(overdue) // 2) if MOST_TO_HALVE >= len(overdue) >= LEAST_TO_HALVE else 0
    return {"steps": _steps(overdue), "halves": [_steps(overdue[:half]), _steps(overdue[half:])] if half else []}


def _narrow(name: str, cell: str) -> str:
    """Return a cell that may break within a word that its column is too narrow for."""
    long = LONG_CELLS.get(name)
    return cell if long is None else long.sub(lambda word: PART.sub(rf"\g<0>{BREAK}", word.group()), cell)


def _steps(overdue: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return lines in parts, one for each step under one rule: named once, it needs no column of its own."""
    parts = groupby(overdue, itemgetter("viec", "can_cu"))
    return [{"name": name, "basis": basis, "rows": list(rows)} for (name, basis), rows in parts]


def _labels(contents: UnitSheetContents, words: Catalogue) -> dict[str, str]:
    return {
        "heading": words.text("Follow-up sheet of land violations"),
        "as_of": words.text("As of"),
        "known_at": words.text("as known at"),
        "frame": words.text("units of"),
        "head": words.text("log head"),
        "page": words.text("Page"),
        "bands": words.text("Progress by time of the violation (cases, ha)"),
        "cases": words.text("Cases"),
        "area": words.text("Area"),
        "area_ha": words.text("Area, ha"),
        "resolved": words.text("Resolved"),
        "resolved_area": words.text("Resolved area"),
        "resolved_ha": words.text("Resolved, ha"),
        "rate_cases": words.text("Rate by cases"),
        "rate_area": words.text("Rate by area"),
        "in_hand": words.text("In hand"),
        "open": words.text("Open"),
        "remaining": words.text("Remaining"),
        "total": words.text("Total"),
        "movements": words.text("Movements between the two days (cases, ha)"),
        "opening": words.text("Opening"),
        "closing": words.text("Closing"),
        "knowledge": words.text("Entered late or corrected"),
        "events": words.text("Happened since"),
        "missing": words.text("Missing"),
        "no_geometry": words.text("no geometry"),
        "undetermined": words.text("date undetermined"),
        "outside": words.text("outside its unit"),
        "counted": words.text("Counted as resolved"),
        "not_counted": words.text("not counted"),
        "rule": _rule(contents, words),
    }


def _list_labels(rest: Any, words: Catalogue) -> dict[str, str]:
    """Return the words of the list of what is due; ``rest`` is what a long one leaves out."""
    return {
        "due": words.text("Due and overdue"),
        "overdue": words.label(DueStanding.OVERDUE),
        "soon": words.label(DueStanding.SOON),
        "ended": words.label(DueStanding.ENDED),
        "unknown": words.label(DueStanding.UNKNOWN),
        "settled": words.label(DueStanding.SETTLED),
        "rest": words.text(
            "The list names the {listed} with the earliest deadlines; "
            "{count} more are on the page “{page}” (/due) and in {command}.",
            listed=rest["da_neu"],
            count=rest["so"],
            page=words.text("Deadlines"),
            command=rest["lenh"],
        ),
        "none_due": words.text("Nothing is due or overdue."),
        "number": words.text("No."),
        "code": words.text("Case code"),
        "hamlet": words.text("Hamlet"),
        "parcel": words.text("Sheet / parcel"),
        "due_on": words.text("Due on"),
        "days": words.text("Days late"),
    }


def _rule(contents: UnitSheetContents, words: Catalogue) -> str:
    between = band_name(Band.BETWEEN, contents.progress.cutoffs, words)
    days = words.text("“{between}” includes both days; “before” and “after” leave out the day itself.", between=between)
    part = words.text("A partly resolved case is in hand; its resolved part counts in the resolved area.")
    return f"{days} {part}"
