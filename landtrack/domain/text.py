"""Free text as people type it: one spelling of Vietnamese letters, no control characters, a bound on length."""

from __future__ import annotations

import unicodedata

from landtrack.domain.errors import Refusal


def clean_text(text: str, longest: int) -> str:
    """Return ``text`` as NFC without spaces around it; refuse control characters and more than ``longest`` letters.

    Markup is left as it is: it is text, and every page shows it as text.
    """
    spelled = unicodedata.normalize("NFC", text).strip()
    if len(spelled) > longest:
        raise Refusal("text.too_long", length=len(spelled), longest=longest)
    if spelled.isprintable():
        return spelled
    for letter in spelled:
        if unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t":
            raise Refusal("text.control_character", point=f"U+{ord(letter):04X}")
    return spelled


def unaccented(text: str) -> str:
    """Return ``text`` in small letters without diacritics, đ included: how people type when they search."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
