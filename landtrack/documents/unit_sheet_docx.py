"""The chair's sheet as .docx, from the office's own template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.documents.official_words import official_day
from landtrack.documents.template_values import Picture
from landtrack.documents.unit_sheet_values import unit_sheet_values
from landtrack.documents.word_template import Imprint, fill_template

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.report.contents import UnitSheetContents
    from landtrack.messages.catalogue import Catalogue

UNIT_SHEET_TEMPLATE = "unit_sheet.docx"
MAP = "ban_do"
MAP_WIDTH = 40
"""Millimetres."""


def unit_sheet_docx(
    contents: UnitSheetContents, words: Catalogue, template: Path, *, small_map: bytes | None = None
) -> bytes:
    """Return the sheet as .docx; ``small_map`` is a PNG. Raises Refusal when the template cannot be filled."""
    unit = contents.unit
    picture = Picture(small_map, MAP_WIDTH, words.text("Map of {unit}", unit=unit))
    imprint = Imprint(sheet_title(contents, words), contents.progress.known_at)
    return fill_template(template, unit_sheet_values(contents, words), {MAP: picture}, imprint)


def sheet_title(contents: UnitSheetContents, words: Catalogue) -> str:
    """Return the title that the file bears."""
    day = official_day(contents.progress.as_of)
    return words.text("Land violations in {unit} as of {day}", unit=contents.unit, day=day)
