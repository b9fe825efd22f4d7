"""What a DBF table, or the .cpg beside it, declares of its letters."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


_LANGUAGE_PLACE = 29
_LANGUAGES = {0x03: "windows-1252", 0x57: "", 0x58: "windows-1252", 0x59: "windows-1252", 0x7A: "gbk", 0x7B: "cp932"}
"""Language drivers met in practice. 0x57, "ANSI", is what programs write that do not know."""
_NAMES = {"65001": "utf-8", "88591": "iso8859-1", "ansi": "", "system": "", "oem": ""}
_LETTERS = ("utf-8", "cp", "iso8859", "koi8", "gb", "big5", "shift_jis", "euc")
"""Codes of letters; Python also names ways to pack bytes, which no text is written in."""


def declared_letters(shapes: Path) -> str:
    """Return the encoding that the .cpg beside the shapes, or the head of the .dbf, declares; "" for none known."""
    stem = shapes.stem.lower()
    beside = {other.suffix.lower(): other for other in shapes.parent.iterdir() if other.stem.lower() == stem}
    if ".cpg" in beside:
        with beside[".cpg"].open("rb") as stream:
            name = stream.read(40).decode("ascii", "ignore").strip("\0 \r\n\t").lower()
        if found := _codec(name):
            return found
    with beside[".dbf"].open("rb") as stream:
        head = stream.read(32)
    return _LANGUAGES.get(head[_LANGUAGE_PLACE], "") if len(head) > _LANGUAGE_PLACE else ""


def _codec(name: str) -> str:
    """Return a name of Python's for what a .cpg says ("ANSI 1258", "1258", "UTF-8"), "" where it has none."""
    known = _NAMES.get(name)
    if known is not None:
        return known
    last = name.rpartition(" ")[2]
    for candidate in (name, f"windows-{last.removeprefix('cp')}", f"cp{last}"):
        try:
            found = codecs.lookup(candidate).name
        except (LookupError, ValueError):
            continue
        if found.startswith(_LETTERS):
            return found.replace("cp125", "windows-125")
    return ""
