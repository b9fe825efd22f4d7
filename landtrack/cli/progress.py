"""landtrack progress: the figures, as a table or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.notes import tell_notes, tell_surprises
from landtrack.cli.options import database_option, make_question, opened, question_options, user_option
from landtrack.cli.tables import print_table
from landtrack.domain.cell import parse_cell
from landtrack.domain.cutoff import Band
from landtrack.domain.explain_block import case_blocks
from landtrack.domain.measure_block import progress_block
from landtrack.domain.progress import square_metres
from landtrack.usecases.cell_rules import rule_of
from landtrack.usecases.counting_notes import show_counted_forms
from landtrack.usecases.explain_cell import explain_cell
from landtrack.usecases.report_progress import report_progress

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.domain.progress import Measure, Progress
    from landtrack.usecases.explain_cell import Explained


@click.command()
@question_options
@click.option("--cutoff", multiple=True, metavar="SIDE:DAY", help="before:DAY and after:DAY, one of each.")
@click.option(
    "--explain", metavar="CELL", help="List the cases behind a cell: UNIT/BAND/COLUMN, total and all allowed."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
@user_option
def progress(  # noqa: PLR0913, PLR0917 - one argument for each option
    as_of: date | None,
    known_at: datetime | None,
    frame: date | None,
    unit: str | None,
    cutoff: tuple[str, ...],
    explain: str | None,
    as_json: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Print how far the work is: cases, hectares and rates; in total, by band, by unit, and what is missing."""
    with opened(database, user) as (register, scope):
        question = make_question(register, as_of, known_at, frame, unit, cutoff)
        if explain is not None:
            cases = explain_cell(register, scope, question, parse_cell(explain))
            tell_surprises(register, scope, question, empty=not cases.cases)
            _explain(cases, as_json=as_json)
            return
        found = report_progress(register, scope, question)
        tell_notes(register, scope, question, empty=not found.whole.total.cases)
        forms = show_counted_forms(register, question.known_at)
    if as_json:
        click.echo(json.dumps({**progress_block(found), "forms": forms.block()}, ensure_ascii=False, indent=2))
    else:
        _print(found)


def _explain(found: Explained, *, as_json: bool) -> None:
    """List the cases behind a cell; beside the list, on standard error, the rule that put them there."""
    say = words()
    click.echo(rule_of(found, say), err=True)
    if as_json:
        click.echo(json.dumps(case_blocks(found.cases), ensure_ascii=False, indent=2))
        return
    head = ["", say.text("Unit"), say.text("Status"), "m²", say.text("Resolved m²"), say.text("Found on")]
    rows = [
        [
            row.code,
            row.unit_code,
            say.label(row.status),
            say.number(square_metres(row.area)),
            say.number(square_metres(row.resolved_area)),
            say.day(row.found_on),
        ]
        for row in found.cases
    ]
    print_table(head, rows)
    click.echo(say.text("{count} cases, {hectares} ha", count=len(found.cases), hectares=say.hectares(found.area)))


def _print(found: Progress) -> None:
    say = words()
    click.echo(
        say.text(
            "As of {day}, as known at {moment}, in the units of {frame}; log head {head}",
            day=found.as_of,
            moment=found.known_at,
            frame=found.frame,
            head=found.head,
        )
    )
    days = {"before": say.day(found.cutoffs.before), "after": say.day(found.cutoffs.after)}
    rows = [(say.text("Total"), found.whole.total)]
    rows += [(say.label(band).format(**days), found.whole.bands[band]) for band in Band]
    rows += [(f"{unit.code} {unit.full_name}", breakdown.total) for unit, breakdown in found.units]
    head = [
        "", say.text("Cases"), say.text("ha"), say.text("Resolved"), say.text("Resolved ha"), say.text("In hand"),
        say.text("Open"), say.text("Rate by cases"), say.text("Rate by area"),
    ]  # fmt: skip
    print_table(head, [[name, *_cells(measure)] for name, measure in rows])
    gaps = found.gaps
    click.echo(
        say.text(
            "No geometry: {none} · date undetermined: {date} · outside the unit: {outside} · not placed: {unplaced}",
            none=gaps.no_geometry,
            date=gaps.undetermined,
            outside=gaps.outside_unit,
            unplaced=gaps.unplaced,
        )
    )


def _cells(measure: Measure) -> list[str]:
    say = words()
    return [
        say.number(measure.cases),
        say.hectares(measure.area),
        say.number(measure.resolved),
        say.hectares(measure.resolved_area),
        say.number(measure.in_hand),
        say.number(measure.open),
        say.percent(measure.rate_cases),
        say.percent(measure.rate_area),
    ]
