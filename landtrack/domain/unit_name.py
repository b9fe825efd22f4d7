"""Names of area units as files spell them, brought to one form so that they can be compared."""

from __future__ import annotations

import re
import unicodedata

from landtrack.domain.text import unaccented

_KIND = re.compile(r"^(xã|thị trấn|phường|tt\.|tt|p\.|x\.)(?:\s+|$)", re.IGNORECASE)
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
"""The combining marks of Vietnamese: grave, acute, circumflex, tilde, breve, hook, horn, dot below."""
_LETTERS = re.compile(r"[a-z0-9đ .'()-]*", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"[a-zđ][A-ZĐ]")


def plain_name(name: str) -> str:
    """Return the name without its kind, what follows a comma and needless spaces, in NFC and small letters.

    "Xã  Đồng Tiến, huyện Yên Thế" → "đồng tiến".
    """
    spelled = " ".join(unicodedata.normalize("NFC", name).partition(",")[0].split())
    return _KIND.sub("", spelled).casefold()


def contradicts(name: str | None, official: str) -> bool:
    """Say whether a name read beside a code is legibly that of another unit.

    A name without diacritics does not contradict, nor one that is missing or was garbled on its way through an old
    font or encoding: there the code stands alone.
    """
    if name is None or not _legible(name):
        return False
    return unaccented(plain_name(name)) != unaccented(plain_name(official))


def _legible(name: str) -> bool:
    apart = unicodedata.normalize("NFD", name)
    letters = "".join(letter for letter in apart if letter not in _MARKS)
    # A capital inside a word is what the TCVN3 font makes of "ế": "TiÕn".
    return bool(plain_name(name)) and bool(_LETTERS.fullmatch(letters)) and not _BROKEN_WORD.search(letters)
