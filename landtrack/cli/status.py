"""Status changes of a case from a terminal: the same journeys, checks and words as on the map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from landtrack.cli.ending import words
from landtrack.cli.options import Day, database_option, opened, user_option
from landtrack.domain.case import check_code
from landtrack.domain.history import latest
from landtrack.domain.quantity import parse_square_metres
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.status import ChangeDraft, Exclusion, Status
from landtrack.usecases.change_status import change_status, undo_change

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from landtrack.domain.history import CaseHistory

FORM = click.option("--form", required=True, metavar="FORM", help="How: a code of `landtrack table list form`.")


@dataclass(frozen=True, slots=True)
class Common:
    """The options that every change has."""

    code: str
    day: date | None
    decision: str
    note: str
    database: str | None
    user: str


def change_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every change has; the command gets them as one :class:`Common`."""

    def with_common(
        code: str, day: date | None, decision: str, note: str, database: str | None, user: str, **own: Any
    ) -> None:
        command(Common(code, day, decision, note, database, user), **own)

    with_common.__doc__ = command.__doc__
    wrapped: Callable[..., None] = with_common
    for option in reversed(
        (
            click.argument("code"),
            click.option("--on", "day", type=Day(), help="The day it took effect, dd/mm/yyyy; default today."),
            click.option("--decision", default="", metavar="NUMBER", help="Number of the decision."),
            click.option("--note", default="", help="A note."),
            database_option,
            user_option,
        )
    ):
        wrapped = option(wrapped)
    return wrapped


@click.command("resolve")
@FORM
@change_options
def resolve(common: Common, form: str) -> None:
    """Mark case CODE as resolved for good."""
    _record(common, Status.RESOLVED, form=form)


@click.command("partly-resolve")
@click.option("--area", required=True, metavar="M2", help="How many m² are resolved in all, such as 1250,5.")
@FORM
@change_options
def partly_resolve(common: Common, form: str, area: str) -> None:
    """Mark a part of case CODE as resolved."""
    _record(common, Status.PARTLY_RESOLVED, form=form, resolved_area=parse_square_metres(area))


@click.command("in-hand")
@change_options
def in_hand(common: Common) -> None:
    """Mark case CODE as in hand."""
    _record(common, Status.IN_HAND)


@click.command("exclude")
@click.option("--reason", type=click.Choice([reason.value for reason in Exclusion]), required=True, help="Why.")
@change_options
def exclude(common: Common, reason: str) -> None:
    """Take case CODE out of the figures."""
    _record(common, Status.EXCLUDED, exclusion=Exclusion(reason))


@click.command("reopen")
@change_options
def reopen(common: Common) -> None:
    """Open case CODE again."""
    _record(common, Status.OPEN)


@click.command("undo")
@click.argument("code")
@click.option("--note", default="", help="Why it is undone.")
@database_option
@user_option
def undo(code: str, note: str, database: str | None, user: str) -> None:
    """Undo the change of case CODE that was recorded last; it stays in the log."""
    with opened(database, user) as (register, scope):
        history = undo_change(register, scope, check_code(code), note=note)
        _say(history, day_in_vietnam(register.now()))


def _record(common: Common, status: Status, **own: Any) -> None:
    with opened(common.database, common.user) as (register, scope):
        today = day_in_vietnam(register.now())
        draft = ChangeDraft(status, common.day or today, decision_number=common.decision, note=common.note)
        history = change_status(register, scope, check_code(common.code), replace(draft, **own))
        _say(history, today)


def _say(history: CaseHistory, today: date) -> None:
    """Say where the case stands today: the change just recorded may be of an earlier day than another."""
    found = latest(history, today)
    status = Status.OPEN if found is None else found.status
    click.echo(
        words().text(
            "Case {case}: {status} today (log entry {entry})", case=history.code, status=status, entry=history.version
        )
    )
    if found is not None and found.change is not None and found.uncounted:
        click.echo(
            words().text(
                "It is recorded as “{status}” in the form {form}, which this office does not count as resolved.",
                status=found.change.status,
                form=str(found.change.form),
            )
        )
