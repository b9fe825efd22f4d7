"""Which of the cases that a question counts an export holds: the same choice for every format.

As of when and known when stay in :class:`landtrack.domain.question.Question`; a selection only narrows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal
from landtrack.domain.question import parse_day
from landtrack.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    Texts = Mapping[str, Sequence[str]]

Term = TypeVar("Term", bound=StrEnum)

COUNTED_STATUSES = tuple(status for status in Status if status is not Status.EXCLUDED)
"""An excluded case is in no count and so in no export."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``first`` to ``last``, both included; None is without end on that side."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        """Refuse (``export.days_reversed``) two days that leave none between them."""
        if self.first is not None and self.last is not None and self.first > self.last:
            raise Refusal("export.days_reversed", first=self.first, last=self.last)

    @property
    def bounded(self) -> bool:
        """Return whether some day is left out."""
        return self.first is not None or self.last is not None

    def take(self, day: date | None) -> bool:
        """Say whether the day is one of these; no day is among the days without any bound only."""
        if day is None:
            return not self.bounded
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Selection:
    """Cases in these units (codes in the frame), statuses, bands and kinds, found and with a status effective then.

    An empty set is no condition; all conditions hold together.
    """

    units: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    bands: frozenset[Band] = frozenset()
    kinds: frozenset[str] = frozenset()
    found: Days = field(default_factory=Days)
    effective: Days = field(default_factory=Days)

    @property
    def narrows(self) -> bool:
        """Return whether any condition is set."""
        return self != Selection()

    def takes(
        self,
        unit: str,
        status: Status,
        band: Band,
        kind: str,
        found_on: date,
        effective_on: date | None,
    ) -> bool:
        """Say whether a case with these values is in it: the plain definition that every format follows."""
        return (
            (not self.units or unit in self.units)
            and (not self.statuses or status in self.statuses)
            and (not self.bands or band in self.bands)
            and (not self.kinds or kind in self.kinds)
            and self.found.take(found_on)
            and self.effective.take(effective_on)
        )


EVERYTHING = Selection()
LISTS: dict[str, tuple[StrEnum, ...]] = {
    "status": COUNTED_STATUSES,
    "band": tuple(Band),
}
"""What may be chosen under each name that options, addresses and manifests use; kinds are rows of their table."""
DAYS = ("found_from", "found_until", "effective_from", "effective_until")
KIND = "kind"
NAMES = ("unit", *LISTS, KIND, *DAYS)


def read_selection(texts: Texts) -> Selection:
    """Return the selection of texts as people and manifests give them, by the names of NAMES; empty texts are none.

    Refuses (``choice.unknown``) a word that may not be chosen, a day that is none, and reversed days. Whether there is
    such a unit or kind only the register knows: see :func:`check_kinds`.
    """
    chosen = {name: [text.strip() for text in texts.get(name, ()) if text.strip()] for name in NAMES}
    days = [parse_day(chosen[name][0]) if chosen[name] else None for name in DAYS]
    return Selection(
        frozenset(chosen["unit"]),
        _terms(Status, chosen["status"], COUNTED_STATUSES),
        _terms(Band, chosen["band"], Band),
        frozenset(chosen[KIND]),
        Days(*days[:2]),
        Days(*days[2:]),
    )


def check_kinds(selection: Selection, known: Collection[str]) -> None:
    """Refuse (``choice.unknown``) a kind that is not among the known ones."""
    for kind in sorted(selection.kinds):
        if kind not in known:
            raise Refusal("choice.unknown", text=kind[:40], choices=", ".join(known))


def selection_block(selection: Selection) -> dict[str, Any]:
    """Return the conditions that are set as plain JSON values, in the one order that gives the same bytes."""
    lists = (selection.units, selection.statuses, selection.bands, selection.kinds)
    days = (selection.found.first, selection.found.last, selection.effective.first, selection.effective.last)
    return {
        **{name: sorted(map(str, found)) for name, found in zip(("unit", *LISTS, KIND), lists, strict=True) if found},
        **{name: day.isoformat() for name, day in zip(DAYS, days, strict=True) if day is not None},
    }


def selection_of_block(block: Mapping[str, Any]) -> Selection:
    """Return the selection of :func:`selection_block`; ValueError for another key, Refusal for another word."""
    if set(block) - set(NAMES):
        raise ValueError(sorted(block))
    return read_selection({name: [found] if isinstance(found, str) else list(found) for name, found in block.items()})


def _terms(kind: type[Term], texts: Sequence[str], allowed: Iterable[StrEnum]) -> frozenset[Term]:
    words = [str(term) for term in allowed]
    for text in texts:
        if text not in words:
            raise Refusal("choice.unknown", text=text[:40], choices=", ".join(words))
    return frozenset(kind(text) for text in texts)
