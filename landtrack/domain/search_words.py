"""What a search means: a parcel as "tờ 12 thửa 345" or "12/345", and words that are found without diacritics."""

from __future__ import annotations

import re
from dataclasses import dataclass

from landtrack.domain.parcel_number import plain_number
from landtrack.domain.text import unaccented

MOST_WORDS = 8
_SHEET = re.compile(r"\b(?:to ban do|ban do|to|sheet)(?: so)?\s*[:.]?\s*(\d[^\s,;/]*)")
_PARCEL = re.compile(r"\b(?:thua dat|thua|parcel)(?: so)?\s*[:.]?\s*(\d[^\s,;/]*)")
_BOTH = re.compile(r"(?:^|\s)(\d[^\s,;/]*)\s*/\s*(\d[^\s,;/]*)?(?=\s|$)")
_APART = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class SearchWords:
    """A search as it was understood, everything without diacritics and in small letters.

    ``text`` is all that was typed; ``sheet`` and ``parcel`` are numbers in their one spelling ("" where none was
    named), ``unfinished`` says that more digits of the parcel may follow; ``words`` are the rest.
    """

    text: str
    sheet: str
    parcel: str
    unfinished: bool
    words: tuple[str, ...]

    @property
    def phrase(self) -> str:
        """The words as they follow each other: a name of several words is one."""
        return " ".join(self.words)

    @property
    def empty(self) -> bool:
        """Say whether nothing is searched."""
        return not (self.sheet or self.parcel or self.words)


def search_words(typed: str) -> SearchWords:
    """Return what a search means; at most eight words are looked at."""
    # Also what nobody sees is a space: a control character has no place in a question to a database.
    visible = "".join(letter if letter.isprintable() else " " for letter in typed)
    text = " ".join(unaccented(visible).split())
    rest = text
    both = _BOTH.search(rest)
    if both:
        sheet, parcel = plain_number(both[1]), plain_number(both[2] or "")
        rest = f"{rest[: both.start()]} {rest[both.end() :]}"
        return SearchWords(text, sheet, parcel, unfinished=True, words=_words(rest))
    parcel, rest = _taken(_PARCEL, rest)
    sheet, rest = _taken(_SHEET, rest)
    return SearchWords(text, sheet, parcel, unfinished=False, words=_words(rest))


def meets(word: str, text: str) -> bool:
    """Say whether a word of ``text`` begins with ``word``, both without diacritics; of several the last may go on."""
    return f" {word}" in f" {text}"


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if found is None:
        return "", text
    return plain_number(found[1]), f"{text[: found.start()]} {text[found.end() :]}"


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in _APART.split(text) if word))[:MOST_WORDS]
