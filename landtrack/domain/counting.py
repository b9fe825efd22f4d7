"""Which forms of resolution count as resolved, and since which log entry: the office's setting with its own clock.

A form counts from the beginning until a row of the office table says that it does not, and again once a row says so.
As known before that row nothing changes (DOMAIN: offices differ on cases passed on, or without a holder).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


@dataclass(frozen=True, slots=True)
class Turn:
    """A log entry from which on a form, by its code, counts or does not."""

    entry: int
    form: str
    counts: bool = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Counting:
    """Every turn there was, in the order of the log; without any, all forms count."""

    turns: tuple[Turn, ...] = ()

    @property
    def last_entry(self) -> int:
        """Return the entry of the last turn, 0 without any."""
        return self.turns[-1].entry if self.turns else 0

    def at(self, entry: int) -> frozenset[str]:
        """Return the forms that do not count as known at a log entry."""
        last = {turn.form: turn.counts for turn in self.turns if turn.entry <= entry}
        return frozenset(form for form, counts in last.items() if not counts)

    def counts(self, form: str | None, entry: int) -> bool:
        """Return whether a form counts as known at a log entry; what has no form (None) counts as what it is."""
        known = (turn.counts for turn in reversed(self.turns) if turn.form == form and turn.entry <= entry)
        return next(known, True)

    def counted_since(self, form: str | None, entry: int) -> bool:
        """Return whether a form counted at a log entry and ever since."""
        return self.counts(form, entry) and not any(turn.form == form and turn.entry > entry for turn in self.turns)

    def entries_of(self, forms: Collection[str | None]) -> set[int]:
        """Return the entries at which one of the forms began or ceased to count."""
        return {turn.entry for turn in self.turns if turn.form in forms}

    def known_at(self, entry: int) -> Counting:
        """Return what was known of it at a log entry."""
        return Counting(tuple(turn for turn in self.turns if turn.entry <= entry))


ALL_COUNT: Final = Counting()


def counting_of(rows: Iterable[tuple[int, str, bool]]) -> Counting:
    """Return it from the rows ever recorded of forms: (entry, code, whether it counts), in the order of the log.

    A row that leaves the flag as it was, or a new form that counts, is no turn.
    """
    now: dict[str, bool] = {}
    turns = []
    for entry, form, counts in rows:
        if counts is not now.get(form, True):
            turns.append(Turn(entry, form, counts=counts))
        now[form] = counts
    return Counting(tuple(turns))
