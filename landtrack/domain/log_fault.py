"""What can be wrong with an entry of the log."""

from __future__ import annotations

from enum import StrEnum


class LogFault(StrEnum):
    """Why the walk of the log stops at an entry."""

    MISSING = "missing"
    NOT_FOLLOWING = "not_following"
    NOT_LATER = "not_later"
    ENTRY_CHANGED = "entry_changed"
    CONTENT_MISSING = "content_missing"
    CONTENT_CHANGED = "content_changed"
    BOUNDARIES_CHANGED = "boundaries_changed"
    FOREIGN_ROW = "foreign_row"
