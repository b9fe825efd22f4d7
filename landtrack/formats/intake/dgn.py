"""MicroStation drawings, the design files of version 7: every element with its level; closed lines are areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.formats.intake.closed_lines import closed_lines_as_areas
from landtrack.formats.intake.layer_format import LayerFormat, layer_reader
from landtrack.formats.intake.table_columns import keep_columns
from landtrack.formats.intake.whole_files import require_whole_dgn

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.intake.source import SourceTable
    from landtrack.formats.intake.incoming import Incoming

_STARTS = (b"\x08\x09\xfe\x02", b"\xc8\x09\xfe\x02")
"""The first element, in two and in three dimensions."""
_TELLING = frozenset({"Level", "Text", "MSLink"})
_LINKS = frozenset({"ULink"})
"""Links to data bases that are not in the file, as numbers."""


def begins(head: bytes) -> bool:
    """Say whether a file that begins so is a design file of version 7 (version 8 is something else)."""
    return head.startswith(_STARTS)


def finished(table: SourceTable, file: Incoming, path: Path) -> SourceTable:
    """Make areas of closed lines, and leave out the fields that say nothing."""
    require_whole_dgn(path, file.name)
    return closed_lines_as_areas(keep_columns(table, _TELLING.__contains__, _LINKS))


READER = layer_reader(LayerFormat("dgn", ("dgn",), ("DGN",), begins, {}, finished=finished))
