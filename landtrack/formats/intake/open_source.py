"""Opening a file that came in: what it is, which sheets it has, and one of them as a table."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.formats.boundary_source import content_hash
from landtrack.formats.intake.incoming import file_hash, incoming
from landtrack.formats.intake.intake_registry import readers_of
from landtrack.formats.intake.limits import LARGEST_LAYER_FILE, LARGEST_SHEET_FILE, MEBIBYTE
from landtrack.formats.intake.text_encoding import known_encoding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from landtrack.domain.intake.source import SourceTable
    from landtrack.formats.intake.incoming import Incoming
    from landtrack.formats.intake.reader import Reader

_SILENT = frozenset({"", "zip", "tmp", "upload"})
"""Endings that promise nothing of the content."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read: ``form`` names its format, ``sha256`` its content, ``sheets`` visible ones first.

    It holds nothing open: every table is read from the file when it is asked for.
    """

    name: str
    form: str
    sha256: str
    sheets: tuple[str, ...]
    file: Incoming
    readers: Mapping[str, Reader]

    def table(self, sheet: str | None = None, system: str | None = None) -> SourceTable:
        """Return a sheet, the first one for None; ``system`` stands for the coordinate system that the file declares.

        Raises Refusal ``intake.no_sheet``, and whatever the reader of the format refuses (see docs/import-formats.md).
        """
        wanted = self._sheet(sheet)
        reader = self.readers[wanted]
        table = reader.table(self.file, wanted, system)
        ending = self.file.ending
        if ending in reader.endings or ending in _SILENT:
            return table
        note = Problem(
            Severity.NOTE, "intake.ending", {"file": self.name, "ending": ending, "form": self.form}, sheet=table.sheet
        )
        return replace(table, problems=(note, *table.problems))

    def _sheet(self, wanted: str | None) -> str:
        if wanted is None:
            return self.sheets[0]
        for same in (str, _loosely):
            for sheet in self.sheets:
                if same(sheet) == same(wanted):
                    return sheet
        raise Refusal("intake.no_sheet", file=self.name, sheet=wanted[:80], sheets=", ".join(self.sheets[:30]))


def open_source(path: Path, name: str | None = None, *, encoding: str | None = None) -> Source:
    """Open a file that a person gave, called ``name`` by him; ``encoding`` is his choice for texts of unknown letters.

    Raises Refusal ``file.missing``, ``intake.empty``, ``intake.damaged``, ``intake.too_large``, ``intake.unknown``,
    ``intake.encrypted``, ``intake.zip_…``, ``intake.encoding_unknown`` and others that say what the file is instead.
    """
    if encoding is not None:
        encoding = known_encoding(encoding)
    file = incoming(path, name, encoding)
    readers = readers_of(file)
    largest = LARGEST_LAYER_FILE if readers[0].streams and file.members is None else LARGEST_SHEET_FILE
    if file.size > largest:
        raise Refusal("intake.too_large", file=file.name, size=file.size // MEBIBYTE, most=largest // MEBIBYTE)
    # Where a layer and a table have one name, the layer has it.
    by_sheet = {sheet: reader for reader in reversed(readers) for sheet in reader.sheets(file)}
    sheets = dict.fromkeys(sheet for reader in readers for sheet in reader.sheets(file))
    form = readers[0].form
    digest = content_hash(path) if form == "shapefile" else file_hash(path)
    return Source(file.name, form, digest, tuple(sheets), file, by_sheet)


def _loosely(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()
