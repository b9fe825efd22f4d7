"""A case in a feed: a short list of values in a fixed order, small to send and quick to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.case import ViolationKind
from landtrack.store.case_feed import FEED_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

KIND = FEED_COLUMNS.index("kind")
_PLACES = {kind.value: place for place, kind in enumerate(ViolationKind)}


def numbered(rows: Iterable[list[Any]]) -> list[list[Any]]:
    """Return the rows with kinds, too, as places in the page's list of them."""
    return [[*row[:KIND], _PLACES[row[KIND]], *row[KIND + 1 :]] for row in rows]
