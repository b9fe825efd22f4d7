"""The snapshot: every case as of a day, as known at a log entry; and its counts. One relation for all figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, select

from landtrack.domain.cutoff import Band
from landtrack.store import schema
from landtrack.store.area_wall import within
from landtrack.store.beginnings import Beginning, beginnings, tallies_of
from landtrack.store.episode_rows import BAND_NUMBER
from landtrack.store.schema.figures import NOT_FOUND

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.progress import Tally
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

EPISODE = schema.episode
FEW_EPISODES = 200_000
"""As many can be counted one by one beside every bridge, without anybody waiting for it."""


def in_snapshot(scope: Scope, as_of: date, entry: int) -> ColumnElement[bool]:
    """Return the condition that an episode is what was true on ``as_of`` as known at log entry ``entry``.

    Includes the area wall: without the right to see cases, or without places, no row meets it.
    """
    return and_(so_on(as_of, entry), within(scope, EPISODE.c.place_id))


def so_on(as_of: date, entry: int) -> ColumnElement[bool]:
    """Return the condition without the area wall."""
    day = as_of.toordinal()
    # "+ 0" keeps these from being looked up: what began before a day or an entry is mostly nearly everything, and
    # SQLite, which takes it for a quarter, would wander about in the table ten times as long as it needs to read it.
    return and_(
        EPISODE.c.from_day + 0 <= day,
        EPISODE.c.until_day > day,
        EPISODE.c.from_entry + 0 <= entry,
        EPISODE.c.until_entry > entry,
    )


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
    What is kept in sums (see :mod:`landtrack.store.beginnings`) is read from there, the rest is one scan of the
    episodes. Both give the same.
    """
    began = beginnings(view, scope, range(as_of.toordinal() + 1), entry) if cutoffs is None else None
    if began is not None:
        return tallies_of(began)
    return counted_one_by_one(view, scope, as_of, entry, cutoffs)


def counted_one_by_one(
    view: View, scope: Scope, as_of: date, entry: int, cutoffs: Cutoffs | None = None
) -> list[Tally]:
    """Return the same as :func:`tallies`, from the episodes alone: what is kept in sums has no part in it."""
    rows = view.connection.execute(_from_episodes(scope, as_of, entry, cutoffs))
    return tallies_of(
        Beginning(place, band, status, NOT_FOUND, gap, cases, int(area), int(resolved), 0)
        for place, band, status, gap, cases, area, resolved in rows
    )


def few_episodes(view: View) -> bool:
    """Return whether the register is small enough to count it one by one whenever figures are compared."""
    some = select(EPISODE.c.id).limit(FEW_EPISODES + 1).subquery()
    return view.connection.execute(select(func.count()).select_from(some)).scalar_one() <= FEW_EPISODES


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
