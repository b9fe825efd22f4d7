"""Workbooks of LibreOffice and its kin (.ods)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.source import SourceTable
from landtrack.formats.intake.cell_problems import formulas_without_value
from landtrack.formats.intake.limits import Room
from landtrack.formats.intake.ods_cells import CellReading
from landtrack.formats.intake.ods_sheets import SheetList
from landtrack.formats.intake.reader import Reader
from landtrack.formats.intake.safe_zip import opened_zip
from landtrack.formats.intake.xml_events import read_xml

if TYPE_CHECKING:
    from landtrack.formats.intake.incoming import Incoming
    from landtrack.formats.intake.safe_zip import SafeZip

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_MARK = b"application/vnd.oasis.opendocument."
_MIME = _MARK + b"spreadsheet"
_OF_SHEETS = frozenset({"table", "style", "table-properties"})
"""Elements that say which sheets there are and whether they are shown."""


def knows(file: Incoming) -> bool:
    """Say whether this is an OpenDocument workbook, told by its mark at the very beginning, or by its parts."""
    if _MARK in file.head[:200]:
        return _MIME in file.head[:200]
    return {_CONTENT, _MANIFEST} <= set(file.members or ())


def sheets(file: Incoming) -> tuple[str, ...]:
    """Return the names of the sheets, visible ones first.

    Raises what :func:`~landtrack.formats.intake.safe_zip.opened_zip` raises, and Refusal ``intake.encrypted``,
    ``intake.no_sheets``.
    """
    listed = SheetList()
    with opened_zip(file) as packed:
        _require_open(packed)
        read_xml(file.name, packed.stream(_CONTENT), listed.start)
    if not listed.names:
        raise Refusal("intake.no_sheets", file=file.name)
    return listed.visible_first()


def table(file: Incoming, sheet: str, _system: str | None = None) -> SourceTable:
    """Return a sheet; rows that hold nothing are left out.

    Raises Refusal ``intake.damaged``, ``intake.too_many_rows``, ``intake.too_many_cells``, ``intake.zip_bomb``.
    """
    cells, listed = CellReading(sheet, Room(file.name)), SheetList()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag in _OF_SHEETS:
            listed.start(tag, attributes)
        cells.start(tag, attributes)

    with opened_zip(file) as packed:
        read_xml(file.name, packed.stream(_CONTENT), start, cells.end, cells.text)
    problems = formulas_without_value(sheet, cells.bare)
    merged, hidden = tuple(cells.merged), listed.is_hidden(sheet)
    return SourceTable(sheet, cells.rows, merged=merged, problems=tuple(problems), hidden=hidden)


def _require_open(packed: SafeZip) -> None:
    names = packed.packed.namelist()
    if b"encryption-data" in packed.read(_MANIFEST) or "encrypted-package" in names:
        raise Refusal("intake.encrypted", file=packed.file.name)
    if _CONTENT not in names:
        raise Refusal("intake.damaged", file=packed.file.name)


READER = Reader("ods", ("ods",), knows, sheets, table)
