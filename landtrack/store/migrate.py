"""Schema versions: Alembic's migrations, on a connection that the caller has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from landtrack.domain.errors import Refusal
from landtrack.resources import shipped
from landtrack.store.engine import sqlite_path
from landtrack.store.faults import shown

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

HEAD = "head"
BASE = "base"
# What PostGIS itself puts into an empty database.
POSTGIS_TABLES = frozenset({"spatial_ref_sys"})


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; the environment script migrates over ``connection``."""
    config = Config()
    # Alembic's configuration reads "%" as the start of a name.
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def head_version() -> str:
    """Return the schema version that this program works with."""
    return str(_scripts().get_current_head())


def known_versions() -> frozenset[str]:
    """Return every schema version this program knows of."""
    return frozenset(row.revision for row in _scripts().walk_revisions())


@cache
def _scripts() -> ScriptDirectory:
    """Return the migrations that this program has; reading them anew took most of the time of opening a register."""
    return ScriptDirectory.from_config(alembic_config())


def version_of(connection: Connection) -> str | None:
    """Return the database's schema version; None where landtrack was never set up."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(connection: Connection, target: str = HEAD) -> None:
    """Bring the schema up (or, for ``target`` below, down) within the connection's transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
    config = alembic_config(connection)
    current = version_of(connection)
    going_down = target == BASE or (current is not None and target != HEAD and _is_below(config, target, current))
    (command.downgrade if going_down else command.upgrade)(config, target)


def _is_below(config: Config, target: str, current: str) -> bool:
    script = ScriptDirectory.from_config(config)
    below = [row.revision for row in script.iterate_revisions(current, BASE)]
    return target in below[1:]


def tables_in(connection: Connection) -> frozenset[str]:
    """Return the names of the tables that somebody made in the database."""
    return frozenset(inspect(connection).get_table_names()) - POSTGIS_TABLES


def check_version(engine: Engine) -> None:
    """Refuse a database that is missing, no register, older or newer than the program; each with its remedy."""
    path = sqlite_path(engine.url)
    if path is not None and path.is_dir():
        raise Refusal("database.is_folder", database=shown(engine.url))
    if path is not None and not path.is_file():
        raise Refusal("database.missing", database=shown(engine.url))
    with engine.connect() as connection:
        version = version_of(connection)
        tables = tables_in(connection)
    if version is None:
        raise Refusal("database.not_a_register" if tables else "database.empty", database=shown(engine.url))
    if version not in known_versions():
        raise Refusal("database.newer", database=shown(engine.url), version=version, head=head_version())
    if version != head_version():
        raise Refusal("database.older", database=shown(engine.url), version=version, head=head_version())
