"""The one log: gapless numbers, ever later moments, and a chain of hashes (DESIGN §2).

A content hash covers all that an entry recorded; the entry's own hash covers that, its number, moment, kind, actor and
the hash before it. So a changed, missing or cut-off entry shows.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select

from landtrack.store.geometry import to_wkb
from landtrack.store.schema import log_entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_HASH = "0" * 64
PRINTED_HASH_LENGTH = 12


class EntryKind(StrEnum):
    """What an entry of the log records."""

    REVISION = "revision"
    CHANGE = "change"
    VOID = "void"
    BOUNDARIES = "boundaries"
    USER = "user"
    IMPORT = "import"
    IMPORT_UNDO = "import_undo"
    ATTACHMENT = "attachment"
    ATTACHMENT_REMOVAL = "attachment_removal"
    ACCEPTANCE = "acceptance"
    IDENTITY_EXPORT = "identity_export"
    IDENTITY_SHOWN = "identity_shown"
    TABLE = "table"
    STEP = "step"
    STEP_VOID = "step_void"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry by some moment; ``str`` gives the form that documents print."""

    number: int
    hash: str

    def __str__(self) -> str:
        """Return number and the beginning of the hash: "12345-9f86d081884c"."""
        return f"{self.number}-{self.hash[:PRINTED_HASH_LENGTH]}"


EMPTY_HEAD = Head(0, FIRST_HASH)


def to_microseconds(moment: datetime) -> int:
    """Return an aware moment as microseconds since 1970 UTC, exactly."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def from_microseconds(value: int) -> datetime:
    """Return the aware UTC moment of a stored value."""
    return EPOCH + timedelta(microseconds=value)


def canonical(content: Mapping[str, Any]) -> str:
    """Return the one JSON text of a content: sorted names, no spaces, dates as ISO, geometry as the hex of its WKB."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, BaseGeometry):
        return to_wkb(value).hex()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def content_hash(content: str) -> str:
    """Return the SHA-256 of a canonical content, in hex."""
    return hashlib.sha256(content.encode()).hexdigest()


def entry_hash(number: int, recorded_at: int, kind: str, actor: str, content: str, previous: str) -> str:
    """Return the SHA-256 that chains an entry to the one before; ``content`` and ``previous`` are hashes."""
    return content_hash(json.dumps([number, recorded_at, kind, actor, content, previous], ensure_ascii=False))


def head_at(connection: Connection, moment: datetime | None = None) -> Head:
    """Return the last entry recorded by ``moment`` (None: the very last), number 0 before the first."""
    query = select(log_entry.c.number, log_entry.c.hash).order_by(log_entry.c.recorded_at.desc()).limit(1)
    if moment is not None:
        query = query.where(log_entry.c.recorded_at <= to_microseconds(moment))
    row = connection.execute(query).one_or_none()
    return EMPTY_HEAD if row is None else Head(row.number, row.hash)


def last_moment(connection: Connection) -> int:
    """Return the moment of the last entry in microseconds; 0 when the log is empty."""
    return connection.execute(select(func.max(log_entry.c.recorded_at))).scalar() or 0
