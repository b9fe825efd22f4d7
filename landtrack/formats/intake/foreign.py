"""Files that people take for tables or layers and that are none: each told what it is, and what to save it as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.formats.intake.ole import OLE_START, ole_streams
from landtrack.formats.intake.safe_zip import member_ending

if TYPE_CHECKING:
    from landtrack.formats.intake.incoming import Incoming

_WORKBOOK, _DRAWING, _ZIP, _DESIGN = ".xlsx", "DXF", ".zip", "DGN V7"
_STARTS = (
    (re.compile(rb"AC10\d\d"), "DWG", _DRAWING),
    (re.compile(rb"AutoCAD Binary DXF"), "binary DXF", _DRAWING),
    (re.compile(rb"%PDF-"), "PDF", _WORKBOOK),
    (re.compile(rb"\{\\rtf"), "RTF", _WORKBOOK),
    (re.compile(rb"Rar!"), "RAR", _ZIP),
    (re.compile(rb"7z\xbc\xaf"), "7-Zip", _ZIP),
    (re.compile(rb"\x1f\x8b"), "GZIP", _ZIP),
    (re.compile(rb"\s*(?:<!DOCTYPE html|<html|<head|<body|<table|<meta)", re.IGNORECASE), "HTML", _WORKBOOK),
    (re.compile(rb".{0,400}progid=.Excel\.Sheet", re.DOTALL), "XML Spreadsheet 2003", _WORKBOOK),
    (re.compile(rb".{0,400}<office:document\s", re.DOTALL), "FODS", _WORKBOOK),
    (re.compile(rb"(?:\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*)"), "PNG/JPEG/TIFF", _WORKBOOK),
)
"""Beginnings of files, the name of the format, and what to save such a file as."""
_OLE = (("EncryptedPackage", ""), ("Dgn~H", _DESIGN), ("WordDocument", _WORKBOOK), ("PowerPoint Document", _WORKBOOK))
_OLE_NAMES = {"Dgn~H": "DGN V8", "WordDocument": "Word", "PowerPoint Document": "PowerPoint"}
_PACKED = (("xl/workbook.bin", "XLSB"), ("word/document.xml", "Word"), ("ppt/presentation.xml", "PowerPoint"))
_PARTS = ("shx", "dbf", "prj", "cpg", "mid", "dat", "map", "id")


def refuse_foreign(file: Incoming) -> None:
    """Raise a Refusal for a file that is known not to be readable.

    ``intake.save_as``: a format that is none of ours; ``intake.encrypted``: behind a password; ``intake.part_only``: a
    part of a shapefile or MapInfo table.
    """
    for start, kind, wanted in _STARTS:
        if start.match(file.head.removeprefix(b"\xef\xbb\xbf")):
            raise _save_as(file, kind, wanted)
    if file.head.startswith(OLE_START):
        streams = ole_streams(file)
        if "EncryptedPackage" in streams:
            raise Refusal("intake.encrypted", file=file.name)
        for name, wanted in _OLE:
            if name in streams and not {"Workbook", "Book"} & streams:
                raise _save_as(file, _OLE_NAMES[name], wanted)
    for member, kind in _PACKED:
        if member in (file.members or ()):
            raise _save_as(file, kind, _WORKBOOK)
    if file.members is None and file.ending in _PARTS and not file.head.lstrip()[:1].isalpha():
        raise Refusal("intake.part_only", file=file.name)


def refuse_zip(file: Incoming) -> None:
    """Raise Refusal ``intake.zip_nested`` for a zip of zips, ``intake.zip_without`` for one with nothing to read."""
    if file.members is None:
        return
    for name in file.members:
        if member_ending(name) in {"zip", "xlsx", "ods", "kmz", "rar", "7z"}:
            raise Refusal("intake.zip_nested", file=file.name, member=name[:80])
    raise Refusal("intake.zip_without", file=file.name)


def _save_as(file: Incoming, kind: str, wanted: str) -> Refusal:
    return Refusal("intake.save_as", file=file.name, kind=kind, wanted=wanted)
