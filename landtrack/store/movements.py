"""What changed between two moments, summed by where the cases stood: what a bridge is made of.

First the same day known at two entries, then one entry on all the days after. Cases that differ in nothing are never
read: each row is a rectangle of ``episode`` that begins or ends between the two moments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Subquery, and_, case, false, func, literal, null, or_, select, union_all

from landtrack.domain.bridges.movement import Standing
from landtrack.domain.status import Status
from landtrack.store import schema
from landtrack.store.episodes import BANDS, STATUSES
from landtrack.store.figures import band_number, within
from landtrack.store.schema.figures import ENDED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import ColumnElement, Select

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

EPISODE, REVISION, CASE = schema.episode, schema.revision, schema.violation_case
CELL = ("place", "band", "status")


@dataclass(frozen=True, slots=True)
class LearnedCases:
    """Cases that were known otherwise; None where they were not there on the day. ``code`` "" where they are summed."""

    before: Standing | None
    after: Standing | None
    redated: bool
    code: str = ""


@dataclass(frozen=True, slots=True)
class ChangedCases:
    """Cases whose status changed on some day; ``was`` None where they were found on it. ``code`` "" where summed."""

    was: Status | None
    was_resolved: int
    after: Standing
    code: str = ""


def learned_between(
    view: View,
    scope: Scope,
    day: date,
    entries: tuple[int, int],
    cutoffs: Cutoffs | None = None,
    *,
    single: bool = False,
) -> Iterator[LearnedCases]:
    """Give the cases that on ``day`` stood otherwise as known at the first of the entries than at the second.

    Of a case that came from or went to a place the reader may not see, both sides are given: the caller counts what
    happened in his places only. ``single`` gives every case by itself, with its code.
    """
    newest = _newest_case(view, entries[0])
    pairs = _pairs(day.toordinal(), entries, cutoffs)
    seen = or_(within(scope, pairs.c.place_0), within(scope, pairs.c.place_1))
    redated = _redated(pairs, entries, newest)
    cells = [pairs.c[f"{name}_{side}"] for side in (0, 1) for name in CELL]
    sums = [pairs.c[f"{name}_{side}"] for side in (0, 1) for name in ("area", "resolved")]
    if single:
        query = select(*cells, redated, literal(1), *sums, CASE.c.code).join(CASE, CASE.c.id == pairs.c.case_id)
        query = query.order_by(CASE.c.code)
    else:
        keyed = select(*cells, redated.label("redated"), *sums).where(seen).subquery()
        keys = [keyed.c[column.name] for column in cells]
        totals = [func.sum(keyed.c[column.name]) for column in sums]
        query = select(*keys, keyed.c.redated, func.count(), *totals, literal("")).group_by(*keys, keyed.c.redated)
    for row in view.connection.execute(query.where(seen) if single else query):
        place_0, band_0, status_0, place_1, band_1, status_1, redate, cases, area_0, part_0, area_1, part_1, code = row
        before = _standing(place_0, band_0, status_0, cases, area_0, part_0)
        after = _standing(place_1, band_1, status_1, cases, area_1, part_1)
        yield LearnedCases(before, after, bool(redate), code)


def changed_between(
    view: View,
    scope: Scope,
    days: tuple[date, date],
    entry: int,
    cutoffs: Cutoffs | None = None,
    *,
    single: bool = False,
) -> Iterator[ChangedCases]:
    """Give what happened after the first day until the second, as known at ``entry``; ``single`` as above."""
    first, last = (day.toordinal() for day in days)
    band, source = _banded(cutoffs)
    # In the order of the figures' index.
    keys = (EPISODE.c.place_id, band, EPISODE.c.status, EPISODE.c.was)
    sums: list[ColumnElement[Any]] = [EPISODE.c.area, EPISODE.c.resolved_area, EPISODE.c.was_resolved]
    happened = and_(
        EPISODE.c.from_day > first,
        EPISODE.c.from_day <= last,
        EPISODE.c.from_entry <= entry,
        EPISODE.c.until_entry > entry,
        within(scope, EPISODE.c.place_id),
    )
    query: Select[Any]
    if single:
        query = select(*keys, literal(1), *sums, CASE.c.code).select_from(source)
        query = query.join(CASE, CASE.c.id == EPISODE.c.case_id).order_by(CASE.c.code, EPISODE.c.from_day)
    else:
        query = select(*keys, func.count(), *(func.sum(column) for column in sums), literal("")).select_from(source)
        query = query.group_by(*keys)
    for place, number, status, was, cases, area, part, was_part, code in view.connection.execute(query.where(happened)):
        after = Standing(place, BANDS[number], STATUSES[status], cases, int(area), int(part))
        yield ChangedCases(None if was is None else STATUSES[was], int(was_part), after, code)


def resolved_by_day(
    view: View, scope: Scope, days: tuple[date, date], entry: int, places: Collection[int] | None = None
) -> list[tuple[date, int]]:
    """Return how many cases became resolved on each day after the first until the second, as known at ``entry``.

    ``places`` narrows to area units; days on which none did are left out.
    """
    first, last = (day.toordinal() for day in days)
    resolved = STATUSES.index(Status.RESOLVED)
    query = select(EPISODE.c.from_day, func.count()).where(
        EPISODE.c.from_day > first,
        EPISODE.c.from_day <= last,
        EPISODE.c.from_entry <= entry,
        EPISODE.c.until_entry > entry,
        EPISODE.c.status == resolved,
        or_(EPISODE.c.was.is_(None), EPISODE.c.was != resolved),
        within(scope, EPISODE.c.place_id),
    )
    if places is not None:
        query = query.where(EPISODE.c.place_id.in_(sorted(places)))
    rows = view.connection.execute(query.group_by(EPISODE.c.from_day).order_by(EPISODE.c.from_day))
    return [(date.fromordinal(day), cases) for day, cases in rows]


def _standing(place: int | None, band: int, status: int, cases: int, area: Any, part: Any) -> Standing | None:
    return None if place is None else Standing(place, BANDS[band], STATUSES[status], cases, int(area), int(part))


def _banded(cutoffs: Cutoffs | None) -> tuple[ColumnElement[int], Any]:
    """Return the band and what it is read from: the register's own is kept ready, another is computed."""
    if cutoffs is None:
        return EPISODE.c.band, EPISODE
    return band_number(cutoffs), EPISODE.join(REVISION, REVISION.c.entry == EPISODE.c.revision)


def _pairs(day: int, entries: tuple[int, int], cutoffs: Cutoffs | None) -> Subquery:
    """Return a row for each case that changed: how it stood as known at the first entry (0) and at the second (1)."""
    first, last = entries
    # "+ 0" keeps a condition from being looked up: the other one is the one with the fewest rows.
    ended = and_(EPISODE.c.from_entry + 0 <= first, EPISODE.c.until_entry > first, EPISODE.c.until_entry <= last, ENDED)
    begun = and_(EPISODE.c.from_entry > first, EPISODE.c.from_entry <= last, EPISODE.c.until_entry + 0 > last)
    band, source = _banded(cutoffs)
    values = {
        "place": EPISODE.c.place_id, "band": band, "status": EPISODE.c.status,
        "area": EPISODE.c.area, "resolved": EPISODE.c.resolved_area,
    }  # fmt: skip
    named = [value.label(name) for name, value in values.items()]
    sides = union_all(
        *(
            select(EPISODE.c.case_id, literal(side).label("side"), *named)
            .select_from(source)
            .where(changed, EPISODE.c.from_day <= day, EPISODE.c.until_day > day)
            for side, changed in ((0, ended), (1, begun))
        )
    ).subquery()
    columns = [
        func.max(case((sides.c.side == side, sides.c[name]), else_=null())).label(f"{name}_{side}")
        for side in (0, 1)
        for name in values
    ]
    return select(sides.c.case_id, *columns).group_by(sides.c.case_id).subquery()


def _newest_case(view: View, entry: int) -> int:
    """Return the greatest id of a case that was in the register at ``entry``; 0 where there was none."""
    query = select(REVISION.c.case_id).where(REVISION.c.entry <= entry).order_by(REVISION.c.case_id.desc()).limit(1)
    return view.connection.execute(query).scalar() or 0


def _redated(pairs: Subquery, entries: tuple[int, int], newest: int) -> ColumnElement[int]:
    """Return 1 where the side that is missing is in the register all the same, found on a later day; else 0.

    ``newest`` is the greatest id of a case known at the first entry: nothing has to be looked up for later ones.
    """

    def stands(entry: int) -> ColumnElement[bool]:
        newest = (
            select(REVISION.c.withdrawn)
            .where(REVISION.c.case_id == pairs.c.case_id, REVISION.c.entry <= entry)
            .order_by(REVISION.c.entry.desc())
            .limit(1)
            .scalar_subquery()
        )
        return newest == false()

    return case(
        (and_(pairs.c.place_0.is_(None), pairs.c.case_id <= newest, stands(entries[0])), 1),
        (and_(pairs.c.place_1.is_(None), stands(entries[1])), 1),
        else_=0,
    )
