"""Whether a head that a document prints was ever the head of this log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.store.entries import find_entry
from landtrack.store.log import EMPTY_HEAD, PRINTED_HASH_LENGTH, Head

if TYPE_CHECKING:
    from datetime import datetime

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database

PRINTED = re.compile(rf"([0-9]{{1,15}})-([0-9a-f]{{{PRINTED_HASH_LENGTH}}})")


@dataclass(frozen=True, slots=True)
class CheckedHead:
    """The entry that a printed head names: its own head, when it was recorded, and whether the two are the same.

    ``found`` is None where the log has no such entry: its end was cut off, or the document is of another register.
    The head of what was known before the first entry is that of an empty log, which every log once was: it agrees,
    and was recorded at no moment.
    """

    printed: str
    found: Head | None
    recorded_at: datetime | None

    @property
    def agrees(self) -> bool:
        """Return whether the log still has the very entry."""
        return self.found is not None and str(self.found) == self.printed


def check_head(database: Database, scope: Scope, printed: str) -> CheckedHead:
    """Compare a head as documents print it ("12345-9f86d081884c") with the log; refuse what is none."""
    scope.require(Right.SEE_LOG)
    spelled = printed.strip().lower()
    parts = PRINTED.fullmatch(spelled)
    if parts is None:
        raise Refusal("head.malformed", text=printed[:40])
    number = int(parts[1])
    if number == EMPTY_HEAD.number:
        return CheckedHead(spelled, EMPTY_HEAD, None)
    with database.reading() as view:
        found = find_entry(view, number)
    if found is None:
        return CheckedHead(spelled, None, None)
    head, recorded_at = found
    return CheckedHead(spelled, head, recorded_at)
