"""landtrack quotes: what official texts say beside what the register gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.notes import tell_notes_of_several
from landtrack.cli.options import Day, Moment, database_option, opened, user_option
from landtrack.cli.tables import print_table
from landtrack.domain.question import VIETNAM
from landtrack.domain.quotes.quote import QuoteKind
from landtrack.domain.quotes.quote_block import finding_block, line_block
from landtrack.usecases.compare_quotes import compare_quotes
from landtrack.usecases.quote_words import describe_finding, quote_name, quote_value

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.usecases.compare_quotes import ComparedStatement


@click.command()
@click.option("--as-of", type=Day(), help="Compare with the figures as of this day; default the day the quotes name.")
@click.option("--known-at", type=Moment(), help="As known at this moment; default the end of that day.")
@click.option("--frame", type=Day(), help="Units valid on this day; default the as-of day.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
@user_option
def quotes(
    as_of: date | None,
    known_at: datetime | None,
    frame: date | None,
    as_json: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Print quoted figures beside the computed ones, the differences, and what would explain them."""
    with opened(database, user) as (register, scope):
        found = compare_quotes(register, scope, as_of, known_at, frame)
        tell_notes_of_several(register, scope, [(one.question, one.is_empty) for one in found])
    if as_json:
        click.echo(json.dumps([_block(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        _print(one)
    if not found:
        click.echo(words().text("There are no quoted figures."))


def _block(found: ComparedStatement) -> dict[str, object]:
    progress = found.progress
    return {
        "statement": found.statement,
        "as_of": progress.as_of.isoformat(),
        "known_at": progress.known_at.astimezone(VIETNAM).isoformat(),
        "frame": progress.frame.isoformat(),
        "head": progress.head,
        "quotes": [line_block(line) for line in found.lines],
        "findings": [finding_block(finding) for finding in found.findings],
    }


def _print(found: ComparedStatement) -> None:
    say, progress = words(), found.progress
    first = found.lines[0].quote
    published = say.text("published {day}", day=first.published)
    click.echo(f"{', '.join(part for part in (first.source, first.page, published) if part)}:")
    moments = {"day": progress.as_of, "moment": progress.known_at, "head": progress.head}
    click.echo(say.text("As of {day}, as known at {moment}; log head {head}", **moments))
    rows = []
    for line in found.lines:
        if line.quote.kind is not QuoteKind.NOTE:
            name = quote_name(line.quote, progress.cutoffs, say)
            shown = f"{name} · {say.label(line.quote.kind)}" if line.quote.kind is QuoteKind.AIM else name
            quoted, own = (quote_value(line.quote, value, say) for value in (line.quote.value, line.computed))
            differs = line.quote.kind is QuoteKind.FIGURE and not line.agrees
            rows.append([shown, quoted, own, say.text("differs") if differs else ""])
    print_table([say.text("Figure"), say.text("Quoted"), say.text("Computed"), ""], rows)
    for finding in found.findings:
        what, *reasons = describe_finding(finding, progress.cutoffs, say)
        click.echo(f"- {what}")
        for reason in reasons:
            click.echo(f"  · {reason}")
