"""landtrack audit: walk the log."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.options import database_option, opened, user_option
from landtrack.cli.tables import progress_bar
from landtrack.usecases.check_head import check_head
from landtrack.usecases.verify_figures import verify_figures
from landtrack.usecases.verify_log import verify_log

if TYPE_CHECKING:
    from landtrack.store.verify_figures import Damaged
    from landtrack.usecases.check_head import CheckedHead

BROKEN = 1


@click.group()
def audit() -> None:
    """Check the log."""


@audit.command()
@click.option("--head", "printed", metavar="HEAD", help="Also hold a head that a document prints against the log.")
@database_option
@user_option
def verify(printed: str | None, database: str | None, user: str) -> None:
    """Walk the log and name the first broken entry; then see whether figures are read from what the log gives.

    Exit code 1 if an entry is broken, a printed head is not in the log, or the derived tables are damaged.
    """
    with opened(database, user) as (register, scope):
        say = words()
        with progress_bar(say.text("Log")) as report:
            checked = None if printed is None else check_head(register, scope, printed)
            head, broken = verify_log(register, scope, report)
        if broken is not None:
            number, fault = broken.number, broken.fault
            click.echo(say.text("The log is broken at entry {number}: {fault}.", number=number, fault=fault), err=True)
            sys.exit(BROKEN)
        click.echo(say.text("The log is whole: {count} entries, head {head}.", count=head.number, head=head))
        if checked is not None:
            _say(checked)
        with progress_bar(say.text("Cases")) as report:
            damaged = verify_figures(register, scope, report)
    if damaged is not None:
        _say_damaged(damaged)
    click.echo(say.text("The tables that figures are read from are what the log gives."))


def _say_damaged(damaged: Damaged) -> None:
    say = words()
    told = say.text("The tables that figures are read from are damaged: {fault}.", fault=damaged.fault)
    if damaged.code:
        told += " " + say.text("The first such case is {case}.", case=damaged.code)
    click.echo(told + " " + say.text("Run `landtrack rebuild`, which computes them anew from the log."), err=True)
    sys.exit(BROKEN)


def _say(checked: CheckedHead) -> None:
    say = words()
    if checked.found is None:
        click.echo(
            say.text(
                "The log has no such entry as {head} names: its end was cut off, or the document is of "
                "another register.",
                head=checked.printed,
            ),
            err=True,
        )
        sys.exit(BROKEN)
    if not checked.agrees:
        click.echo(
            say.text(
                "The head {head} is not that of this log: its entry {number} is {found}.",
                head=checked.printed,
                number=str(checked.found.number),
                found=checked.found,
            ),
            err=True,
        )
        sys.exit(BROKEN)
    if checked.recorded_at is None:
        told = say.text(
            "The head {head} is that of an empty log: before the first entry nothing was known.", head=checked.printed
        )
        click.echo(told)
        return
    click.echo(
        say.text(
            "The head {head} is in the log, recorded {moment}: what was known then is unchanged.",
            head=checked.printed,
            moment=checked.recorded_at,
        )
    )
