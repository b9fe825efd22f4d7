"""Many entries of the log at once: those that ``Transaction.append`` makes, in a fraction of the time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from landtrack.store import log

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.store.database import Clock, Journal, Transaction

ENTRY_COLUMNS = (
    "number", "recorded_at", "kind", "actor", "details", "content_hash", "previous_hash", "hash",
)  # fmt: skip


@dataclass(slots=True)
class LogChain:
    """The end of the log as it will be once the rows are written; it grows apart from the journal."""

    actor: str
    clock: Clock
    head: log.Head
    moment: int

    def entries(self, parts: Iterable[tuple[log.EntryKind, str]]) -> list[tuple[Any, ...]]:
        """Return the rows (ENTRY_COLUMNS) of an entry for each kind and content (canonical JSON), in their order."""
        number, previous, moment = self.head.number, self.head.hash, self.moment
        actor, spoken = self.actor, json.dumps(self.actor, ensure_ascii=False)
        clock = self.clock
        rows: list[tuple[Any, ...]] = []
        for kind, content in parts:
            number += 1
            moment = max(log.to_microseconds(clock()), moment + 1)
            hashed = sha256(content.encode()).hexdigest()
            # log.entry_hash, spelled out.
            chained = f'[{number}, {moment}, "{kind}", {spoken}, "{hashed}", "{previous}"]'
            own = sha256(chained.encode()).hexdigest()
            rows.append((number, moment, kind.value, actor, None, hashed, previous, own))
            previous = own
        self.head, self.moment = log.Head(number, previous), moment
        return rows


def chain_of(tx: Transaction) -> LogChain:
    """Return the end of the log as the transaction has it."""
    return LogChain(tx.actor, tx.clock, tx.journal.head, tx.journal.moment)


def follow(journal: Journal, row: tuple[Any, ...]) -> None:
    """Take a row that was written as the end of the log."""
    journal.head, journal.moment = log.Head(row[0], row[-1]), row[1]
