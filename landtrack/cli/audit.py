"""landtrack audit: walk the log."""

from __future__ import annotations

import sys

import click

from landtrack.cli.ending import words
from landtrack.cli.options import database_option, opened, user_option
from landtrack.cli.tables import progress_bar
from landtrack.usecases.verify_log import verify_log

BROKEN = 1


@click.group()
def audit() -> None:
    """Check the log."""


@audit.command()
@database_option
@user_option
def verify(database: str | None, user: str) -> None:
    """Walk the log and name the first broken entry; exit code 1 if there is one."""
    with opened(database, user) as (register, scope), progress_bar(words().text("Log")) as report:
        head, broken = verify_log(register, scope, report)
    if broken is not None:
        say = words()
        sentence = say.text("The log is broken at entry {number}: {fault}.", number=broken.number, fault=broken.fault)
        click.echo(sentence, err=True)
        sys.exit(BROKEN)
    click.echo(words().text("The log is whole: {count} entries, head {head}.", count=head.number, head=head))
