"""Texts in old Vietnamese fonts, recognised by what their words become, and made Unicode."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from landtrack.domain.intake.legacy_letters import TCVN3, VNI
from landtrack.domain.intake.reading import Spelling
from landtrack.domain.intake.syllables import is_syllable

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPLIT = re.compile(r"[\s!-@\[-`{-~\u2013\u2014\u2018-\u201d\u2026]+")
"""What stands between words: spaces, ASCII that is no letter, dashes and quotation marks. Not « or ·: in TCVN3 these
are letters."""
_VNI_PAIRS = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_TCVN3 = str.maketrans(TCVN3)
_OLD = (Spelling.TCVN3, Spelling.VNI, Spelling.WINDOWS_1258)
_ENOUGH = 2
_CLEARLY = 4
_SAMPLE = 400
_LONGEST_WORD = 12


def to_unicode(text: str, spelling: Spelling) -> str:
    """Return the text in Unicode, NFC. A text that cannot be in the old spelling (it has letters of none) is kept."""
    if text.isascii():
        return text
    if spelling is Spelling.UNICODE or not _old_letters(text):
        return unicodedata.normalize("NFC", text)
    if spelling is Spelling.TCVN3:
        return _capitals(text.translate(_TCVN3))
    if spelling is Spelling.VNI:
        return _VNI_PAIRS.sub(lambda found: VNI[found[0]], text)
    return unicodedata.normalize("NFC", _bytes(text).decode("cp1258", "replace"))


def guess_spelling(texts: Iterable[str]) -> Spelling:
    """Return how texts of one column are spelled: an old way only where it makes Vietnamese of words that were none.

    At least two different words must become Vietnamese by it, most of those that are none in Unicode must, and few
    that are Vietnamese already may be lost by it. Texts with letters that no old font has speak for Unicode, each text
    once: one cell in an old font does not respell a column.
    """
    seen = [text for text in texts if not text.isascii()]
    modern = sum(not _old_letters(text) for text in seen)
    if _CLEARLY * modern > len(seen) - modern:
        return Spelling.UNICODE
    found = _odd_words(seen)
    best, most = Spelling.UNICODE, _ENOUGH - 1
    for spelling in _OLD:
        won, lost, none = _judged(found, spelling)
        if won > most and won >= _CLEARLY * lost and won >= none:
            best, most = spelling, won
    return best


def suspected(text: str) -> str:
    """Return what a single text would be in an old spelling, "" where nothing speaks for one.

    Either two of its words become Vietnamese by it, or one that holds a sign which is no letter ("§ång"); and no
    other word may be lost by it.
    """
    if all(word.isascii() or is_syllable(word) for word in _SPLIT.split(text)):
        return ""
    found = {word for word in _odd_words([text]) if not is_syllable(word)}
    for spelling in _OLD if found else ():
        won, lost, none = _judged(_odd_words([text]), spelling)
        if won and not lost and not none and (won >= _ENOUGH or not all(word.isalpha() for word in found)):
            return to_unicode(text, spelling)
    return ""


def speaks_for(texts: Iterable[str], spelling: Spelling) -> bool:
    """Say whether words become Vietnamese by ``spelling`` that are none in Unicode, and none is lost by it."""
    won, lost, _ = _judged(_odd_words(texts), spelling)
    return won > 0 == lost


def spelled_heading(heading: str, spelling: Spelling) -> str:
    """Return a heading in Unicode. Its column may be in an old font while it is not: a good one stays as it is."""
    good = all(word.isascii() or is_syllable(word) for word in _SPLIT.split(unicodedata.normalize("NFC", heading)))
    return unicodedata.normalize("NFC", heading) if good else to_unicode(heading, spelling)


def holds_signs_for_letters(text: str) -> bool:
    """Say whether signs stand among letters that are letters in TCVN3: "X·", "b¶n", and all words are good by it."""
    signs = any(letter in TCVN3 and not letter.isalnum() for letter in text)
    turned = to_unicode(text, Spelling.TCVN3) if signs else text
    return turned != text and all(word.isascii() or is_syllable(word) for word in _SPLIT.split(turned))


def _odd_words(texts: Iterable[str]) -> set[str]:
    """Return different words that are not plain ASCII."""
    found: set[str] = set()
    for text in texts:
        if not text.isascii():
            found.update(word for word in _SPLIT.split(unicodedata.normalize("NFC", text)) if not word.isascii())
        if len(found) > _SAMPLE:
            break
    return {word for word in found if 1 < len(word) <= _LONGEST_WORD}


def _judged(found: Iterable[str], spelling: Spelling) -> tuple[int, int, int]:
    """Return how many words become Vietnamese by ``spelling``, how many cease to be, how many are none either way."""
    won = lost = none = 0
    for word in found:
        as_is = is_syllable(word)
        turned = to_unicode(word, spelling)
        by_it = is_syllable(turned)
        won += by_it and not as_is
        # A letter that no old font has speaks for Unicode as much as a word that would be spoilt.
        lost += as_is and (not by_it or not _old_letters(word))
        none += not as_is and not by_it
    return won, lost, none


def _old_letters(text: str) -> bool:
    """Say whether every letter can have been one byte of an old font."""
    return all(letter < "\u0100" or letter in _WINDOWS_1252 for letter in text)


def _bytes(text: str) -> bytes:
    return b"".join(_BYTES.get(letter) or letter.encode("latin-1") for letter in text)


def _capitals(text: str) -> str:
    """Return the text with the words in capitals that a capital font showed so: "CéNG" is typed with small é."""
    return _CAPITAL_WORD.sub(lambda found: found[0].upper(), text)


_BYTES = {letter: bytes([code]) for code in range(0x80, 0xA0) if (letter := bytes([code]).decode("cp1252", "ignore"))}
_WINDOWS_1252 = frozenset(_BYTES)
_CAPITAL_WORD = re.compile(r"(?<![^\W\d_])(?=(?:[^\W\d_a-z]*[A-Z]){2})[^\W\d_a-z]+(?![^\W\d_])")
