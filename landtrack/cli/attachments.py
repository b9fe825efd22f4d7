"""landtrack attachments: whether the folder still holds every photo and paper, unchanged."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.options import database_option, opened, user_option
from landtrack.cli.tables import progress_bar
from landtrack.settings import read_settings
from landtrack.store.attachment_folder import folder_for
from landtrack.usecases.check_attachments import FolderReport, check_attachments

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = 1


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@database_option
@user_option
def attachments(as_json: bool, database: str | None, user: str) -> None:  # noqa: FBT001 - a flag of the command line
    """Compare every attached file with its hash; exit code 1 if one is missing or changed."""
    say = words()
    with opened(database, user) as (register, scope), progress_bar(say.text("Files")) as report:
        folder = folder_for(read_settings(os.environ).attachments, register.engine.url)
        found = check_attachments(register, scope, folder, report)
    if as_json:
        click.echo(json.dumps(_block(found, folder), ensure_ascii=False, indent=1))
    else:
        for fault in found.faults:
            cases = ", ".join(fault.codes)
            click.echo(say.text("{cases}: file {sha256}: {state}", cases=cases, sha256=fault.sha256, state=fault.state))
        for path in found.strangers:
            click.echo(say.text("{file} belongs to no case.", file=path.relative_to(folder)))
        counts = {"count": found.files, "folder": folder, "faults": len(found.faults)}
        click.echo(say.text("{count} files in {folder}, {faults} of them missing or changed.", **counts))
    if found.faults:
        sys.exit(FAULTY)


def _block(found: FolderReport, folder: Path) -> dict[str, object]:
    return {
        "folder": str(folder),
        "files": found.files,
        "faults": [{"sha256": row.sha256, "state": row.state.value, "cases": list(row.codes)} for row in found.faults],
        "strangers": [str(path.relative_to(folder)) for path in found.strangers],
    }
