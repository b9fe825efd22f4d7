"""landtrack table: the office's own tables – cutoffs, deadline rules, targets … – listed and changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.options import Moment, database_option, opened, user_option
from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_registry import OFFICE_TABLES, office_table
from landtrack.domain.office.office_table import OfficeTable, plain_row
from landtrack.formats.office_tables import read_table_file, table_text
from landtrack.usecases.tables.change_row import change_row, change_rows, remove_row
from landtrack.usecases.tables.show_table import show_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from landtrack.usecases.tables.read_table import TableRow

NAME = click.argument("name", metavar="NAME")
KEY = click.argument("key", metavar="KEY")


@click.group()
def table() -> None:
    """List and change the office's own tables.

    They are cutoff, deadline_rule, holiday, campaign, target, quote, land_type, kind (of violation), form (of
    resolution) and office.
    """


@table.command("list")
@NAME
@click.option("--known-at", type=Moment(), help="What was recorded by then; a bare day means its end.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, as `table load` reads it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
@user_option
def list_rows(
    name: str,
    known_at: datetime | None,
    as_csv: bool,  # noqa: FBT001 - a flag of the command line
    as_json: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Print the rows of the table NAME that are in force."""
    chosen = office_table(name)
    with opened(database, user) as (register, scope):
        rows = show_table(register, scope, chosen, known_at)
    if as_csv:
        click.echo(table_text(OFFICE_TABLES[chosen].fields, {row.key: plain_row(row.row) for row in rows}), nl=False)
    elif as_json:
        blocks = [{"key": row.key, "entry": row.logged and row.logged.entry, **plain_row(row.row)} for row in rows]
        click.echo(json.dumps(blocks, ensure_ascii=False, indent=2))
    else:
        _print(chosen, rows)


@table.command("set")
@NAME
@KEY
@click.argument("pairs", nargs=-1, required=True, metavar="FIELD=VALUE…")
@database_option
@user_option
def set_row(name: str, key: str, pairs: tuple[str, ...], database: str | None, user: str) -> None:
    """Set fields of the row KEY of the table NAME, or make it; what is not named stays. FIELD= empties a field."""
    texts = {}
    for pair in pairs:
        field, equals, text = pair.partition("=")
        if not equals:
            raise Refusal("table.pair_malformed", text=pair[:40])
        texts[field.strip()] = text
    chosen = office_table(name)
    with opened(database, user) as (register, scope):
        entry = change_row(register, scope, chosen, key, texts)
    click.echo(
        words().text("{table}: the row {key} was recorded (log entry {entry}).", table=chosen, key=key, entry=entry)
    )


@table.command("remove")
@NAME
@KEY
@database_option
@user_option
def remove(name: str, key: str, database: str | None, user: str) -> None:
    """Take the row KEY out of the table NAME from now on; what was known before stays."""
    chosen = office_table(name)
    with opened(database, user) as (register, scope):
        entry = remove_row(register, scope, chosen, key)
    click.echo(
        words().text("{table}: the row {key} was removed (log entry {entry}).", table=chosen, key=key, entry=entry)
    )


@table.command("load")
@NAME
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@database_option
@user_option
def load(name: str, file: Path, database: str | None, user: str) -> None:
    """Set all rows of a CSV file (UTF-8, a column "key") at once: they are checked as they are together.

    Rows that the file does not name stay. A new decree so ends one rule and begins another.
    """
    chosen = office_table(name)
    rows = read_table_file(file)
    empty = dict.fromkeys(OFFICE_TABLES[chosen].fields, "")
    with opened(database, user) as (register, scope):
        entries = change_rows(register, scope, chosen, {key: {**empty, **texts} for key, texts in rows.items()})
    click.echo(words().text("{table}: {count} rows were recorded.", table=chosen, count=len(entries)))


def _print(chosen: OfficeTable, rows: Sequence[TableRow]) -> None:
    """Print each row as a block of lines: texts are too long for columns."""
    say = words()
    for row in rows:
        logged = row.logged
        origin = (
            say.text("as shipped")
            if logged is None
            else say.text(
                "log entry {entry}, {moment}, {actor}",
                entry=logged.entry,
                moment=logged.recorded_at,
                actor=logged.actor,
            )
        )
        click.echo(f"{row.key} ({origin})")
        for field, text in plain_row(row.row).items():
            if text:
                click.echo(f"  {field}={text}")
    if not rows:
        click.echo(say.text("{table}: no rows.", table=chosen))
