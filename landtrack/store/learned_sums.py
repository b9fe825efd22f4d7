"""What was learned between two entries far apart, without looking at every case by itself.

Cases of which nothing was recorded before are what the figures of both entries differ by, less what older cases do. Of
older ones only those with a revision between can stand in another place or band or with another area, or come or go:
these are paired as in :mod:`landtrack.store.learning`. All that the others can have changed is their status, and what
that moves is the sum of how they stand less the sum of how they stood.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, literal, select, union_all

from landtrack.domain.bridges.movement import Standing
from landtrack.store import schema
from landtrack.store.area_wall import within
from landtrack.store.episode_rows import BANDS, STATUSES
from landtrack.store.figures import tallies
from landtrack.store.learning import LearnedCases, learned_between, newest_case
from landtrack.store.schema.figures import ENDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from landtrack.domain.cutoff import Band
    from landtrack.domain.progress import Tally
    from landtrack.domain.scope import Scope
    from landtrack.domain.status import Status
    from landtrack.store.database import View

    Cell = tuple[int, Band, Status]
    Sums = defaultdict[Cell, list[int]]

EPISODE, REVISION, BOUNDARY = schema.episode, schema.revision, schema.boundary
MANY = 20_000
"""Where fewer entries lie between, it is quicker to pair all cases."""
MOST_REVISED = 100_000
"""Where more of the older cases were revised between, too."""
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class RestatedCases:
    """Cases of one status now less those of it before, of which nothing but the status is known otherwise."""

    rest: Standing


def learned_in_sums(
    view: View, scope: Scope, day: date, entries: tuple[int, int], opening: Iterable[Tally]
) -> Iterator[LearnedCases | RestatedCases]:
    """Give what was learned of ``day`` between the entries, in the register's own bands.

    ``opening`` is how everything that the reader may see stood on it as known at the first of them.
    """
    newest = newest_case(view, entries[0])
    revised = None
    if entries[1] - entries[0] >= MANY and not boundaries_between(view, entries):
        revised = _revised(view, entries, newest)
    if revised is None:
        yield from learned_between(view, scope, day, entries)
        return
    older = _of_older(view, scope, day, entries, newest)
    for standing in _standings(_of_new(tallies(view, scope, day, entries[1]), opening, older)):
        yield LearnedCases(None, standing, redated=False)
    for start in range(0, len(revised), AT_ONCE):
        for pair in learned_between(view, scope, day, entries, only=revised[start : start + AT_ONCE]):
            yield pair
            for side, sign in ((pair.before, 1), (pair.after, -1)):
                if side is not None and scope.sees(side.place_id):
                    _add(older, side, sign)
    for standing in _standings(older):
        yield RestatedCases(standing)


def boundaries_between(view: View, entries: tuple[int, int]) -> bool:
    """Return whether boundaries were loaded between, after which cases may lie elsewhere that nobody revised."""
    query = select(BOUNDARY.c.entry).where(BOUNDARY.c.entry > entries[0], BOUNDARY.c.entry <= entries[1]).limit(1)
    return view.connection.execute(query).first() is not None


def _revised(view: View, entries: tuple[int, int], newest: int) -> list[int] | None:
    """Return the ids of the older cases with a revision between; None where they are too many to look up."""
    query = select(REVISION.c.case_id).where(
        REVISION.c.case_id <= newest, REVISION.c.entry > entries[0], REVISION.c.entry <= entries[1]
    )
    found = view.connection.execute(query.limit(MOST_REVISED + 1)).scalars().all()
    return None if len(found) > MOST_REVISED else sorted(set(found))


def _of_older(view: View, scope: Scope, day: date, entries: tuple[int, int], newest: int) -> Sums:
    """Return how the cases that there were at the first entry stand at the second, less how they stood."""
    first, last = entries
    since, until, on = EPISODE.c.from_entry, EPISODE.c.until_entry, day.toordinal()
    begun = and_(since > first, since <= last, EPISODE.c.case_id <= newest, until + 0 > last)
    ended = and_(until > first, until <= last, since <= first, ENDED)
    cell = (EPISODE.c.place_id, EPISODE.c.band, EPISODE.c.status)
    sums = (func.count(), func.sum(EPISODE.c.area), func.sum(EPISODE.c.resolved_area))
    on_the_day = and_(EPISODE.c.from_day + 0 <= on, EPISODE.c.until_day > on, within(scope, EPISODE.c.place_id))
    parts = (
        select(*cell, literal(sign), *sums).where(which, on_the_day).group_by(*cell)
        for which, sign in ((begun, 1), (ended, -1))
    )
    older: Sums = defaultdict(lambda: [0, 0, 0])
    for place, band, status, sign, *found in view.connection.execute(union_all(*parts)):
        _add(older, Standing(place, BANDS[band], STATUSES[status], *map(int, found)), sign)
    return older


def _of_new(now: Iterable[Tally], before: Iterable[Tally], older: Sums) -> Sums:
    """Return how the cases stand of which nothing was recorded before: what the figures differ by, less the older."""
    new: Sums = defaultdict(lambda: [0, 0, 0])
    for rows, sign in ((before, -1), (now, 1)):
        for row in rows:
            _add(new, Standing(row.place_id, row.band, row.status, row.cases, row.area, row.resolved_area), sign)
    for standing in _standings(older):
        _add(new, standing, -1)
    return new


def _add(sums: Sums, standing: Standing, sign: int) -> None:
    found = sums[standing.place_id, standing.band, standing.status]
    for place, value in enumerate((standing.cases, standing.area, standing.resolved_area)):
        found[place] += sign * value


def _standings(sums: Mapping[Cell, list[int]]) -> Iterator[Standing]:
    return (Standing(*cell, *found) for cell, found in sums.items() if any(found))
