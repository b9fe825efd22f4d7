"""A case in a feed: a short list of values in a fixed order, small to send and quick to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.store.case_feed import FEED_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KIND = FEED_COLUMNS.index("kind")


def numbered(rows: Iterable[list[Any]], kinds: Sequence[str]) -> list[list[Any]]:
    """Return the rows with kinds, too, as places in a list: ``kinds``, which the same answer has."""
    places = {kind: place for place, kind in enumerate(kinds)}
    return [[*row[:KIND], places[row[KIND]], *row[KIND + 1 :]] for row in rows]
