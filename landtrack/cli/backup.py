"""landtrack backup: a copy of the register and its attached files while others write."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from landtrack.cli.ending import words
from landtrack.cli.options import database_option, opened, user_option
from landtrack.cli.tables import progress_bar
from landtrack.domain.attachment import FileState
from landtrack.settings import read_settings
from landtrack.usecases.back_up import back_up, check_backup

FAULTY = 1


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--register-only", is_flag=True, help="Leave the attached files out.")
@click.option("--check", is_flag=True, help="Compare the backup OUT with its checksums instead.")
@database_option
@user_option
def backup(
    out: Path,
    register_only: bool,  # noqa: FBT001 - a flag of the command line
    check: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Copy the whole register to OUT, as it is at one moment; others may go on writing.

    An SQLite register becomes an SQLite file, one in PostgreSQL a dump for pg_restore. Attached files go into
    OUT.attachments, the checksums of all into OUT.sha256. The exit code is 1 if a file is missing or changed.
    """
    if check:
        _check(out)
        return
    say = words()
    with opened(database, user) as (register, scope), progress_bar(say.text("Files")) as report:
        attachments = None if register_only else read_settings(os.environ).attachments
        made = back_up(register, scope, out, attachments, report)
    click.echo(say.text("The register was copied to {file}.", file=out))
    if register_only:
        click.echo(say.text("Attached files were not copied."))
    elif made.files or made.faults:
        click.echo(say.text("{count} attached files were copied to {folder}.", count=made.files, folder=made.folder))
    for fault in made.faults:
        cases = ", ".join(fault.codes)
        click.echo(say.text("{cases}: file {sha256}: {state}", cases=cases, sha256=fault.sha256, state=fault.state))
    if made.faults:
        sys.exit(FAULTY)


def _check(out: Path) -> None:
    say = words()
    with progress_bar(say.text("Files")) as report:
        states = check_backup(out, report)
    faults = {name: state for name, state in states.items() if state is not FileState.WHOLE}
    for name, state in faults.items():
        click.echo(say.text("{file}: {state}", file=name, state=state))
    counts = {"count": len(states), "file": out, "faults": len(faults)}
    click.echo(say.text("{count} files of the backup {file}, {faults} of them missing or changed.", **counts))
    if faults:
        sys.exit(FAULTY)
