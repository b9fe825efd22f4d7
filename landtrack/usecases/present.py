"""What "now" means: all that was recorded so far, also when the server's clock was set back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.store.log import from_microseconds, last_moment

if TYPE_CHECKING:
    from datetime import datetime

    from landtrack.store.database import Database


def present(database: Database) -> datetime:
    """Return the present moment, or that of the last entry where it is later: entries never go back in time."""
    with database.reading() as view:
        return max(database.now(), from_microseconds(last_moment(view.connection)))
