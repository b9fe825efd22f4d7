"""One coordinate as people type it: 412.345,67 and 412345.67, 106,1234 and 106°07'35.5"."""

from __future__ import annotations

import re
import unicodedata

from landtrack.domain.errors import Refusal

LONGEST = 40
SIXTY = 60
# A typed apostrophe, a typographic one, a prime: all mean minutes; doubled, seconds.
_MINUTE = "['\N{RIGHT SINGLE QUOTATION MARK}\N{PRIME}]"
_SECOND = f'(?:"|\N{RIGHT DOUBLE QUOTATION MARK}|\N{DOUBLE PRIME}|{_MINUTE}{{2}}|s)'
_SEXAGESIMAL = re.compile(
    rf"(?P<degrees>\d{{1,3}})\s*[°ºd:\s]\s*(?P<minutes>\d{{1,2}})\s*(?:{_MINUTE}|[m:\s])\s*"
    rf"(?P<seconds>\d{{1,2}}(?:[.,]\d+)?)?\s*{_SECOND}?\s*[nebđ]?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s*(?:m|met|mét|[°ºnebđ])$", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:x|y|e|n|b|đ|kinh độ|vĩ độ)\s*[:=]?\s*", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")


def parse_coordinate(text: str) -> float:
    """Return the number that a text means: metres, kilometres or decimal degrees, whichever they are.

    Degrees with minutes and seconds become decimal degrees. A single dot or comma is a decimal one: a coordinate read
    a thousand times too small is one in kilometres, which the doctor reads as well.
    Raises Refusal ``coordinates.not_a_number``.
    """
    spelled = unicodedata.normalize("NFC", text).replace("\N{NO-BREAK SPACE}", " ").strip()[:LONGEST]
    bare = _PREFIX.sub("", spelled)
    packed = _SEXAGESIMAL.fullmatch(bare)
    if packed is not None:
        return _degrees(packed, text)
    number = _decimal(_SUFFIX.sub("", bare).replace(" ", "").replace("'", ""))
    if not _PLAIN.fullmatch(number):
        raise _refused(text)
    return float(number)


def _decimal(number: str) -> str:
    """Return the number with a decimal point and no separators of thousands."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return number
    mark = number[last]
    other = "," if mark == "." else "."
    if number.count(mark) > 1:
        return number.replace(mark, "").replace(other, ".")
    return number.replace(other, "").replace(mark, ".")


def _degrees(packed: re.Match[str], text: str) -> float:
    degrees, minutes = int(packed["degrees"]), int(packed["minutes"])
    seconds = float((packed["seconds"] or "0").replace(",", "."))
    if minutes >= SIXTY or seconds >= SIXTY:
        raise _refused(text)
    return degrees + minutes / SIXTY + seconds / SIXTY**2


def _refused(text: str) -> Refusal:
    return Refusal("coordinates.not_a_number", text=text.strip()[:LONGEST])
