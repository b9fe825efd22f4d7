"""landtrack due: what is overdue and what is due soon, and what no deadline is known of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.notes import tell_due_surprises
from landtrack.cli.options import database_option, make_question, opened, question_options, user_option
from landtrack.cli.tables import print_table
from landtrack.domain.deadlines.due import DAYS_AHEAD, DueStanding
from landtrack.domain.due_block import line_block, summary_block
from landtrack.usecases.deadlines.due_words import span_of, what_of
from landtrack.usecases.deadlines.show_due import show_due
from landtrack.usecases.tables.vocabulary import show_vocabulary

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.domain.deadlines.due import DueCounts, DueLine, DuePage
    from landtrack.domain.vocabulary import Vocabulary

SHOWN = 20
LISTS = (DueStanding.OVERDUE, DueStanding.SOON)


@click.command()
@question_options
@click.option("--days", type=int, default=DAYS_AHEAD, show_default=True, help="Due within so many days is due soon.")
@click.option(
    "--show",
    type=click.Choice([standing.value for standing in DueStanding]),
    help="List the cases that stand so; default those overdue, then those due soon.",
)
@click.option("--all", "everything", is_flag=True, help="Print every case, not the first 20 of each list.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every case.")
@database_option
@user_option
def due(  # noqa: PLR0913, PLR0917 - one argument for each option
    as_of: date | None,
    known_at: datetime | None,
    frame: date | None,
    unit: str | None,
    days: int,
    show: str | None,
    everything: bool,  # noqa: FBT001 - a flag of the command line
    as_json: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Print what is due in the unresolved cases, the oldest deadline first, and under which rule."""
    count = None if everything or as_json else SHOWN
    wanted = LISTS if show is None else (DueStanding(show),)
    with opened(database, user) as (register, scope):
        question = make_question(register, as_of, known_at, frame, unit)
        found = [show_due(register, scope, question, days, standing, 0, count) for standing in wanted]
        forms = show_vocabulary(register, scope, question.known_at)
        tell_due_surprises(register, scope, question, empty=not found[0].summary.whole.all)
    if as_json:
        cases = [line_block(line) for page in found for line in page.lines]
        block = {**summary_block(found[0].summary), "cases": cases}
        click.echo(json.dumps(block, ensure_ascii=False, indent=2))
        return
    _print_summary(found[0])
    for page in found:
        _print_list(page, forms)


def _print_summary(page: DuePage) -> None:
    say, found = words(), page.summary
    question = found.question
    click.echo(
        say.text(
            "As of {day}, as known at {moment}, in the units of {frame}; log head {head}",
            day=question.as_of,
            moment=question.known_at,
            frame=found.frame,
            head=found.head,
        )
    )
    rows = [(say.text("Total"), found.whole), *((f"{unit.code} {unit.full_name}", row) for unit, row in found.units)]
    print_table(["", *map(say.label, DueStanding)], [[name, *_cells(counts)] for name, counts in rows])


def _cells(counts: DueCounts) -> list[str]:
    return [words().number(counts.of(standing)) for standing in DueStanding]


def _print_list(page: DuePage, forms: Vocabulary) -> None:
    say = words()
    click.echo(f"\n{say.label(page.standing)}: {say.number(page.total)}")
    if page.lines:
        head = ["", say.text("Unit"), say.text("What is due"), say.text("Due on"), say.text("Days late")]
        print_table([*head, say.text("Legal basis")], [_row(line, forms) for line in page.lines])
    if len(page.lines) < page.total:
        click.echo(say.text("… and {count} more cases (--all)", count=page.total - len(page.lines)))


def _row(line: DueLine, forms: Vocabulary) -> list[str]:
    say, shown = words(), line.waiting.shown
    start = [line.case.code, line.case.unit_code]
    if shown is None:
        return [*start, what_of(line, say, forms) or "–", "–", "–", "–"]
    basis = f"{span_of(shown.rule, say)} · {shown.rule.legal_basis}"
    return [*start, say.label(shown.duty), say.day(shown.due), say.number(line.days_late), basis]
