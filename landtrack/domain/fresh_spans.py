"""The episodes of a case with one revision and at most one change: what nearly every case of an import is.

The definition is :func:`landtrack.domain.episode.episodes`; a property test holds this against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.episode import FOREVER

if TYPE_CHECKING:
    Span = tuple[int, int, int, int, bool]


def fresh_spans(found_on: int, revision: int, changed_on: int, change: int | None) -> tuple[Span, ...]:
    """Return (from day, until day, from entry, until entry, whether the change counts) of each, ends exclusive.

    ``revision`` and ``change`` are entries, the change the later one; days are ``date.toordinal``. Without a change
    (None) ``changed_on`` is not looked at.
    """
    if change is None:
        return ((found_on, FOREVER, revision, FOREVER, False),)
    before = (found_on, FOREVER, revision, change, False)
    if changed_on <= found_on:
        return before, (found_on, FOREVER, change, FOREVER, True)
    return before, (found_on, changed_on, change, FOREVER, False), (changed_on, FOREVER, change, FOREVER, True)
