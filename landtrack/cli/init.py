"""landtrack init: an empty register, or an older one brought to this version."""

from __future__ import annotations

import click

from landtrack.cli.ending import words
from landtrack.cli.options import database_option, database_url
from landtrack.usecases.init_register import init_register


@click.command("init")
@database_option
def init(database: str | None) -> None:
    """Make an empty register with the area units of Yên Thế, or bring an older register to this version."""
    url = database_url(database)
    before, after = init_register(url)
    say = words()
    if before is None:
        click.echo(say.text("The register was made. Add an administrator with `landtrack user add NAME --role admin`."))
    elif before == after:
        click.echo(say.text("The register already has this version ({version}); nothing was changed.", version=after))
    else:
        click.echo(say.text("The register was brought from version {before} to {after}.", before=before, after=after))
