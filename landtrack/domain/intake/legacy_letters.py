"""How old Vietnamese fonts and code pages wrote letters, as tables; the texts came in as Windows-1252 or Latin-1.

TCVN3 (ABC, .VnTime): TCVN 5712:1993, the set VN3, as the converter iconv has it as TCVN5712-1: toned letters have
codes for small letters only, capitals come from fonts of their own (.VnTimeH). VNI: the font VNI-Times, as the
input program xvnkb lists it: a letter and a mark behind it. Windows-1258: Python's own codec.
"""

from __future__ import annotations

import unicodedata

_TCVN3_CODES = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
"""First code of a run, and the letters from there on."""

TCVN3: dict[str, str] = {
    chr(first + place): letter for first, letters in _TCVN3_CODES for place, letter in enumerate(letters)
}

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}
_VNI_TONED = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_HAT, _BOW = "\u0302", "\u0306"


def _vni() -> dict[str, str]:
    """Return letter and mark → letter, for small letters and capitals."""
    small = dict(_VNI_ALONE)
    for base, letter in _VNI_TONED.items():
        small.update({base + mark: letter + tone for mark, tone in _TONES.items()})
    for base in "aeo":
        small.update({base + mark: base + _HAT + tone for mark, tone in _CIRCUMFLEX.items()})
    small.update({"a" + mark: "a" + _BOW + tone for mark, tone in _BREVE.items()})
    composed = {old: unicodedata.normalize("NFC", new) for old, new in small.items()}
    capitals = {old.upper(): new.upper() for old, new in composed.items()}
    # A small mark behind a capital is met as well: the font has one key for both.
    mixed = {old[0].upper() + old[1]: new.upper() for old, new in composed.items() if len(old) > 1}
    return {**mixed, **composed, **capitals}


VNI: dict[str, str] = _vni()
