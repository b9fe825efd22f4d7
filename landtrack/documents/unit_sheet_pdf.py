"""The chair's sheet as PDF, from our own layout: the same bytes on every machine, whatever fonts it has."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from typst import Compiler, Fonts, TypstError

from landtrack.documents.figure_values import band_name
from landtrack.documents.template_values import Rows
from landtrack.documents.unit_sheet_docx import sheet_title
from landtrack.documents.unit_sheet_values import unit_sheet_values
from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal
from landtrack.pictures.fonts import FONT_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.documents.template_values import Value
    from landtrack.domain.report.contents import UnitSheetContents
    from landtrack.messages.catalogue import Catalogue

UNIT_SHEET_LAYOUT = "unit_sheet.typ"
LONG_WORD = re.compile(r"\S{24}(?=\S)")
"""Letters without a space that fit a column; Word breaks longer ones by itself, the typesetter does not."""
BREAK = "\N{ZERO WIDTH SPACE}"


def unit_sheet_pdf(
    contents: UnitSheetContents, words: Catalogue, layout: Path, *, small_map: str | None = None
) -> bytes:
    """Return the sheet as PDF; ``layout`` is the shipped one, ``small_map`` an SVG.

    Raises Refusal ``file.missing``, or ``template.syntax`` where the layout or the map cannot be set.
    """
    if not layout.is_file():
        raise Refusal("file.missing", file=str(layout))
    sheet = {
        "language": words.language,
        "title": sheet_title(contents, words),
        "map": small_map or "",
        "map_alt": words.text("Map of {unit}", unit=contents.unit),
        "words": _labels(contents, words),
        "values": {name: _plain(value) for name, value in unit_sheet_values(contents, words).items()},
    }
    compiler = Compiler(
        layout, root=layout.parent, font_paths=_fonts(), sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)}
    )
    try:
        return _only(compiler.compile(format="pdf", timestamp=int(contents.progress.known_at.timestamp())))
    except TypstError as fault:
        raise Refusal("template.syntax", file=layout.name, reason=fault.message) from fault


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


def _labels(contents: UnitSheetContents, words: Catalogue) -> dict[str, str]:
    return {
        "heading": words.text("Follow-up sheet of land violations"),
        "as_of": words.text("As of"),
        "known_at": words.text("as known at"),
        "frame": words.text("units of"),
        "head": words.text("log head"),
        "page": words.text("Page"),
        "bands": words.text("Progress by time of the violation (cases, ha)"),
        "band": words.text("Time of the violation"),
        "all": words.text("All cases"),
        "cases": words.text("Cases"),
        "area": words.text("Area"),
        "resolved": words.text("Resolved"),
        "resolved_area": words.text("Resolved area"),
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
        "due": words.text("Due and overdue"),
        "overdue": words.text("Overdue"),
        "none_due": words.text("Nothing is due or overdue."),
        "number": words.text("No."),
        "code": words.text("Case code"),
        "hamlet": words.text("Hamlet"),
        "sheet": words.text("Map sheet"),
        "parcel": words.text("Parcel"),
        "what": words.text("What is due"),
        "due_on": words.text("Due on"),
        "days": words.text("Days late"),
        "missing": words.text("Missing"),
        "no_geometry": words.text("no geometry"),
        "undetermined": words.text("date undetermined"),
        "outside": words.text("outside its unit"),
        "counted": words.text("Counted as resolved"),
        "not_counted": words.text("not counted"),
        "rule": _rule(contents, words),
    }


def _rule(contents: UnitSheetContents, words: Catalogue) -> str:
    between = band_name(Band.BETWEEN, contents.progress.cutoffs, words)
    days = words.text("“{between}” includes both days; “before” and “after” leave out the day itself.", between=between)
    part = words.text("A partly resolved case is in hand; its resolved part counts in the resolved area.")
    return f"{days} {part}"
