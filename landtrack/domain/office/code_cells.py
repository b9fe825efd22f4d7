"""Codes and names as cells of a row: plain words that stand in sentences, lists and files, and come back from them."""

from __future__ import annotations

import re
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.text import unaccented

if TYPE_CHECKING:
    from landtrack.domain.office.office_cells import RowCells

LONGEST_NAME = 80
"""Letters: in three bytes each they fit into a column of a shapefile."""
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LETTERS = frozenset(ascii_lowercase + digits)


def name_in(language: str, vietnamese: str, english: str) -> str:
    """Return the name in "vi" or "en"; without an English one the Vietnamese."""
    return (english if language == "en" else "") or vietnamese


def checked_names(cells: RowCells) -> tuple[str, str]:
    """Return the Vietnamese and the English name, each of at most 80 letters on one line; the English may be empty.

    Names stand in sentences, lists and files: letters that cannot be seen (line breaks, marks that turn the direction
    of writing) would garble what stands beside them, and names without a letter could not be told apart in a file.
    """
    name = cells.text("name_vi", required=True)
    names = (name, cells.text("name_en"))
    for field, text in zip(("name_vi", "name_en"), names, strict=True):
        place = {"table": cells.table, "key": cells.key, "field": field}
        if len(text) > LONGEST_NAME:
            raise Refusal("table.name_long", **place, text=text[:40], longest=LONGEST_NAME)
        hidden = next((letter for letter in text if not letter.isprintable() and letter != NO_BREAK_SPACE), None)
        if hidden is not None:
            raise Refusal("table.name_hidden", **place, point=f"U+{ord(hidden):04X}")
        if text and not any(letter in _LETTERS for letter in unaccented(text)):
            raise Refusal("table.name_no_letter", **place, text=text)
    return names


def checked_code(cells: RowCells, longest: int) -> str:
    """Return the key as the code it is: small letters, digits and "_"; the field says the same or nothing.

    Files carry codes to people: they are plain words, of a length that every format keeps.
    """
    if not _CODE.fullmatch(cells.key) or len(cells.key) > longest:
        raise Refusal("table.code_malformed", table=cells.table, key=cells.key, longest=longest)
    code = cells.text("code") or cells.key
    if code != cells.key:
        raise Refusal("table.field_choice", table=cells.table, key=cells.key, field="code", text=code, known=cells.key)
    return code
