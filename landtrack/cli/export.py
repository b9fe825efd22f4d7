"""landtrack export: cases as a file for others, and the check of such a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.options import database_option, make_question, opened, question_options, user_option
from landtrack.cli.tables import progress_bar
from landtrack.usecases.check_export import check_export
from landtrack.usecases.export_cases import export_cases

if TYPE_CHECKING:
    from datetime import date, datetime

DIFFERENT = 1


@click.group(invoke_without_command=True)
@click.option("--check", type=click.Path(path_type=Path), metavar="OUT.zip", help="Compare an export.")
@database_option
@user_option
@click.pass_context
def export(ctx: click.Context, check: Path | None, database: str | None, user: str) -> None:
    """Write the cases as a file, or check such a file against the register as it was known then."""
    if ctx.invoked_subcommand is not None:
        if check is not None:
            raise click.UsageError("--check stands alone: leave out the command after it.", ctx)
        # So that --database and --user mean the same before the command as after it.
        ctx.default_map = {ctx.invoked_subcommand: {"database": database, "user": user}}
        return
    if check is None:
        click.echo(ctx.get_help())
        return
    say = words()
    with opened(database, user) as (register, scope):
        differences = check_export(register, scope, check)
    for difference in differences:
        click.echo(f"{difference.where}: {difference.what}: {difference.expected} → {difference.found}")
    if differences:
        click.echo(say.text("{count} differences that the manifest does not list.", count=len(differences)), err=True)
        sys.exit(DIFFERENT)
    click.echo(say.text("{file} agrees with the register as it was known then.", file=check))


@export.command("shapefile")
@click.argument("out", type=click.Path(path_type=Path))
@question_options
@click.option("--crs", default="EPSG:9214", show_default=True, help="VN-2000 system of the coordinates.")
@database_option
@user_option
def shapefile(  # noqa: PLR0913, PLR0917 - one argument for each option
    out: Path,
    as_of: date | None,
    known_at: datetime | None,
    frame: date | None,
    unit: str | None,
    crs: str,
    database: str | None,
    user: str,
) -> None:
    """Write exactly the cases that `progress` counts to OUT: zipped VN-2000 shapefiles with a manifest."""
    say = words()
    with opened(database, user) as (register, scope), progress_bar(say.text("Cases")) as report:
        question = make_question(register, as_of, known_at, frame, unit)
        summary = export_cases(register, scope, question, crs, out, report)
    click.echo(
        say.text(
            "{file}: {features} cases with a geometry and {without} beside them, log head {head}.",
            file=out,
            features=summary.features,
            without=summary.without_geometry,
            head=summary.head,
        )
    )
