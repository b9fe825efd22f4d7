"""What changed between two moments, and which cases are behind each line: the bridge."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landtrack.domain.bridges.bridge import Bookkeeping, Bridge, Moment, MovedCase, by_cell
from landtrack.domain.bridges.movement import happened, learned, restated
from landtrack.domain.errors import Refusal
from landtrack.domain.progress import counted, sum_of
from landtrack.domain.scope import Right
from landtrack.store.figures import counted_one_by_one, few_episodes, tallies
from landtrack.store.learned_sums import RestatedCases, learned_in_sums
from landtrack.store.learning import Told, learned_between
from landtrack.store.movements import changed_between
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from landtrack.domain.bridges.bridge import Cell
    from landtrack.domain.bridges.movement import Movement, Shift, Standing
    from landtrack.domain.cutoff import Band, Cutoffs
    from landtrack.domain.progress import Measure, Tally
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.store.learning import LearnedCases
    from landtrack.store.movements import ChangedCases
    from landtrack.usecases.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class Way:
    """Both ends of a bridge in one view, and what narrows it."""

    view: View
    scope: Scope
    start: Standpoint
    end: Standpoint
    cutoffs: Cutoffs | None

    @property
    def entries(self) -> tuple[int, int]:
        """Return the log entries known at the beginning and at the end."""
        return self.start.entry, self.end.entry

    def visible(self, place: int) -> bool:
        """Return whether what happens in a place is told: seen by the reader, and in the unit asked for."""
        return self.scope.sees(place) and (self.end.places is None or place in self.end.places)

    def mine(self, shifts: Iterable[Shift]) -> Iterator[Shift]:
        """Give the shifts in places that are told."""
        return (shift for shift in shifts if self.visible(shift.place_id))


def compare_moments(database: Database, scope: Scope, opening: Question, closing: Question) -> Bridge:
    """Return the bridge from one question to another, in the frame, the unit and the cutoffs of the second.

    Goes (D, K) → (D, K2) → (D2, K2). Refuses a second moment that lies before the first, on either clock.
    """
    with database.reading() as view:
        return bridge_in(view, scope, opening, closing)


def refuse_reversed(opening: Question, closing: Question) -> None:
    """Refuse a second moment that lies before the first, on either clock."""
    if opening.as_of > closing.as_of:
        raise Refusal("bridge.days_reversed", first=opening.as_of, last=closing.as_of)
    if opening.known_at > closing.known_at:
        raise Refusal("bridge.moments_reversed", first=opening.known_at, last=closing.known_at)


def bridge_in(view: View, scope: Scope, opening: Question, closing: Question) -> Bridge:
    """Return the bridge within a view that the caller already has."""
    way = _way(view, scope, opening, closing)
    books = Bookkeeping(way.end.frame)
    standing = tallies(view, scope, way.start.question.as_of, way.start.entry, way.cutoffs)
    for shifts in _learned(way, standing):
        books.add(way.mine(shifts))
    for change in _changed(way, single=False):
        books.add(way.mine(happened(change.was, change.was_resolved, change.after)))
    # Opening and lines are read from sums that are kept, so the closing must not be, or it closes whatever they say.
    count = counted_one_by_one if few_episodes(view) else tallies
    reached = count(view, scope, way.end.question.as_of, way.end.entry, way.cutoffs)
    return Bridge(
        _moment(way.start),
        _moment(way.end),
        way.end.frame.day,
        way.end.units,
        _figures(way, standing),
        {line: dict(cells) for line, cells in books.lines.items()},
        _figures(way, reached),
    )


def _figures(way: Way, rows: Iterable[Tally]) -> dict[Cell, Measure]:
    """Return how everything that is told stands at one end of the way."""
    return by_cell((row for row in counted(rows) if way.visible(row.place_id)), way.end.frame)


def cases_behind(
    database: Database, scope: Scope, opening: Question, closing: Question, line: Movement, band: Band | None = None
) -> list[MovedCase]:
    """Return the cases of one line, by code; one that changed its cell is there for both, left and reached.

    The unit is that of ``closing``; ``band`` None is all.
    """
    return cases_of_lines(database, scope, opening, closing, frozenset({line}), band)


def cases_of_lines(
    database: Database,
    scope: Scope,
    opening: Question,
    closing: Question,
    lines: Collection[Movement],
    band: Band | None = None,
) -> list[MovedCase]:
    """Return the cases of several lines in the same way; a case is there once for each change that it went through."""
    with database.reading() as view:
        way = _way(view, scope, opening, closing)
        codes = {unit.id: unit.code for unit in way.end.frame.units}
        found = []
        for code, before, after, shifts in _single(way):
            cells: dict[tuple[int, Band], list[Measure]] = {}
            for shift in way.mine(shifts):
                if shift.movement in lines and band in {None, shift.band}:
                    cells.setdefault((shift.place_id, shift.band), []).append(shift.measure)
            for (place, cell_band), measures in cells.items():
                unit = codes.get(way.end.frame.places[place] or 0, "")
                told = [side if side is not None and way.visible(side.place_id) else None for side in (before, after)]
                found.append(MovedCase(code, unit, cell_band, told[0], told[1], sum_of(measures)))
        return sorted(found, key=lambda row: (row.code, row.change.cases))


def cases_by_line(view: View, scope: Scope, opening: Question, closing: Question) -> dict[Movement, int]:
    """Return how many cases are behind each line of the bridge, in lines that have any.

    A hundred thousand may have been entered since, so those alike are counted together; what happened is few.
    """
    way = _way(view, scope, opening, closing)
    counts: Counter[Movement] = Counter()
    if way.entries[0] != way.entries[1]:
        day = way.start.question.as_of
        for row in learned_between(way.view, way.scope, day, way.entries, way.cutoffs, told=Told.ALIKE):
            cases = sum(side.cases for side in (row.after or row.before,) if side is not None)
            shifts = way.mine(learned(row.before, row.after, redated=row.redated))
            counts.update(dict.fromkeys({shift.movement for shift in shifts}, cases))
    codes: defaultdict[Movement, set[str]] = defaultdict(set)
    for change in _changed(way, single=True):
        for shift in way.mine(happened(change.was, change.was_resolved, change.after)):
            codes[shift.movement].add(change.code)
    counts.update({line: len(found) for line, found in codes.items()})
    return dict(counts)


def _single(way: Way) -> Iterator[tuple[str, Standing | None, Standing | None, Iterable[Shift]]]:
    for learning in _learned_singly(way):
        shifts = learned(learning.before, learning.after, redated=learning.redated)
        yield learning.code, learning.before, learning.after, shifts
    for change in _changed(way, single=True):
        before = None
        if change.was is not None:
            before = replace(change.after, status=change.was, resolved_area=change.was_resolved)
        yield change.code, before, change.after, happened(change.was, change.was_resolved, change.after)


def _learned(way: Way, opening: Iterable[Tally]) -> Iterator[Iterable[Shift]]:
    day = way.start.question.as_of
    if way.entries[0] == way.entries[1]:
        return
    if way.cutoffs is not None:
        found: Iterable[LearnedCases | RestatedCases] = learned_between(
            way.view, way.scope, day, way.entries, way.cutoffs
        )
    else:
        found = learned_in_sums(way.view, way.scope, day, way.entries, opening)
    for row in found:
        if isinstance(row, RestatedCases):
            yield restated(row.rest)
        else:
            yield learned(row.before, row.after, redated=row.redated)


def _learned_singly(way: Way) -> Iterable[LearnedCases]:
    if way.entries[0] == way.entries[1]:
        return ()
    return learned_between(way.view, way.scope, way.start.question.as_of, way.entries, way.cutoffs, told=Told.SINGLY)


def _changed(way: Way, *, single: bool) -> Iterable[ChangedCases]:
    days = (way.start.question.as_of, way.end.question.as_of)
    if days[0] == days[1]:
        return ()
    return changed_between(way.view, way.scope, days, way.entries[1], way.cutoffs, single=single)


def _way(view: View, scope: Scope, opening: Question, closing: Question) -> Way:
    scope.require(Right.SEE_CASES)
    refuse_reversed(opening, closing)
    end = stand(view, scope, closing)
    start = stand(view, scope, replace(opening, frame=closing.frame_day, unit=None))
    _, cutoffs = asked_cutoffs(view, closing, end.entry)
    return Way(view, scope, start, end, cutoffs)


def _moment(point: Standpoint) -> Moment:
    return Moment(point.question.as_of, point.question.known_at, str(point.head))
