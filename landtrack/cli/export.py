"""landtrack export: cases as a file for others, and the check of such a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from landtrack.cli.ending import words
from landtrack.cli.notes import tell_surprises
from landtrack.cli.options import database_option, days_options, make_question, opened, user_option
from landtrack.cli.selection_options import chosen_selection, selection_options
from landtrack.cli.tables import progress_bar
from landtrack.formats.export_registry import FORMATS
from landtrack.usecases.check_export import check_export
from landtrack.usecases.export_cases import export_cases

if TYPE_CHECKING:
    from landtrack.formats.exports.export_format import ExportFormat

DIFFERENT = 1


@click.group(invoke_without_command=True)
@click.option("--check", type=click.Path(path_type=Path), metavar="OUT", help="Compare an export.")
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


def _command(form: ExportFormat) -> click.Command:
    """Return the command that writes one format."""

    @click.argument("out", type=click.Path(path_type=Path))
    @days_options
    @selection_options
    @database_option
    @user_option
    def command(out: Path, database: str | None, user: str, **choices: Any) -> None:
        say = words()
        reason = _reason(choices)
        with opened(database, user) as (register, scope), progress_bar(say.text("Cases")) as report:
            question = make_question(register, choices["as_of"], choices["known_at"], choices["frame"], None)
            summary = export_cases(
                register, scope, question, choices.get("crs"), out, report,
                form=form.name, selection=chosen_selection(choices), reason=reason,
            )  # fmt: skip
            tell_surprises(register, scope, question, empty=not summary.features + summary.without_geometry)
        click.echo(
            say.text(
                "{file}: {features} cases with a geometry and {without} beside them, log head {head}.",
                file=out,
                features=summary.features,
                without=summary.without_geometry,
                head=summary.head,
            )
        )

    if len(form.systems) > 1:
        usual = form.systems[0]
        command = click.option("--crs", default=usual, show_default=True, help="VN-2000 system of the coordinates.")(
            command
        )
    if form.identities:
        command = click.option("--identities", is_flag=True, help="With the holders; needs the right and --reason.")(
            click.option("--reason", metavar="TEXT", help="What the identities are for; kept in the log.")(command)
        )
    return click.command(form.name, help=form.about)(command)


def _reason(choices: dict[str, Any]) -> str | None:
    """Return why identities are asked for; None where they are not."""
    asked, reason = choices.get("identities", False), choices.get("reason")
    if reason is not None and not asked:
        raise click.UsageError("--reason belongs to --identities.")
    return (reason or "") if asked else None


for _form in FORMATS.values():
    export.add_command(_command(_form))
