"""Cutoff dates and the bands between them (DOMAIN §2).

A cutoff is a day *and* a side: "before 01/7/2014" leaves 01/7/2014 itself to the middle, and so does
"after 11/6/2020" with 11/6/2020.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.case import Occurred


class Side(StrEnum):
    """On which side of its day a cutoff cuts."""

    BEFORE = "before"
    AFTER = "after"


class Band(StrEnum):
    """Where a violation date lies; ``undetermined`` when the known range straddles a cutoff."""

    BEFORE = "before"
    BETWEEN = "between"
    AFTER = "after"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A day with a side, its name and its legal basis."""

    side: Side
    day: date
    name: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """One cutoff of each side; refused when they leave no middle."""

    before: date
    after: date

    def __post_init__(self) -> None:
        """Refuse two days of which the later side comes first: a date could then be in both bands."""
        if self.before > self.after:
            raise Refusal("cutoffs.reversed", before=self.before, after=self.after)

    def band(self, happened: Occurred) -> Band:
        """Return the one band in which the whole known range lies, else ``undetermined``."""
        if happened.latest < self.before:
            return Band.BEFORE
        if happened.earliest is None:
            return Band.UNDETERMINED
        if happened.earliest > self.after:
            return Band.AFTER
        if self.before <= happened.earliest and happened.latest <= self.after:
            return Band.BETWEEN
        return Band.UNDETERMINED


DEFAULT_CUTOFFS = (
    Cutoff(Side.BEFORE, date(2014, 7, 1), "Luật Đất đai 2013 có hiệu lực", "Luật Đất đai số 45/2013/QH13"),
    Cutoff(Side.AFTER, date(2020, 6, 11), "Chỉ thị 19-CT/TU", "Chỉ thị số 19-CT/TU của BTV Tỉnh ủy Bắc Giang"),
)


def cutoffs_of(rows: Sequence[Cutoff]) -> Cutoffs:
    """Return the pair from cutoff rows: exactly one of each side, else refused."""
    days = {side: [row.day for row in rows if row.side is side] for side in Side}
    if any(len(found) != 1 for found in days.values()):
        raise Refusal("cutoffs.not_one_each", before=len(days[Side.BEFORE]), after=len(days[Side.AFTER]))
    return Cutoffs(days[Side.BEFORE][0], days[Side.AFTER][0])
