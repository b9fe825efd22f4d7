"""landtrack rebuild: compute the derived table anew."""

from __future__ import annotations

import click

from landtrack.cli.ending import words
from landtrack.cli.options import database_option, opened, user_option
from landtrack.cli.tables import progress_bar
from landtrack.usecases.rebuild_figures import rebuild_figures


@click.command()
@database_option
@user_option
def rebuild(database: str | None, user: str) -> None:
    """Compute the table that figures are read from anew, from the log alone."""
    with opened(database, user) as (register, scope), progress_bar(words().text("Cases")) as report:
        count = rebuild_figures(register, scope, report)
    click.echo(words().text("The figures of {count} cases were computed anew.", count=count))
