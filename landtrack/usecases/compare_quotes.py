"""Quoted figures beside the computed ones, with what differs and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import NotAllowed
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.quotes.quote_comparison import Compared, compare
from landtrack.domain.scope import Right
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.tables.read_table import plain_rows

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.domain.progress import Progress
    from landtrack.domain.quotes.quote import Quote
    from landtrack.domain.quotes.quote_finding import QuoteFinding
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View

    _Asked = tuple[date | None, datetime | None, date | None]


@dataclass(frozen=True, slots=True)
class ComparedStatement:
    """The quotes of one statement beside the figures as of a day, and what is to be said of them."""

    statement: str
    progress: Progress
    lines: tuple[Compared, ...]
    findings: tuple[QuoteFinding, ...]

    @property
    def question(self) -> Question:
        """Return what the figures were asked for."""
        return Question(self.progress.as_of, self.progress.known_at, self.progress.frame)

    @property
    def is_empty(self) -> bool:
        """Return whether there was no case to compare with."""
        return not self.progress.whole.total.cases


def compare_quotes(
    database: Database,
    scope: Scope,
    as_of: date | None = None,
    known_at: datetime | None = None,
    frame: date | None = None,
) -> tuple[ComparedStatement, ...]:
    """Return every statement against the figures as of a day, as known at a moment, in the units of a frame.

    Without ``as_of`` each is set against the day that its quotes name, without ``known_at`` as known at the end of
    that day, without ``frame`` in the units of that day. Official statements are about all units: for who sees only
    some of them there is nothing to compare, and that is refused. The quotes themselves are those known now: they are
    read long after the day they are about.
    """
    scope.require(Right.SEE_CASES)
    if scope.places is not None:
        raise NotAllowed("quotes.not_all_units")
    with database.reading() as view:
        statements: defaultdict[str, dict[str, Quote]] = defaultdict(dict)
        for key, quote in plain_rows(view, OfficeTable.QUOTE).items():
            statements[quote.statement][key] = quote
        asked = (as_of, known_at, frame)
        return tuple(_compared(view, scope, name, quotes, asked) for name, quotes in statements.items())


def _compared(view: View, scope: Scope, name: str, quotes: dict[str, Quote], asked: _Asked) -> ComparedStatement:
    as_of, known_at, frame = asked
    day = as_of or max(quote.compare_on for quote in quotes.values())
    moment = known_at or end_of_day(day)
    progress = progress_in(view, scope, Question(day, moment, frame))
    lines, findings = compare(quotes, progress.whole)
    return ComparedStatement(name, progress, lines, findings)
