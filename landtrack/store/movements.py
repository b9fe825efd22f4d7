"""What happened between two days, as known at one entry of the log: by where the cases stood before and after."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, literal, or_, select

from landtrack.domain.bridges.movement import Standing
from landtrack.domain.status import Status
from landtrack.store import log, schema
from landtrack.store.area_wall import within
from landtrack.store.beginnings import beginnings
from landtrack.store.episodes import BANDS, STATUSES
from landtrack.store.figures import band_number
from landtrack.store.schema.figures import NOT_FOUND, NOW

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import ColumnElement, Select

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.scope import Scope
    from landtrack.store.beginnings import Beginning
    from landtrack.store.database import View

EPISODE, REVISION, CASE = schema.episode, schema.revision, schema.violation_case
STEP = schema.figure_step


@dataclass(frozen=True, slots=True)
class ChangedCases:
    """Cases whose status changed on some day; ``was`` None where they were found on it. ``code`` "" where summed."""

    was: Status | None
    was_resolved: int
    after: Standing
    code: str = ""


def changed_between(
    view: View,
    scope: Scope,
    days: tuple[date, date],
    entry: int,
    cutoffs: Cutoffs | None = None,
    *,
    single: bool = False,
) -> Iterator[ChangedCases]:
    """Give what happened after the first day until the second, as known at ``entry``.

    ``cutoffs`` None means the register's own bands; ``single`` gives every case by itself, with its code.
    """
    first, last = (day.toordinal() for day in days)
    if cutoffs is None and not single:
        began = beginnings(view, scope, range(first + 1, last + 1), entry)
        if began is not None:
            yield from _alike(began)
            return
    band, source = banded(cutoffs)
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


def _alike(began: Iterable[Beginning]) -> Iterator[ChangedCases]:
    """Give one row for all cases alike, of those that are left when all is summed."""
    found: defaultdict[tuple[int, int, int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in began:
        sums = found[row.place_id, row.band, row.status, row.was]
        for place, value in enumerate((row.cases, row.area, row.resolved_area, row.was_resolved)):
            sums[place] += value
    for (place_id, band, status, was), (cases, area, resolved, was_resolved) in found.items():
        if cases:
            after = Standing(place_id, BANDS[band], STATUSES[status], cases, area, resolved)
            yield ChangedCases(None if was == NOT_FOUND else STATUSES[was], was_resolved, after)


def resolved_by_day(
    view: View, scope: Scope, days: tuple[date, date], entry: int, places: Collection[int] | None = None
) -> list[tuple[date, int]]:
    """Return how many cases became resolved on each day after the first until the second, as known at ``entry``.

    ``places`` narrows to area units; days on which none did are left out.
    """
    first, last = (day.toordinal() for day in days)
    resolved = STATUSES.index(Status.RESOLVED)
    cases: ColumnElement[int]
    if entry >= log.head_at(view.connection).number:
        table, day, cases = STEP, STEP.c.number, func.sum(STEP.c.cases)
        known = and_(STEP.c.block == NOW, STEP.c.days == 1)
    else:
        table, day, cases = EPISODE, EPISODE.c.from_day, func.count()
        known = and_(EPISODE.c.from_entry <= entry, EPISODE.c.until_entry > entry)
    query = select(day, cases).where(
        known,
        day > first,
        day <= last,
        table.c.status == resolved,
        or_(table.c.was.is_(None), table.c.was != resolved),
        within(scope, table.c.place_id),
    )
    if places is not None:
        query = query.where(table.c.place_id.in_(sorted(places)))
    rows = view.connection.execute(query.group_by(day).order_by(day))
    return [(date.fromordinal(on), int(found)) for on, found in rows if found]


def banded(cutoffs: Cutoffs | None) -> tuple[ColumnElement[int], Any]:
    """Return the band and what it is read from: the register's own is kept ready, another is computed."""
    if cutoffs is None:
        return EPISODE.c.band, EPISODE
    return band_number(cutoffs), EPISODE.join(REVISION, REVISION.c.entry == EPISODE.c.revision)
