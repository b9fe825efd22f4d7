"""What began within some days, as known at any entry of the log, summed by where it led to and from.

Everything that figures and movements count follows from it: within one knowledge a case has one place, band and area,
so what begins with a status before ends that one. Read from ``figure_step`` as far as whole blocks of the log and whole
spans of days reach, the rest from the episodes themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, literal_column, select, union_all

from landtrack.domain.episode import Gap
from landtrack.domain.progress import Tally
from landtrack.store import log, schema
from landtrack.store.area_wall import within
from landtrack.store.episode_rows import BANDS, STATUSES
from landtrack.store.schema.figures import BLOCK, BLOCK_SPANS, ENDED, NOT_FOUND, NOW, SPANS
from landtrack.store.steps import BEGINNING, SUMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Select

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

EPISODE, STEP = schema.episode, schema.figure_step
RECENT = 8
"""A scan of all episodes is quicker than to look up more than this part of the log entry by entry."""
# The number itself, so that PostgreSQL sees that it groups by what it gives.
_WAS = func.coalesce(EPISODE.c.was, literal_column(str(NOT_FOUND)))
_KEY = [_WAS if name == "was" else EPISODE.c[name] for name in BEGINNING]


@dataclass(frozen=True, slots=True)
class Beginning:
    """Cases alike that began to stand so; ``was`` NOT_FOUND where they were not there before. Numbers as stored."""

    place_id: int
    band: int
    status: int
    was: int
    gap: int
    cases: int
    area: int
    resolved_area: int
    was_resolved: int


@dataclass(frozen=True, slots=True)
class _Cut:
    """An entry as so many whole blocks of the log, and the entries after ``first`` until ``last`` more or less."""

    blocks: int
    first: int
    last: int
    sign: int


def beginnings(view: View, scope: Scope, days: range, entry: int) -> list[Beginning] | None:
    """Return what began on these days (ordinals) as known at ``entry``, in the register's own bands.

    Several may be of the same sort, and what some count others may take back: only their sums mean something. None
    where a scan of all episodes would be quicker.
    """
    if not days:
        return []
    head = log.head_at(view.connection).number
    if entry >= head:
        parts = list(_of_table(scope, [NOW], SPANS, days, 1))
    else:
        cut = _cut(entry, head)
        if cut.last - cut.first > head // RECENT:
            return None
        parts = list(_known_at(scope, days, entry, cut, head // BLOCK + 1))
    query = parts[0] if len(parts) == 1 else union_all(*parts)
    return [Beginning(*row[:5], *map(int, row[5:])) for row in view.connection.execute(query)] if parts else []


def tallies_of(found: Iterable[Beginning]) -> list[Tally]:
    """Return how everything stands that began so, from before the first day on."""
    cells: dict[tuple[int, int, int, int], list[int]] = {}
    for row in found:
        sides = ((row.status, 1, row.resolved_area), (row.was, -1, row.was_resolved))
        for status, sign, resolved in sides if row.was != NOT_FOUND else sides[:1]:
            sums = cells.setdefault((row.place_id, row.band, status, row.gap), [0, 0, 0])
            for place, value in enumerate((row.cases, row.area, resolved)):
                sums[place] += sign * value
    return [
        Tally(place, BANDS[band], STATUSES[status], Gap(gap), *sums)
        for (place, band, status, gap), sums in cells.items()
        if sums[0]
    ]


def _cut(entry: int, head: int) -> _Cut:
    """Return the whole blocks nearest to an entry of the past."""
    blocks, known = (entry + 1) // BLOCK, entry + 1
    if known - blocks * BLOCK <= min((blocks + 1) * BLOCK, head + 1) - known:
        return _Cut(blocks, blocks * BLOCK - 1, entry, 1)
    return _Cut(blocks + 1, entry, min((blocks + 1) * BLOCK - 1, head), -1)


def _known_at(scope: Scope, days: range, entry: int, cut: _Cut, blocks: int) -> Iterator[Select[Any]]:
    """Give the parts of what was known in the past; the log has so many ``blocks``."""
    width = BLOCK_SPANS[0]
    start, stop = (round(day / width) * width for day in (days.start, days.stop))
    if start == stop:
        yield _known(scope, days, entry, 1)
        return
    whole = range(start, stop)
    if cut.blocks * 2 <= blocks:
        yield from _of_table(scope, range(cut.blocks), BLOCK_SPANS, whole, 1)
    else:
        yield from _of_table(scope, [NOW], SPANS, whole, 1)
        yield from _of_table(scope, range(cut.blocks, blocks), BLOCK_SPANS, whole, -1)
    if cut.first < cut.last:
        yield from _recorded(scope, whole, cut)
    for more, less in (
        (range(days.start, start), range(start, days.start)),
        (range(stop, days.stop), range(days.stop, stop)),
    ):
        if more or less:
            yield _known(scope, more or less, entry, 1 if more else -1)


def _of_table(
    scope: Scope, blocks: Collection[int], spans: Sequence[int], days: range, sign: int
) -> Iterator[Select[Any]]:
    """Give the sums kept for these blocks, in the longest spans that the days hold."""
    if not blocks:
        return
    key = [STEP.c[name] for name in BEGINNING]
    sums = [func.sum(STEP.c[name]) * sign for name in SUMS]
    block = STEP.c.block.in_(list(blocks))
    for length, first, end in spans_of(days, spans):
        span = and_(STEP.c.days == length, STEP.c.number >= first, STEP.c.number < end)
        yield select(*key, *sums).where(block, span, within(scope, STEP.c.place_id)).group_by(*key)


def spans_of(days: range, spans: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Give (length, first number, end) of the spans that make up the days; the shortest divides both ends."""
    if not days:
        return
    *shorter, longest = spans
    first, end = -(-days.start // longest), days.stop // longest
    if first < end:
        yield longest, first, end
        around = [range(days.start, first * longest), range(end * longest, days.stop)]
    else:
        around = [days]
    for rest in around:
        yield from spans_of(rest, shorter) if shorter else ()


def _known(scope: Scope, days: range, entry: int, sign: int) -> Select[Any]:
    """Return the sums of the episodes that began on these days and were known at the entry."""
    return _sums(scope, days, and_(EPISODE.c.from_entry <= entry, EPISODE.c.until_entry > entry), sign)


def _recorded(scope: Scope, days: range, cut: _Cut) -> Iterator[Select[Any]]:
    """Give the sums of what entries made known and still was at the last of them, and of what they took back."""
    begun = and_(EPISODE.c.from_entry > cut.first, EPISODE.c.from_entry <= cut.last, EPISODE.c.until_entry > cut.last)
    taken_back = and_(
        EPISODE.c.until_entry > cut.first, EPISODE.c.until_entry <= cut.last, EPISODE.c.from_entry <= cut.first, ENDED
    )
    # "+ 0" keeps the days from being looked up: the entries are the fewer.
    for which, sign in ((begun, cut.sign), (taken_back, -cut.sign)):
        yield _sums(scope, days, which, sign, EPISODE.c.from_day + 0)


def _sums(
    scope: Scope, days: range, which: ColumnElement[bool], sign: int, day: ColumnElement[int] = EPISODE.c.from_day
) -> Select[Any]:
    sums = (func.count() * sign, *(func.sum(EPISODE.c[name]) * sign for name in SUMS[1:]))
    on_days = and_(day >= days.start, day < days.stop)
    return select(*_KEY, *sums).where(which, on_days, within(scope, EPISODE.c.place_id)).group_by(*_KEY)
