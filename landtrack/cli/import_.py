"""landtrack import, imports, undo-import: cases that come in as files."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from landtrack.cli.ending import language, words
from landtrack.cli.options import database_option, opened, user_option
from landtrack.cli.tables import print_table, progress_bar
from landtrack.domain.errors import Refusal
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.reading import FRAME
from landtrack.usecases.intake.import_cases import import_source
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.intake.list_imports import list_imports
from landtrack.usecases.intake.read_source import read_source
from landtrack.usecases.intake.refused_rows import write_refused
from landtrack.usecases.intake.report_words import problem_sentence, report_json
from landtrack.usecases.intake.uncollected import uncollected
from landtrack.usecases.intake.undo_import import undo_import as take_back

if TYPE_CHECKING:
    from landtrack.domain.intake.outcome import ImportReport

WRONG = 1
MOST_SHOWN = 200
"""Problems that the terminal shows; --json has all."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--sheet", metavar="NAME", help="The sheet or layer to read; default all alike.")
@click.option("--crs", metavar="EPSG:…", help="Coordinate system of the shapes, instead of what the file declares.")
@click.option("--encoding", metavar="NAME", help="Encoding of the texts, where the file does not say it.")
@click.option(
    "--set",
    "values",
    metavar="FIELD=VALUE",
    multiple=True,
    help="A value for the whole file, as typed in a cell: kind=…, occurred=…, unit=…; may be given several times.",
)
@click.option("--frame", metavar="DAY", help="The day whose area units are meant; default the newest that fits.")
@click.option("--mapping", type=click.Path(path_type=Path), help="JSON: which heading is which field, and more.")
@click.option("--only-clean", is_flag=True, help="Apply the rows without errors, leave the others.")
@click.option("--refused", type=click.Path(path_type=Path), metavar="OUT.xlsx", help="Write the refused rows to OUT.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
@user_option
def import_(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: Path,
    dry_run: bool,  # noqa: FBT001 - a flag of the command line
    sheet: str | None,
    crs: str | None,
    encoding: str | None,
    values: tuple[str, ...],
    frame: str | None,
    mapping: Path | None,
    only_clean: bool,  # noqa: FBT001 - a flag of the command line
    refused: Path | None,
    as_json: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Bring the cases of FILE into the register: a workbook, a CSV, shapes or a drawing. All of it or nothing."""
    choices = ImportChoices(sheet, encoding, crs, _chosen(_mapping(mapping), values, frame))
    if refused is not None and refused.exists():
        # It may be the very file that is read.
        raise Refusal("file.exists", file=refused)
    say = words()
    with opened(database, user) as (register, scope), progress_bar(say.text("Rows")) as report, uncollected():
        source = read_source(register, scope, file, None, choices)
        found = import_source(
            register, scope, source, dry_run=dry_run, only_clean=only_clean, report=report, language=language()
        )
        if refused is not None and found.refused:
            write_refused(found, source, refused, language())
    if as_json:
        click.echo(json.dumps(report_json(found, say), ensure_ascii=False, indent=2))
    else:
        _print(found, dry_run=dry_run)
    if found.has_errors:
        sys.exit(WRONG)


@click.command()
@database_option
@user_option
def imports(database: str | None, user: str) -> None:
    """List the imports: entry, when, who, file, what came of it."""
    say = words()
    with opened(database, user) as (register, scope):
        runs = list_imports(register, scope)
    head = [
        say.text("File"), say.text("Entry"), say.text("When"), say.text("Who"), say.text("Added"), say.text("Changed"),
        say.text("Unchanged"), say.text("Refused"), say.text("Undone by"), "SHA-256",
    ]  # fmt: skip
    rows = [
        [
            run.file_name, str(run.entry), say.moment(run.recorded_at), run.actor, say.number(run.added),
            say.number(run.changed), say.number(run.unchanged), say.number(run.refused),
            "" if run.undone is None else str(run.undone), run.file_hash[:12],
        ]
        for run in runs
    ]  # fmt: skip
    print_table(head, rows)


@click.command("undo-import")
@click.argument("entry", type=int)
@click.option("--note", default="", help="Why it is taken back.")
@database_option
@user_option
def undo_import(entry: int, note: str, database: str | None, user: str) -> None:
    """Take back the import of ENTRY as a whole, while nothing was built on it."""
    say = words()
    with opened(database, user) as (register, scope), progress_bar(say.text("Cases")) as report:
        done = take_back(register, scope, entry, note, report)
    click.echo(
        say.text(
            "Import {entry} of {file} is taken back: {withdrawn} cases withdrawn, {restored} as they were before.",
            entry=str(entry),
            file=done.run.file_name,
            withdrawn=done.withdrawn,
            restored=done.restored,
        )
    )


def _mapping(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise Refusal("file.missing", file=path) from None
    except (OSError, ValueError):
        raise Refusal("import.mapping_unreadable", file=path) from None
    if not isinstance(content, dict):
        raise Refusal("import.mapping_unreadable", file=path)
    return content


def _chosen(mapping: dict[str, Any], values: tuple[str, ...], frame: str | None) -> dict[str, Any]:
    """Return the mapping with the values for the whole file and the day of the units put over it."""
    given: dict[str, str] = {}
    for value in values:
        field, equals, text = value.partition("=")
        if not equals or not field.strip():
            raise Refusal("import.set_malformed", text=value[:80])
        given[field.strip()] = text.strip()
    if given:
        kept = mapping.get("defaults") or {}
        mapping = {**mapping, "defaults": {**kept, **given} if isinstance(kept, dict) else kept}
    return mapping if frame is None else {**mapping, "frame": frame}


def _print(found: ImportReport, *, dry_run: bool) -> None:
    say = words()
    _print_reading(found)
    for problem in found.problems[:MOST_SHOWN]:
        place = problem.cell or ("" if problem.row is None else say.text("row {row}", row=str(problem.row)))
        if found.sheets and problem.sheet:
            place = f"{problem.sheet}: {place}" if place else problem.sheet
        click.echo(f"{say.label(problem.severity)}  {place}  {problem_sentence(problem, say)}")
        if problem.suggestion:
            click.echo(f"    → {problem.suggestion}")
    if len(found.problems) > MOST_SHOWN:
        click.echo(say.text("… and {count} more; --json shows all.", count=len(found.problems) - MOST_SHOWN))
    nothing = say.text("(empty)")
    before, register, file = say.text("when exported"), say.text("in the register"), say.text("in the file")
    for row in found.rows:
        for change in row.changes:
            then = "" if change.before is None else f"{before}: {change.before or nothing} · "
            states = f"{then}{register}: {change.theirs or nothing} · {file}: {change.yours or nothing}"
            place = f"{row.sheet}: {change.cell}" if found.sheets else change.cell
            click.echo(f"{row.code}  {place}  {say.label(change.field)}  {states}")
    severities = Counter(problem.severity for problem in found.problems)
    print_table(
        [say.text("Added"), say.text("Changed"), say.text("Unchanged"), say.text("Refused"),
         *(say.label(severity) for severity in severities)],
        [[*(say.number(count) for count in (found.added, found.changed, found.unchanged, found.refused)),
          *(say.number(count) for count in severities.values())]],
    )  # fmt: skip
    click.echo(_end(found, dry_run=dry_run))


def _print_reading(found: ImportReport) -> None:
    """Print what was understood: every guess, so that a wrong one is seen before anything happens."""
    say, reading = words(), found.reading
    system = reading.system or "–"
    if found.sheets:
        where = say.text("Sheets {sheets}, coordinate system {system}.", sheets=", ".join(found.sheets), system=system)
    elif reading.first_row > reading.last_row:
        where = say.text("Sheet “{sheet}” has no rows of cases.", sheet=reading.sheet)
    elif not reading.heading_rows:
        # Shapes are numbered by their program, perhaps from 0.
        where = say.text("Layer “{sheet}”, coordinate system {system}.", sheet=reading.sheet, system=system)
    else:
        where = say.text(
            "Sheet “{sheet}”, rows {first} to {last}, coordinate system {system}.",
            sheet=reading.sheet,
            first=str(reading.first_row),
            last=str(reading.last_row),
            system=system,
        )
    click.echo(where)
    if found.frame is not None:
        how = say.text("chosen") if FRAME in reading.decisions else say.text("guessed; --frame chooses another")
        units = say.text("Names and codes of area units as of {day} ({how}).", day=found.frame, how=how)
        click.echo(units)
    read = [column for column in reading.columns if column.meaning is not None]
    if read:
        click.echo("; ".join(f"{column.heading} = {say.label(column.meaning)}" for column in read if column.meaning))
    given = {Field.UNIT: reading.unit, Field.FOUND_ON: say.day(reading.found_on) if reading.found_on else ""}
    given |= {Field(name): text for name, text in reading.defaults.items()}
    stands = "; ".join(f"{say.label(field)} = {text}" for field, text in given.items() if text)
    if stands:
        click.echo(say.text("For the whole file: {values}", values=stands))


def _end(found: ImportReport, *, dry_run: bool) -> str:
    say = words()
    if found.entry is not None:
        return say.text("Written as log entry {entry}.", entry=str(found.entry))
    if dry_run:
        return say.text("Dry run: nothing was written.")
    if found.added or found.changed:
        return say.text("Nothing was written: correct the errors, or import the clean rows with --only-clean.")
    return say.text("Nothing to write: the register has all of it.")
