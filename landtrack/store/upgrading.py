"""Bringing an older register to this program's version, in one transaction."""

from __future__ import annotations

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import SYSTEM_ACTOR
from landtrack.store import episodes
from landtrack.store.database import Database
from landtrack.store.engine import make_engine, parse_url
from landtrack.store.faults import shown
from landtrack.store.migrate import head_version, known_versions, migrate, version_of


def upgrade_register(url: str) -> tuple[str, str]:
    """Migrate and compute the derived table anew; return the versions before and after.

    Refuses a database that is no register, or newer than the program.
    """
    database = Database(make_engine(parse_url(url)))
    name = shown(database.engine.url)
    try:
        with database.reading() as view:
            before = version_of(view.connection)
        if before is None:
            raise Refusal("database.not_a_register", database=name)
        if before not in known_versions():
            raise Refusal("database.newer", database=name, version=before, head=head_version())
        if before != head_version():
            with database.transaction(SYSTEM_ACTOR) as tx:
                migrate(tx.connection)
                episodes.rebuild(tx)
        return before, head_version()
    finally:
        database.close()
