"""The snapshot: every case as of a day, as known at a log entry; and its counts. One relation for all figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, false, func, literal, select, true, union_all

from landtrack.domain.cutoff import Band
from landtrack.domain.episode import FOREVER, Gap
from landtrack.domain.progress import Tally
from landtrack.domain.scope import Right
from landtrack.store import log, schema
from landtrack.store.episodes import BAND_NUMBER, BANDS, STATUSES
from landtrack.store.schema.figures import ENDED
from landtrack.store.steps import CELL, SUMS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Row, Select

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

EPISODE = schema.episode
RECENT = 8
"""Where less than this part of the log was recorded since, taking that back is quicker than a scan of all."""


def in_snapshot(scope: Scope, as_of: date, entry: int) -> ColumnElement[bool]:
    """Return the condition that an episode is what was true on ``as_of`` as known at log entry ``entry``.

    Includes the area wall: without the right to see cases, or without places, no row meets it.
    """
    day = as_of.toordinal()
    return and_(
        EPISODE.c.from_day <= day,
        EPISODE.c.until_day > day,
        EPISODE.c.from_entry <= entry,
        EPISODE.c.until_entry > entry,
        within(scope, EPISODE.c.place_id),
    )


def within(scope: Scope, place: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a place lies in the reader's area; it fails closed."""
    if Right.SEE_CASES not in scope.rights:
        return false()
    return true() if scope.places is None else place.in_(sorted(scope.places))


def band_number(cutoffs: Cutoffs) -> ColumnElement[int]:
    """Return the band under other cutoffs than the register's own, computed from the dates of the revision."""
    revision = schema.revision.c
    return case(
        (revision.occurred_latest < cutoffs.before, BAND_NUMBER[Band.BEFORE]),
        (revision.occurred_earliest > cutoffs.after, BAND_NUMBER[Band.AFTER]),
        (
            and_(revision.occurred_earliest >= cutoffs.before, revision.occurred_latest <= cutoffs.after),
            BAND_NUMBER[Band.BETWEEN],
        ),
        else_=BAND_NUMBER[Band.UNDETERMINED],
    )


def tallies(view: View, scope: Scope, as_of: date, entry: int, cutoffs: Cutoffs | None = None) -> list[Tally]:
    """Return the counts and areas of all that the reader may see, excluded cases among them.

    ``cutoffs`` None means the register's own, for which the band is kept ready; others are computed per case.
    All that is known now is summed from the steps; what was known lately is that, less what was recorded since; the
    distant past is one scan of the episodes. All give the same.
    """
    head = log.head_at(view.connection).number
    if cutoffs is None and entry >= head:
        query = _from_steps(scope, as_of)
    elif cutoffs is None and head - entry < head // RECENT:
        query = _rewound(scope, as_of, entry)
    else:
        query = _from_episodes(scope, as_of, entry, cutoffs)
    return _folded(view.connection.execute(query))


def _folded(rows: Iterable[Row[Any]]) -> list[Tally]:
    """Return a tally for each cell; several rows may be of the same one."""
    cells: dict[tuple[int, ...], list[int]] = {}
    for row in rows:
        place, band, status, gap, *sums = tuple(row)
        whole = cells.setdefault((place, band, status, gap), [0, 0, 0])
        whole[:] = (int(one) + before for one, before in zip(sums, whole, strict=True))
    return [
        Tally(place, BANDS[band], STATUSES[status], Gap(gap), *sums)
        for (place, band, status, gap), sums in cells.items()
        if sums[0]
    ]


def _from_episodes(scope: Scope, as_of: date, entry: int, cutoffs: Cutoffs | None) -> Select[Any]:
    source: Any = EPISODE
    band: ColumnElement[int] = EPISODE.c.band
    if cutoffs is not None:
        source = EPISODE.join(schema.revision, schema.revision.c.entry == EPISODE.c.revision)
        band = band_number(cutoffs).label("band")
    cell = (EPISODE.c.place_id, band, EPISODE.c.status, EPISODE.c.gap)
    return (
        select(*cell, func.count(), func.sum(EPISODE.c.area), func.sum(EPISODE.c.resolved_area))
        .select_from(source)
        .where(in_snapshot(scope, as_of, entry))
        # In the order of the index, so that nothing has to be sorted.
        .group_by(EPISODE.c.place_id, band, EPISODE.c.status, EPISODE.c.was, EPISODE.c.gap)
    )


def _rewound(scope: Scope, as_of: date, entry: int) -> Select[Any]:
    """Take from what is known now what later entries began, and give back what they ended."""
    day = as_of.toordinal()
    on_the_day = and_(EPISODE.c.from_day <= day, EPISODE.c.until_day > day, within(scope, EPISODE.c.place_id))
    # "+ 0" keeps a condition from being looked up: the other one is the one with the fewest rows.
    ended = and_(EPISODE.c.from_entry + 0 <= entry, EPISODE.c.until_entry > entry, ENDED)
    begun = and_(EPISODE.c.from_entry > entry, EPISODE.c.until_entry + 0 == FOREVER)
    cell = [EPISODE.c[name] for name in CELL]
    parts = [_from_steps(scope, as_of)]
    for which, sign in ((ended, 1), (begun, -1)):
        sums = (literal(sign).label("cases"), *((EPISODE.c[name] * sign).label(name) for name in SUMS[1:]))
        parts.append(select(*cell, *sums).where(which, on_the_day))
    return _summed(parts)


def _from_steps(scope: Scope, as_of: date) -> Select[Any]:
    """Sum the longest spans before the day's own, the shorter ones within that, and its days up to the day itself."""
    step, end = schema.figure_step, as_of.toordinal() + 1
    parts, start = [], 0
    for days in reversed(schema.SPANS):
        which = and_(step.c.days == days, step.c.number >= start // days, step.c.number < end // days)
        columns = (step.c[name] for name in (*CELL, *SUMS))
        parts.append(select(*columns).where(which, within(scope, step.c.place_id)))
        start = end // days * days
    return _summed(parts)


def _summed(parts: list[Select[Any]]) -> Select[Any]:
    both = union_all(*parts).subquery()
    groups = [both.c[name] for name in CELL]
    return select(*groups, *(func.sum(both.c[name]).label(name) for name in SUMS)).group_by(*groups)
