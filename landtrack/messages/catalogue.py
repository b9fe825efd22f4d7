"""A catalogue in one language: texts by gettext, numbers and days as that language writes them."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from landtrack.domain.area_unit import AreaUnit
from landtrack.domain.progress import hectares, square_metres
from landtrack.domain.question import VIETNAM
from landtrack.messages.labels import LABELS
from landtrack.messages.sentences import SENTENCES
from landtrack.messages.singular import in_the_singular

if TYPE_CHECKING:
    from landtrack.domain.errors import Refusal

LOCALE = Path(__file__).parent / "locale"
# Arguments of sentences that are areas in tenths of m².
AREAS = frozenset({"area", "resolved"})
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Texts, labels, numbers and days in one language ("vi" or "en")."""

    language: str
    translations: gettext.NullTranslations

    def text(self, english: str, **values: object) -> str:
        """Return the text in this language, its placeholders filled with values as people write them."""
        if not values:
            return self.translations.gettext(english)
        filled = {name: self._shown(name, value) for name, value in values.items()}
        text = in_the_singular(english, filled) if self.language == "en" else self.translations.gettext(english)
        return text.format(**filled)

    def label(self, term: Enum) -> str:
        """Return the office's word for a status, band, role or reason; for kinds and forms see the vocabulary."""
        return self.translations.gettext(LABELS[term])

    def sentence(self, refusal: Refusal) -> str:
        """Return what is wrong, where, and what to do."""
        return self.text(SENTENCES[refusal.code], **refusal.arguments)

    def number(self, value: int | Decimal) -> str:
        """Return a number with the language's separators: 4.574 and 362,51, or 4,574 and 362.51."""
        english = f"{value:,}"
        return english if self.language == "en" else english.translate(str.maketrans(",.", ".,"))

    def area(self, tenths: int) -> str:
        """Return tenths of m² as m² with one decimal."""
        return f"{self.number(square_metres(tenths))}{NO_BREAK_SPACE}m²"

    def hectares(self, tenths: int) -> str:
        """Return tenths of m² as hectares with two decimals, without the unit."""
        return self.number(hectares(tenths))

    def percent(self, rate: Decimal | None) -> str:
        """Return a rate with two decimals and its sign; a dash where there is no rate."""
        return "–" if rate is None else f"{self.number(rate)}{NO_BREAK_SPACE}%"

    def day(self, day: date) -> str:
        """Return a day as dd/mm/yyyy, in both languages: nobody may take 11/6 for the sixth of November."""
        return f"{day:%d/%m}/{day.year:04}"

    def moment(self, moment: datetime) -> str:
        """Return a moment in Việt Nam's time as dd/mm/yyyy HH:MM."""
        here = moment.astimezone(VIETNAM)
        return f"{self.day(here)} {here:%H:%M}"

    def _shown(self, name: str, value: object) -> str:
        if isinstance(value, Enum):
            return self.label(value) if value in LABELS else str(value.value)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, AreaUnit):
            return value.full_name
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return self.area(int(value)) if name in AREAS else self.number(value)
        return str(value)


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language; English is the text as it is in the code."""
    if language == "en":
        return Catalogue("en", gettext.NullTranslations())
    return Catalogue(language, gettext.translation("landtrack", LOCALE, [language]))
