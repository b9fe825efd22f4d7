"""Texts of a case as cells hold them: cleaned, but never changed within."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from landtrack.domain.case import CODE_PATTERN, LONGEST_TEXT
from landtrack.domain.intake.fault import Understood, error, quoted, warning
from landtrack.domain.intake.source import CellError

if TYPE_CHECKING:
    from landtrack.domain.intake.source import Value

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_UNIT_CODE = re.compile(r"\d{3,5}")
_CODE_LENGTH = 5
_MANGLED = re.compile(r"[-+]?\d+(?:[.,]\d+)?E[-+]?\d+|[-+]?(?:NAN|INF|INFINITY)|#+", re.IGNORECASE)
"""What is left of "1E5" or of too long a number, and what programs write for a number that is none."""
_EXACT_DIGITS = 15
LONGEST_NOTE = 4 * LONGEST_TEXT
_SEVERAL = re.compile(r"\d+[a-z]?\s*(?:(?:[,;+&]|và|and)\s*\d+[a-z]?\s*)+", re.IGNORECASE)
_LONGEST_NUMBER = 20
"""Letters of the longest number of a map sheet or a parcel that anybody writes."""


def read_text(value: Value, longest: int = LONGEST_TEXT) -> Understood:
    """Return a text, NFC and without spaces around it; a number as its digits. "" is None."""
    if isinstance(value, str):
        text = value if value.isascii() else unicodedata.normalize("NFC", value)
        text = text.replace("\r\n", "\n").strip()
        if len(text) > longest:
            return error("cell.text_too_long", length=len(text), longest=longest)
        found = _CONTROL.search(text)
        if found:
            return error("cell.control_character", _CONTROL.sub("", text), point=f"U+{ord(found[0]):04X}")
        return text or None, None
    if isinstance(value, CellError):
        return error("cell.error_value", text=value.text)
    if isinstance(value, datetime | date | time):
        return error("cell.day_for_text", _as_typed(value), text=_shown(value))
    return _digits(value), None


def read_note(value: Value) -> Understood:
    """Return a text as :func:`read_text` does, as long as the register keeps notes."""
    return read_text(value, LONGEST_NOTE)


def read_code(value: Value, *, lettered: bool = False) -> Understood:
    """Return a case code in its one spelling; refuse what a spreadsheet program has made of one.

    ``lettered``: the other codes of the column are no numbers, so a number is what is left of one.
    """
    text, fault = read_text(value)
    if text is None:
        return None, fault
    number = isinstance(value, int | float | Decimal)
    if _MANGLED.fullmatch(text) or (number and (len(text) > _EXACT_DIGITS or not text.isdigit())):
        return error("cell.code_mangled", text=quoted(text))
    if number and lettered:
        return error("cell.code_number", text=quoted(text))
    code = text.upper()
    if CODE_PATTERN.fullmatch(code):
        return code, None
    plain = re.sub(r"[^A-Z0-9._-]+", "-", code).strip("-._")
    return error("cell.code_malformed", plain if CODE_PATTERN.fullmatch(plain) else "", text=quoted(text))


def read_version(value: Value) -> Understood:
    """Return the number of the log entry from which an exported row was made."""
    text, fault = read_text(value)
    if text is None:
        return None, fault
    return (
        (int(text), None) if text.isascii() and text.isdigit() else error("cell.version_malformed", text=quoted(text))
    )


def read_unit(value: Value) -> Understood:
    """Return the name or the code of a unit as written; a code gets back the zeros that spreadsheets drop."""
    text, fault = read_text(value)
    if text is None:
        return None, fault
    return (text.zfill(_CODE_LENGTH) if _UNIT_CODE.fullmatch(text) else " ".join(text.split())), None


def read_map_sheet(value: Value) -> Understood:
    """Return the number of a map sheet as written; a warning where it is too long to be one."""
    text, fault = read_text(value)
    if text is not None and len(text) > _LONGEST_NUMBER and not any(map(str.isspace, text)):
        return text, fault or warning("cell.number_long", text=quoted(text), length=len(text))
    return text, fault


def read_parcel(value: Value) -> Understood:
    """Return the number of a parcel as written; a warning where several stand in the cell or it is none."""
    text, fault = read_map_sheet(value)
    if text is not None and not text.isdigit() and fault is None and _SEVERAL.fullmatch(text):
        return text, warning("cell.parcels_several", text=quoted(text))
    return text, fault


def _digits(value: float | Decimal | None) -> str | None:
    """Return a number as a person types it: 12 and not 12.0; yes is 1."""
    if value is None or isinstance(value, Decimal):
        return None if value is None else _short(f"{value:f}")
    return format(value, ".15g") if value % 1 else str(int(value))


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _as_typed(value: date | time) -> str:
    """Return what a person most likely typed before the spreadsheet took it for a day: 12/3."""
    return f"{value.day}/{value.month}" if isinstance(value, date) else ""


def _shown(value: date | time) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else f"{value:%H:%M}"
