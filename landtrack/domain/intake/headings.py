"""What a heading means: compared after normalising with the words of a table that is data (geodata/headings.csv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.legacy_text import holds_signs_for_letters, to_unicode
from landtrack.domain.intake.reading import AreaUnit, Spelling
from landtrack.domain.text import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable

_SQUARE_METRES = re.compile(r"(?<![a-z0-9])(?:m2|m²|m\^2|met vuong)(?![a-z0-9])")
_HECTARES = re.compile(r"(?<![a-z0-9])(?:ha|hecta|hec ta)(?![a-z0-9])")
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_AXIS = re.compile(r"[\s_.,:\d]*[xy][\s_.,:\d]*", re.IGNORECASE)
_AREAS = frozenset({Field.AREA, Field.RESOLVED_AREA})
_CLOSE = 0.88
_SHORTEST_GUESS = 6


@dataclass(frozen=True, slots=True)
class HeadingWord:
    """A heading that is known. ``text`` is normalised; ``field`` None is known not to be of a case ("Chữ ký").

    The same text with two fields is ambiguous: the first is taken as a guess. ``area_unit`` where the words imply it.
    """

    text: str
    field: Field | None
    area_unit: AreaUnit | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading was matched with; ``known`` False: nothing was. ``spelling`` in which its text is to be read.

    ``choices`` are all that an ambiguous heading can mean, the first being ``field``.
    """

    field: Field | None
    area_unit: AreaUnit | None = None
    spelling: Spelling = Spelling.UNICODE
    sure: bool = True
    known: bool = True
    choices: tuple[Field | None, ...] = ()


UNKNOWN = Meaning(None, sure=False, known=False)


def normalise_heading(text: str) -> str:
    """Return a heading as it is compared: small letters, no diacritics, no units, no punctuation, single spaces.

    "Diện tích vi phạm (m2)" and "DIEN_TICH vi pham" both become "dien tich vi pham".
    """
    plain = _HECTARES.sub(" ", _SQUARE_METRES.sub(" ", _plain(text)))
    return " ".join(_NOT_A_WORD.split(plain)).strip()


def is_bare_axis(heading: str) -> bool:
    """Say whether a heading is nothing but X or Y, perhaps with a unit or a number: "X (m)"; "Ý" is not."""
    return bool(_AXIS.fullmatch(_BRACKETS.sub(" ", heading).partition(";")[0]))


def heading_unit(text: str) -> AreaUnit | None:
    """Return the unit of area that a heading names, None where it names none or both."""
    plain = _plain(text)
    square, hectares = bool(_SQUARE_METRES.search(plain)), bool(_HECTARES.search(plain))
    if square == hectares:
        return None
    return AreaUnit.SQUARE_METRES if square else AreaUnit.HECTARES


class HeadingTable:
    """The known headings, ready to be asked; answers are remembered, since the same words come again and again."""

    def __init__(self, words: Iterable[HeadingWord]) -> None:
        """Sort the words by their text, in the order of the table."""
        self._words: dict[str, list[HeadingWord]] = {}
        for word in words:
            alike = self._words.setdefault(word.text, [])
            if all(other.field is not word.field for other in alike):
                alike.append(word)
        self._found: dict[tuple[str, bool], Meaning] = {}

    def meaning(self, heading: str, *, near: bool = True) -> Meaning:
        """Return what a heading means: as it is, in an old font, without its brackets, or (``near``) nearly so."""
        known = self._found.get((heading, near))
        if known is None:
            known = self._found[heading, near] = self._search(heading, near=near)
        return known

    def _search(self, heading: str, *, near: bool) -> Meaning:
        # In "X·" the sign is a letter; without it the heading would be X.
        first = (Spelling.TCVN3,) if holds_signs_for_letters(heading) else ()
        for spelling in (*first, *Spelling):
            spelled = heading if spelling is Spelling.UNICODE else to_unicode(heading, spelling)
            if spelling is Spelling.UNICODE or spelled != heading:
                found = self._exact(spelled, spelling)
                if found is not None:
                    return found
        return self._near(heading) if near else UNKNOWN

    def _exact(self, spelled: str, spelling: Spelling) -> Meaning | None:
        texts = [normalise_heading(spelled), normalise_heading(_BRACKETS.sub(" ", spelled))]
        # A number behind the words: "Diện tích (m2) (5)".
        texts.append(texts[1].rstrip(" 0123456789"))
        # A remark behind the words: "Ngày vi phạm sớm nhất; trống nếu không rõ".
        texts.append(normalise_heading(spelled.partition(";")[0]))
        for text in texts:
            words = self._words.get(text)
            if words and (len(text) > 1 or is_bare_axis(spelled)):
                unit = heading_unit(spelled)
                if unit is not None and len(words) > 1:
                    words = [word for word in words if word.field in _AREAS] or words
                unit = unit or words[0].area_unit
                choices = tuple(word.field for word in words)
                return Meaning(words[0].field, unit, spelling, sure=len(words) == 1, choices=choices)
        return None

    def _near(self, heading: str) -> Meaning:
        text = normalise_heading(_BRACKETS.sub(" ", heading))
        if len(text) < _SHORTEST_GUESS:
            return UNKNOWN
        close = get_close_matches(text, self._words, n=1, cutoff=_CLOSE)
        if not close or self._words[close[0]][0].field is None:
            return UNKNOWN
        word = self._words[close[0]][0]
        return Meaning(word.field, heading_unit(heading) or word.area_unit, sure=False)


def _plain(text: str) -> str:
    return unaccented(text.replace("_", " "))
