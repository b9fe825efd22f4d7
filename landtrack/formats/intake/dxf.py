"""DXF drawings of AutoCAD and its kin: every entity with the layer it is on; closed lines are areas."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.intake.source import SourceRow
from landtrack.formats.intake.closed_lines import closed_lines_as_areas
from landtrack.formats.intake.layer_format import LayerFormat, layer_reader
from landtrack.formats.intake.layer_letters import BYTES, with_letters
from landtrack.formats.intake.table_columns import keep_columns
from landtrack.formats.intake.whole_files import require_whole_dxf

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.intake.source import SourceTable, Value
    from landtrack.formats.intake.incoming import Incoming

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:999\r?\n[^\n]*\n\s*)*0\s*\r?\n\s*SECTION\s")
_LETTER = re.compile(r"\\U\+([0-9A-Fa-f]{4})")
_TELLING = frozenset({"Layer", "Text", "EntityHandle"})


def begins(head: bytes) -> bool:
    """Say whether a file that begins so is a DXF drawing in letters (the binary kind is not read)."""
    return _START.match(head) is not None


def finished(table: SourceTable, file: Incoming, path: Path) -> SourceTable:
    """Decode texts, make areas of closed lines, and leave out the fields that say nothing.

    The code page in the head of a drawing is that of the computer, not of the fonts: TCVN3 stands in all of them.
    """
    require_whole_dxf(path, file.name)
    table = with_letters(table, file, "")
    rows = [SourceRow(row.number, tuple(map(_unescaped, row.values))) for row in table.rows]
    return closed_lines_as_areas(keep_columns(replace(table, rows=rows), _TELLING.__contains__))


def _unescaped(value: Value) -> Value:
    """Return a text with the letters that the drawing's code page lacks put in; anything else as it is."""
    if not isinstance(value, str) or "\\U+" not in value:
        return value
    return _LETTER.sub(lambda found: chr(int(found[1], 16)), value)


READER = layer_reader(
    LayerFormat("dxf", ("dxf",), ("DXF",), begins, {}, options={"ENCODING": BYTES}, finished=finished)
)
