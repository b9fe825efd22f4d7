"""landtrack step: minutes, decision, receipt of a case, and that it is complex; recorded and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.options import Day, database_option, opened, user_option
from landtrack.domain.case import check_code
from landtrack.domain.deadlines.case_step import CaseStep, StepDraft
from landtrack.domain.question import day_in_vietnam
from landtrack.usecases.record_step import record_step, void_step

if TYPE_CHECKING:
    from datetime import date


@click.command("step")
@click.argument("case")
@click.argument("what", type=click.Choice([step.value for step in CaseStep]))
@click.option("--on", "day", type=Day(), help="The day it was done, dd/mm/yyyy; default today, with --undo the latest.")
@click.option("--number", default="", metavar="NUMBER", help="Number of the minutes or the decision.")
@click.option("--note", default="", help="A note.")
@click.option("--undo", is_flag=True, help="Take the step back; it stays in the log.")
@database_option
@user_option
def step(  # noqa: PLR0913, PLR0917 - one argument for each option
    case: str,
    what: str,
    day: date | None,
    number: str,
    note: str,
    undo: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Record that in case CASE the minutes were drawn up, the decision was made, or it was received.

    Or that the case was found to be complex or very complex, which gives more time for the decision.
    """
    code, kind = check_code(case), CaseStep(what)
    with opened(database, user) as (register, scope):
        if undo:
            entry = void_step(register, scope, code, kind, note, day=day)
            text = words().text(
                "Case {case}: “{step}” taken back (log entry {entry})", case=code, step=kind, entry=entry
            )
        else:
            draft = StepDraft(kind, day or day_in_vietnam(register.now()), number, note)
            made = record_step(register, scope, code, draft)
            text = words().text(
                "Case {case}: {step} on {day} (log entry {entry})", case=code, step=kind, day=made.day, entry=made.entry
            )
    click.echo(text)
