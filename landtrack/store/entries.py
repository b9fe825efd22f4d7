"""Who recorded an entry of the log, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.store.log import from_microseconds
from landtrack.store.schema import log_entry

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from landtrack.store.database import View


@dataclass(frozen=True, slots=True)
class Recorded:
    """The user who recorded an entry and the moment (aware, UTC)."""

    actor: str
    moment: datetime


def recorded(view: View, numbers: Collection[int]) -> dict[int, Recorded]:
    """Return actor and moment of the entries with these numbers; the caller has them from a case the reader may see."""
    query = select(log_entry.c.number, log_entry.c.actor, log_entry.c.recorded_at).where(
        log_entry.c.number.in_(sorted(numbers))
    )
    return {
        row.number: Recorded(row.actor, from_microseconds(row.recorded_at)) for row in view.connection.execute(query)
    }
