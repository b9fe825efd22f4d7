"""The cases behind a figure, counted, and the codes of one page of them: no more is read than a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, select

from landtrack.store.area_wall import within
from landtrack.store.case_lines import row_by_row
from landtrack.store.cases import CASE, EPISODE, REVISION
from landtrack.store.episodes import BAND_NUMBER, STATUS_NUMBER
from landtrack.store.figures import band_number, so_on, tallies

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.scope import Scope
    from landtrack.store.case_lines import Wanted
    from landtrack.store.database import View

PROBE = 2
"""So many times as long as looking up a code takes it to find out whether a case is among the wanted ones."""


@dataclass(frozen=True, slots=True)
class CaseCount:
    """How many cases there are, and the sums of their areas in tenths of m²."""

    cases: int
    area: int
    resolved_area: int


@dataclass(frozen=True, slots=True)
class WantedCases:
    """Wanted cases as of a day, known at an entry, in the reader's area; ``cutoffs`` None: the register's own bands."""

    scope: Scope
    as_of: date
    entry: int
    wanted: Wanted
    cutoffs: Cutoffs | None = None

    @property
    def source(self) -> Any:
        """Return what the condition is about."""
        if self.cutoffs is None:
            return EPISODE
        return EPISODE.join(REVISION, REVISION.c.entry == EPISODE.c.revision)

    def condition(self, *, by_case: bool = False) -> ColumnElement[bool]:
        """Return what episodes must meet; ``by_case`` says that they are looked up case by case, and no other way."""
        # "+ 0" keeps a column from being looked up.
        place: ColumnElement[int] = EPISODE.c.place_id
        status: ColumnElement[int] = EPISODE.c.status
        if by_case:
            place, status = place + 0, status + 0
        band = EPISODE.c.band if self.cutoffs is None else band_number(self.cutoffs)
        wanted = self.wanted
        parts = [
            within(self.scope, place),
            so_on(self.as_of, self.entry),
            status.in_(sorted(STATUS_NUMBER[one] for one in wanted.statuses)),
        ]
        if wanted.places is not None:
            parts.append(place.in_(sorted(wanted.places)))
        if wanted.band is not None:
            parts.append(band == BAND_NUMBER[wanted.band])
        if wanted.gap is not None:
            parts.append(EPISODE.c.gap == int(wanted.gap))
        if wanted.with_resolved:
            parts.append(EPISODE.c.resolved_area > 0)
        return and_(*parts)


def count_cases(view: View, asked: WantedCases) -> CaseCount:
    """Return how many wanted cases there are."""
    wanted = asked.wanted
    if wanted.places is None and asked.cutoffs is None and not wanted.with_resolved:
        rows = [
            row
            for row in tallies(view, asked.scope, asked.as_of, asked.entry)
            if row.status in wanted.statuses and wanted.band in {None, row.band} and wanted.gap in {None, row.gap}
        ]
        return CaseCount(
            sum(row.cases for row in rows), sum(row.area for row in rows), sum(row.resolved_area for row in rows)
        )
    sums = (func.sum(EPISODE.c.area), func.sum(EPISODE.c.resolved_area))
    query = select(func.count(), *sums).select_from(asked.source).where(asked.condition())
    return CaseCount(*(int(value or 0) for value in view.connection.execute(query).one()))


def codes_in_order(view: View, asked: WantedCases, cases: int, start: int, at_once: int, *, down: bool) -> list[str]:
    """Return the codes of so many wanted cases from ``start`` on, by code; there are ``cases`` of them."""
    count = min(at_once, cases - start)
    if start > cases - start - count:
        # Nearer to the end: counted from there.
        return _codes(view, asked, cases, cases - start - count, count, down=not down)[::-1]
    return _codes(view, asked, cases, start, count, down=down)


def _codes(view: View, asked: WantedCases, cases: int, start: int, count: int, *, down: bool) -> list[str]:
    """Go through all codes in their order where many cases are wanted; else look up those of the wanted cases.

    No engine weighs it well: the first goes on until so many are found, the second is done for each of them.
    """
    last = view.connection.execute(select(func.max(CASE.c.id))).scalar() or 0
    walking = PROBE * last * (start + count) < cases * cases
    code: ColumnElement[str] = CASE.c.code if walking else CASE.c.code.concat("")
    if view.engine_name == "sqlite":
        query = select(CASE.c.code).where(_is_wanted(asked, walking=walking))
    else:
        joined = asked.source.join(CASE, CASE.c.id == EPISODE.c.case_id)
        query = select(CASE.c.code).select_from(joined).where(asked.condition())
    ordered = query.order_by(code.desc() if down else code).offset(start).limit(count)
    if asked.wanted.places is None:
        return list(view.connection.execute(ordered).scalars())
    with row_by_row(view):
        return list(view.connection.execute(ordered).scalars())


def _is_wanted(asked: WantedCases, *, walking: bool) -> ColumnElement[bool]:
    if walking:
        one = select(EPISODE.c.id).select_from(asked.source).correlate(CASE)
        return exists(one.where(EPISODE.c.case_id == CASE.c.id, asked.condition(by_case=True)))
    return CASE.c.id.in_(select(EPISODE.c.case_id).select_from(asked.source).where(asked.condition()))
