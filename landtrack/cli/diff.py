"""landtrack diff: what changed between two moments, line by line, and the cases behind a line."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.notes import tell_notes_of_two
from landtrack.cli.options import Day, Moment, database_option, make_question, opened, user_option
from landtrack.cli.tables import print_table
from landtrack.domain.bridges.bridge_block import bridge_block, moved_block
from landtrack.domain.bridges.movement import EVENTS, KNOWLEDGE, Movement
from landtrack.domain.errors import Refusal
from landtrack.usecases.compare_moments import cases_behind, compare_moments
from landtrack.usecases.counting_notes import show_counted_forms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from landtrack.domain.bridges.bridge import Bridge, Cell
    from landtrack.domain.progress import Measure
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


OPEN_ENDED = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """Two questions to a register, by a reader."""

    register: Database
    scope: Scope
    opening: Question
    closing: Question


@click.command()
@click.option("--from", "first", type=Day(), help="The first day; default today in Việt Nam.")
@click.option("--from-known-at", type=Moment(), help="What was recorded by then; default now.")
@click.option("--to", "last", type=Day(), help="The second day; default today in Việt Nam.")
@click.option("--to-known-at", type=Moment(), help="What was recorded by then; default now.")
@click.option("--frame", type=Day(), help="Units valid on this day; default the second day.")
@click.option("--unit", metavar="CODE", help="Only this unit of the frame.")
@click.option("--explain", metavar="LINE", help="List the cases of a line, such as resolved.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
@user_option
def diff(  # noqa: PLR0913, PLR0917 - one argument for each option
    first: date | None,
    from_known_at: datetime | None,
    last: date | None,
    to_known_at: datetime | None,
    frame: date | None,
    unit: str | None,
    explain: str | None,
    as_json: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Print why the figures of two moments differ: what was entered late or corrected, then what happened since."""
    with opened(database, user) as (register, scope):
        closing = make_question(register, last, to_known_at, frame, unit)
        # "Now" of the first moment is never later than the second.
        opening = make_question(register, first, from_known_at or closing.known_at, frame, None)
        asked = Asked(register, scope, opening, closing)
        if explain is not None:
            _explain(asked, explain, as_json=as_json)
            return
        found = compare_moments(register, scope, opening, closing)
        ends = ((opening, found.opening), (closing, found.closing))
        tell_notes_of_two(register, scope, [(one, not found.total(part).cases) for one, part in ends])
        forms = [show_counted_forms(register, one.known_at).block()["not_counted"] for one, _ in ends]
    if as_json:
        block = {**bridge_block(found), "not_counted": dict(zip(("from", "to"), forms, strict=True))}
        click.echo(json.dumps(block, ensure_ascii=False, indent=2))
    else:
        _print(found)
    rest = found.left_over()
    if rest:
        say = words().text(
            "It does NOT close in {count} cells: the derived table may be damaged. Run `landtrack rebuild`.",
            count=len(rest),
        )
        click.echo(say, err=True)
        sys.exit(OPEN_ENDED)


def _explain(asked: Asked, line: str, *, as_json: bool) -> None:
    if line not in set(Movement):
        raise Refusal("bridge.line_unknown", text=line[:40], choices=", ".join(Movement))
    rows = cases_behind(asked.register, asked.scope, asked.opening, asked.closing, Movement(line))
    if as_json:
        click.echo(json.dumps([moved_block(row) for row in rows], ensure_ascii=False, indent=2))
        return
    say = words()
    head = ["", say.text("Unit"), *_head()[1:]]
    print_table(head, [[row.code, row.unit_code, *_cells(row.change)] for row in rows])


def _print(found: Bridge) -> None:
    say = words()
    for name, moment in ((say.text("From"), found.opening_at), (say.text("To"), found.closing_at)):
        click.echo(
            say.text(
                "{name} {day}, as known at {moment}; log head {head}",
                name=name,
                day=moment.as_of,
                moment=moment.known_at,
                head=moment.head,
            )
        )
    click.echo(say.text("In the units of {frame}", frame=found.frame))

    def row(name: str, part: Mapping[Cell, Measure], *, signed: bool) -> list[str]:
        return [name, *_cells(found.total(part), signed=signed)]

    empty = [""] * (len(_head()) - 1)
    rows = [row(say.text("Opening"), found.opening, signed=False)]
    rows.append([say.text("What was entered late or corrected"), *empty])
    rows += [row(f"  {say.label(line)}", found.lines[line], signed=True) for line in KNOWLEDGE]
    rows.append([say.text("What happened since"), *empty])
    rows += [row(f"  {say.label(line)}", found.lines[line], signed=True) for line in EVENTS]
    rows.append(row(say.text("Closing"), found.closing, signed=False))
    print_table(_head(), rows)
    if not found.left_over():
        click.echo(say.text("It closes: opening and all lines together give the closing, in every unit and band."))


def _head() -> list[str]:
    say = words()
    names = ("Cases", "ha", "Resolved", "Resolved ha", "In hand", "Open")
    return ["", *(say.text(name) for name in names)]


def _cells(measure: Measure, *, signed: bool = True) -> list[str]:
    say = words()

    def shown(value: int, text: str) -> str:
        if not signed:
            return text
        if value == 0:
            return "–"
        # A change of some square metres is 0,00 ha, without a sign.
        return f"+{text}" if value > 0 and text.strip("0.,") else text

    return [
        shown(measure.cases, say.number(measure.cases)),
        shown(measure.area, say.hectares(measure.area)),
        shown(measure.resolved, say.number(measure.resolved)),
        shown(measure.resolved_area, say.hectares(measure.resolved_area)),
        shown(measure.in_hand, say.number(measure.in_hand)),
        shown(measure.open, say.number(measure.open)),
    ]
