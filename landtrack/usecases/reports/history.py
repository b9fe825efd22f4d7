"""The register as it grew: when each case was found and took which status, for a map that plays it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from landtrack.domain.scope import Right
from landtrack.domain.status import Status
from landtrack.maps.shape_feed import shapes_stamp
from landtrack.store.map_shapes import boundaries_of, load_in_force, shape_keys
from landtrack.store.status_days import read_status_days
from landtrack.usecases.reports.figure_series import FIRST_YEAR, until_today
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.boundary import Boundary
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database
    from landtrack.store.status_days import StatusDays
    from landtrack.usecases.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class RegisterHistory:
    """How the cases of a question stood on all days from ``first`` to the question's; ``stamp`` names their shapes.

    ``boundaries`` are those of the question's units, by unit id, of the load with entry ``load``; ``units`` are all
    units of the frame that the reader may see, also where the question is about one.
    """

    point: Standpoint
    first: date
    cases: Mapping[int, StatusDays]
    boundaries: Mapping[int, Boundary]
    load: int
    units: tuple[AreaUnit, ...]
    stamp: str

    def counts_on(self, day: date) -> dict[Status, int]:
        """Return how many cases had which status at the end of a day."""
        counts = Counter(_status_on(days, day.toordinal()) for days in self.cases.values())
        return {status: counts[status] for status in Status}

    def year_ends(self) -> list[date]:
        """Return the last day of every year, and the question's own day."""
        last = self.point.question.as_of
        return [*(date(year, 12, 31) for year in range(self.first.year, last.year)), last]


def register_history(database: Database, scope: Scope, question: Question) -> RegisterHistory:
    """Return the history of the question's unit, or of all that the reader may see, as known at its moment.

    It ends today at the latest.
    """
    scope.require(Right.SEE_CASES)
    question = until_today(database, question)
    with database.reading() as view:
        point = stand(view, scope, question)
        cases = read_status_days(view, scope, question.as_of, point.entry, point.places)
        load = load_in_force(view, point.entry)
        return RegisterHistory(
            point,
            _first_day(question.as_of),
            cases,
            boundaries_of(view, load, [unit.id for unit in point.units]),
            load,
            stand(view, scope, question.for_unit(None)).units,
            shapes_stamp(shape_keys(view, scope, question.as_of, point.entry, point.places)),
        )


def _first_day(last: date) -> date:
    """Return the first day of FIRST_YEAR; of the year of the last day where that is earlier."""
    return date(min(FIRST_YEAR, last.year), 1, 1)


def _status_on(days: StatusDays, day: int) -> Status | None:
    found = None
    for since, status in days:
        if since > day:
            break
        found = status
    return found
