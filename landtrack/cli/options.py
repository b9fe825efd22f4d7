"""Options that many commands share: which database, as whom, and which days."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from landtrack.domain.cutoff import Cutoff, Cutoffs, Side, cutoffs_of
from landtrack.domain.errors import Refusal
from landtrack.domain.question import Question, day_in_vietnam, parse_day, parse_moment
from landtrack.domain.scope import SYSTEM_ACTOR
from landtrack.settings import read_settings
from landtrack.store.database import open_database
from landtrack.usecases.sign_in import scope_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database

    Command = Callable[..., None]


class Day(click.ParamType["date"]):
    """A day as people write it: dd/mm/yyyy or yyyy-mm-dd."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; a :class:`Refusal` says what is wrong with the text."""
        del param, ctx
        return parse_day(value) if isinstance(value, str) else value


class Moment(click.ParamType["datetime"]):
    """A moment; a bare day means its end in Việt Nam."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the aware moment; a :class:`Refusal` says what is wrong with the text."""
        del param, ctx
        return parse_moment(value) if isinstance(value, str) else value


database_option = click.option(
    "--database", metavar="URL", help="sqlite:///… or postgresql://…; default LANDTRACK_DATABASE_URL."
)
user_option = click.option(
    "--user", default=SYSTEM_ACTOR, metavar="NAME", show_default=True, help="Act as this user, within his area."
)


def question_options(command: Command) -> Command:
    """Add the options of a question: as of when, known when, in which frame, about which unit."""
    return days_options(click.option("--unit", metavar="CODE", help="Only this unit of the frame.")(command))


def days_options(command: Command) -> Command:
    """Add the options of a question about any units: as of when, known when, in which frame."""
    for option in reversed(
        (
            click.option("--as-of", type=Day(), help="What had taken effect by this day; default today in Việt Nam."),
            click.option("--known-at", type=Moment(), help="What was recorded by then; a bare day means its end."),
            click.option("--frame", type=Day(), help="Units valid on this day; default the as-of day."),
        )
    ):
        command = option(command)
    return command


def database_url(given: str | None) -> str:
    """Return the URL that was given or set in the environment; refuse to guess one."""
    url = given or read_settings(os.environ).database_url
    if not url:
        raise Refusal("database.none")
    return url


@contextmanager
def opened(url: str | None, user: str) -> Iterator[tuple[Database, Scope]]:
    """Open the register and give it with the scope of the user; close it at the end."""
    database = open_database(database_url(url))
    try:
        yield database, scope_of(database, user)
    finally:
        database.close()


def make_question(
    database: Database,
    as_of: date | None,
    known_at: datetime | None,
    frame: date | None,
    unit: str | None,
    cutoffs: tuple[str, ...] = (),
) -> Question:
    """Return the question that the options ask, with the present for what they leave out."""
    today = day_in_vietnam(database.now())
    code = None if unit is None else unit.strip()
    return Question(as_of or today, known_at or database.known_now(), frame, code, parse_cutoffs(cutoffs))


def parse_cutoffs(texts: tuple[str, ...]) -> Cutoffs | None:
    """Return the cutoffs of ``before:DAY`` and ``after:DAY``; None when there is none."""
    if not texts:
        return None
    rows = []
    for text in texts:
        side, colon, day = text.partition(":")
        if not colon or side not in set(Side):
            raise Refusal("cutoffs.malformed", text=text)
        rows.append(Cutoff(Side(side), parse_day(day)))
    return cutoffs_of(rows)
