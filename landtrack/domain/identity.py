"""Who holds the land of a case: personal data, kept apart from the case and from the log."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from landtrack.domain.text import clean_text

LONGEST = 200
SHOWN_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Identity:
    """Name, number of the identity card, address and telephone of a holder; any may be empty."""

    name: str
    id_number: str = ""
    address: str = ""
    phone: str = ""

    def masked(self) -> Identity:
        """Return what is shown by default: the name, and the last three digits of the numbers."""
        return Identity(self.name, _mask(self.id_number), "", _mask(self.phone))


def clean_identity(identity: Identity) -> Identity:
    """Return the identity with its texts in one spelling; refuse what no text may hold."""
    texts = (identity.name, identity.id_number, identity.address, identity.phone)
    return Identity(*(clean_text(text, LONGEST) for text in texts))


def search_key(text: str) -> str:
    """Return the one spelling by which a name or a number is found: no capitals, no punctuation, single spaces.

    Diacritics stay: a holder is found by the exact value only.
    """
    spelled = unicodedata.normalize("NFC", text).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in spelled).split())


def number_key(text: str) -> str:
    """Return the one spelling of an identity-card or telephone number: its letters and digits alone."""
    return search_key(text).replace(" ", "")


def _mask(number: str) -> str:
    hidden = max(len(number) - SHOWN_DIGITS, 0)
    return "•" * hidden + number[hidden:]
