"""Who recorded an entry of the log, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.store.log import Head, from_microseconds
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


def find_entry(view: View, number: int) -> tuple[Head, datetime] | None:
    """Return the head that the log had with this entry, and its moment (aware, UTC); None where there is none."""
    query = select(log_entry.c.hash, log_entry.c.recorded_at).where(log_entry.c.number == number)
    row = view.connection.execute(query).one_or_none()
    return None if row is None else (Head(number, row.hash), from_microseconds(row.recorded_at))
