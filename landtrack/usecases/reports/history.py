"""The register as it grew: when each case was found and took which status, for a map that plays it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.domain.status import Status
from landtrack.maps.shape_feed import shapes_stamp
from landtrack.store.figures import tallies
from landtrack.store.map_shapes import boundaries_of, load_in_force, shape_keys
from landtrack.store.status_days import read_status_days
from landtrack.usecases.reports.figure_series import FIRST_YEAR, until_today
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.boundary import Boundary
    from landtrack.domain.progress import Tally
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.store.status_days import StatusDays
    from landtrack.usecases.standpoint import Standpoint

MOST_PLAYED = 40_000
"""Of more cases than these a browser waits long for the map, and paints it slowly: they are played unit by unit."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What the page of the map through time begins with, before its cases come.

    ``counts`` are those at the ends of the years and on the last day; ``boundaries`` those of the question's units, by
    unit id; ``units`` all units of the frame that the reader may see, with how many cases each has on the last day,
    also where the question is about one. ``stamp`` names the shapes of the cases; None: they are too many to be played
    at once.
    """

    point: Standpoint
    first: date
    counts: tuple[tuple[date, Mapping[Status, int]], ...]
    boundaries: Mapping[int, Boundary]
    units: tuple[tuple[AreaUnit, int], ...]
    stamp: str | None

    @property
    def cases(self) -> int:
        """Return how many cases there are on the last day, those left out of the figures among them."""
        return sum(self.counts[-1][1].values())


@dataclass(frozen=True, slots=True)
class RegisterHistory:
    """How the cases of a question stood on all days from ``first`` to the question's."""

    point: Standpoint
    first: date
    cases: Mapping[int, StatusDays]


def history_page(database: Database, scope: Scope, question: Question, most: int = MOST_PLAYED) -> HistoryPage:
    """Return what the page of the question's unit, or of all that the reader may see, begins with.

    It ends today at the latest; ``most`` is the number of cases that are played at once.
    """
    scope.require(Right.SEE_CASES)
    question = until_today(database, question)
    with database.reading() as view:
        point, whole = stand(view, scope, question), stand(view, scope, question.for_unit(None))
        first = _first_day(question.as_of)
        counts = tuple((day, _counts(_rows(view, scope, point, day))) for day in _year_ends(first, question.as_of))
        load = load_in_force(view, point.entry)
        few = sum(counts[-1][1].values()) <= most
        return HistoryPage(
            point,
            first,
            counts,
            boundaries_of(view, load, [unit.id for unit in point.units]),
            _units(whole, _rows(view, scope, whole, question.as_of)),
            shapes_stamp(shape_keys(view, scope, question.as_of, point.entry, point.places)) if few else None,
        )


def register_history(database: Database, scope: Scope, question: Question, most: int = MOST_PLAYED) -> RegisterHistory:
    """Return the history of the question's unit, or of all that the reader may see, as known at its moment.

    It ends today at the latest. Refuses (``history.too_many``) more cases than are played at once.
    """
    scope.require(Right.SEE_CASES)
    question = until_today(database, question)
    with database.reading() as view:
        point = stand(view, scope, question)
        count = sum(row.cases for row in _rows(view, scope, point, question.as_of))
        if count > most:
            raise Refusal("history.too_many", count=count, most=most)
        cases = read_status_days(view, scope, question.as_of, point.entry, point.places)
        return RegisterHistory(point, _first_day(question.as_of), cases)


def _rows(view: View, scope: Scope, point: Standpoint, day: date) -> list[Tally]:
    rows = tallies(view, scope, day, point.entry)
    return rows if point.places is None else [row for row in rows if row.place_id in point.places]


def _counts(rows: list[Tally]) -> dict[Status, int]:
    return {status: sum(row.cases for row in rows if row.status is status) for status in Status}


def _units(point: Standpoint, rows: list[Tally]) -> tuple[tuple[AreaUnit, int], ...]:
    counts: Counter[int | None] = Counter()
    for row in rows:
        counts[point.frame.places[row.place_id]] += row.cases
    return tuple((unit, counts[unit.id]) for unit in point.units)


def _year_ends(first: date, last: date) -> list[date]:
    """Return the last day of every year, and the last day itself."""
    return [*(date(year, 12, 31) for year in range(first.year, last.year)), last]


def _first_day(last: date) -> date:
    """Return the first day of FIRST_YEAR; of the year of the last day where that is earlier."""
    return date(min(FIRST_YEAR, last.year), 1, 1)
