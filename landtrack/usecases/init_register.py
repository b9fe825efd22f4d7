"""An empty register, or an older one brought to this program's version."""

from __future__ import annotations

from landtrack.domain.scope import SYSTEM_ACTOR
from landtrack.store.creation import creating, is_there
from landtrack.store.upgrading import upgrade_register
from landtrack.usecases.seeding import seed


def init_register(url: str) -> tuple[str | None, str]:
    """Make the register if there is none, else upgrade it; return its schema version before (None: new) and after.

    All or nothing: after an interruption there is no register, or the old one.
    """
    if is_there(url):
        return upgrade_register(url)
    with creating(url, SYSTEM_ACTOR) as tx:
        seed(tx)
    return None, upgrade_register(url)[1]
