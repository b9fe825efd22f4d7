"""The parts of an .xlsx workbook around its sheets: their names, the shared texts, which formats are dates."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from landtrack.domain.errors import Refusal
from landtrack.formats.intake.xml_events import local_names, read_xml

if TYPE_CHECKING:
    from landtrack.formats.intake.safe_zip import SafeZip

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_VISIBLE = "visible"
_PLACES = {"t": 0, "rPh": 1}
"""Elements of a shared text: its words, and how they are pronounced."""
_RELATIONS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name and the member of the zip that holds it."""

    name: str
    member: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What the workbook says of itself: sheets in order, whether days count from 1904, whether it has macros."""

    sheets: tuple[Sheet, ...]
    from_1904: bool
    macros: bool


def read_book(packed: SafeZip) -> Book:
    """Read the list of worksheets (sheets of charts are none). Raises Refusal ``intake.damaged``."""
    names = set(packed.packed.namelist())
    targets: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes.get("Id", "")] = _member(attributes.get("Target", ""))

    sheets: list[Sheet] = []
    epochs: list[str] = []

    def part(tag: str, attributes: dict[str, str]) -> None:
        attributes = local_names(attributes)
        if tag == "sheet" and (member := targets.get(attributes.get("id", ""))) in names and member:
            sheets.append(Sheet(attributes.get("name", ""), member, attributes.get("state", _VISIBLE) == _VISIBLE))
        elif tag == "workbookPr":
            epochs.append(attributes.get("date1904", "0"))

    read_xml(packed.file.name, packed.stream(_RELATIONS) if _RELATIONS in names else [], relation)
    read_xml(packed.file.name, packed.stream("xl/workbook.xml"), part)
    if not sheets:
        raise Refusal("intake.no_sheets", file=packed.file.name)
    macros = any(name.endswith("vbaProject.bin") for name in names)
    return Book(tuple(sheets), epochs[-1:] in (["1"], ["true"]), macros)


def _member(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def read_texts(packed: SafeZip) -> list[str]:
    """Return the texts that cells name by number; what helps to pronounce them is left out."""
    texts: list[str] = []
    parts: list[str] = []
    reading = [False, False]

    def start(tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            parts.clear()
        elif tag in _PLACES:
            reading[_PLACES[tag]] = True

    def end(tag: str) -> None:
        if tag == "si":
            texts.append(plain_text("".join(parts)))
        elif tag in _PLACES:
            reading[_PLACES[tag]] = False

    def text(words: str) -> None:
        if reading[0] and not reading[1]:
            parts.append(words)

    member = "xl/sharedStrings.xml"
    if member in packed.packed.namelist():
        read_xml(packed.file.name, packed.stream(member), start, end, text)
    return texts


def plain_text(text: str) -> str:
    """Return a cell's text with the workbook's own escapes resolved ("_x000D_"), lines ended by a line feed."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_date_styles(packed: SafeZip) -> dict[str, str]:
    """Return the cell styles, by number, that show a number as a day or a time, with their format."""
    formats = {str(code): wanted for code, wanted in BUILTIN_FORMATS.items()}
    dates: dict[str, str] = {}
    styles = 0
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal styles, inside
        if tag == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and inside:
            wanted = formats.get(attributes.get("numFmtId", "0"), "")
            if is_date_format(wanted):
                dates[str(styles)] = wanted
            styles += 1
        elif tag.startswith("cell"):
            inside = tag == "cellXfs"

    if "xl/styles.xml" in packed.packed.namelist():
        read_xml(packed.file.name, packed.stream("xl/styles.xml"), start)
    return dates
