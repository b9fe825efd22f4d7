"""landtrack backup: a copy of the register while others write."""

from __future__ import annotations

from pathlib import Path

import click

from landtrack.cli.ending import words
from landtrack.cli.options import database_option, opened, user_option
from landtrack.usecases.back_up import back_up


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@database_option
@user_option
def backup(out: Path, database: str | None, user: str) -> None:
    """Copy the whole register to OUT, as it is at one moment; others may go on writing.

    An SQLite register becomes an SQLite file, one in PostgreSQL a dump for pg_restore.
    """
    with opened(database, user) as (register, scope):
        back_up(register, scope, out)
    click.echo(words().text("The register was copied to {file}.", file=out))
