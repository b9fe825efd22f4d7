"""What comes out of setting quoted figures beside computed ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from landtrack.domain.quotes.quote import Quote


class QuoteIssue(StrEnum):
    """What is to be said of a quote."""

    DIFFERS = "differs"
    BELOW_RESOLVED = "below_resolved"
    IMPLIED = "implied"
    NOTE = "note"


class QuoteReason(StrEnum):
    """What would explain it."""

    SWAPPED_DIGITS = "swapped_digits"
    OTHER_DENOMINATOR = "other_denominator"
    BY_AREA = "by_area"
    RATE_OF_ALL = "rate_of_all"
    FITS_BAND = "fits_band"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Reason:
    """A likely reason, with the numbers it is worded with: counts are int, rates and hectares Decimal."""

    kind: QuoteReason
    numbers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuoteFinding:
    """One finding about a quote; ``difference`` is quoted less computed.

    Of ``IMPLIED`` the quoted figure is what the other quotes of the statement imply: nobody wrote it. A note has none.
    """

    key: str
    quote: Quote
    issue: QuoteIssue
    quoted: Decimal | None = None
    computed: Decimal | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Return quoted less computed; None where one of them is missing."""
        return None if self.quoted is None or self.computed is None else self.quoted - self.computed
