"""Episodes: the two clocks of one case cut into rectangles in which nothing changes.

An episode says: *from* this day (until that day) and *from* this log entry (until that one) the case was in this
state. The case as of a day D known at entry N is the one episode with ``from_day <= D < until_day`` and
``from_entry <= N < until_entry``, so any figure of any past is one scan of one table. Episodes are derived: they
can be thrown away and computed again, and a property test holds them against the replay in ``history``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from landtrack.domain.boundary import Judgement
from landtrack.domain.history import CaseState, state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from landtrack.domain.case import Facts
    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.history import CaseHistory
    from landtrack.domain.status import Status

FOREVER = 2_000_000_000
"""Later than every day number (``date.toordinal``) and every entry: "until further notice"."""

UNJUDGED = Judgement(outside=False, leaf_id=None)


class Gap(IntEnum):
    """What a map does not show of a case."""

    NONE = 0
    NO_GEOMETRY = 1
    OUTSIDE_UNIT = 2


@dataclass(frozen=True, slots=True)
class Episode:
    """One rectangle of days and entries with the state in it; its ends are exclusive.

    ``was`` and ``was_resolved`` (tenths of m²) are the status and the resolved part on the day before, as known within
    the same entries; None and 0 where the case was not yet found. So what happened on a day needs no second row.
    """

    case_id: int
    from_day: int
    until_day: int
    from_entry: int
    until_entry: int
    found: CaseState
    place_id: int
    gap: Gap
    was: Status | None = None
    was_resolved: int = 0


@dataclass(frozen=True, slots=True)
class JudgedAt:
    """How a revision's geometry lies, judged with the boundaries recorded by ``entry``."""

    entry: int
    judgement: Judgement


def place_of(registry: UnitRegistry, facts: Facts, judgement: Judgement) -> int:
    """Return the unit that tells most exactly where the case lies.

    The unit of its recording; narrowed to its parcel's old commune, then to the old commune its geometry lies in,
    each only where that one became part of the other: so every frame agrees, and nobody's case moves to a neighbour.
    """
    place = facts.unit_id
    for narrower in (facts.parcel_unit_id, judgement.leaf_id):
        if narrower is not None and narrower in registry.ancestors(place):
            place = narrower
    return place


def gap_of(facts: Facts, judgement: Judgement) -> Gap:
    """Return what is missing from the case's place on a map."""
    if facts.geometry is None:
        return Gap.NO_GEOMETRY
    return Gap.OUTSIDE_UNIT if judgement.outside else Gap.NONE


def episodes(history: CaseHistory, registry: UnitRegistry, judged: Mapping[int, Sequence[JudgedAt]]) -> list[Episode]:
    """Return the episodes of one case.

    ``judged`` gives per revision entry the judgements of its geometry, oldest boundaries first. Replays the case at
    every entry that could change it, those at which one of its forms began or ceased to count among them; equal
    rectangles of neighbouring entries become one.
    """
    elsewhere = {row.entry for rows in judged.values() for row in rows}
    elsewhere |= history.counting.entries_of({row.form for row in history.changes})
    first = history.revisions[0].entry
    moments = sorted({row.entry for row in history.recorded} | {entry for entry in elsewhere if entry > first})
    running: dict[tuple[object, ...], Episode] = {}
    finished: list[Episode] = []
    for entry in moments:
        now = {_key(row): row for row in _days(history, registry, judged, entry)}
        finished.extend(replace(row, until_entry=entry) for key, row in running.items() if key not in now)
        running = {key: running.get(key, row) for key, row in now.items()}
    return [*finished, *running.values()]


def _key(row: Episode) -> tuple[object, ...]:
    found, before = row.found, (row.was, row.was_resolved)
    change = None if found.change is None else found.change.entry
    return (row.from_day, row.until_day, found.revision.entry, change, found.counted, row.place_id, row.gap, *before)


def _days(
    history: CaseHistory, registry: UnitRegistry, judged: Mapping[int, Sequence[JudgedAt]], entry: int
) -> list[Episode]:
    """Return the rectangles of days as known from ``entry`` on."""
    revision = history.revision_at(entry)
    if revision is None or revision.withdrawn:
        return []
    known = [row.judgement for row in judged.get(revision.entry, ()) if row.entry <= entry]
    judgement = known[-1] if known else UNJUDGED
    found_on = revision.facts.found_on.toordinal()
    starts = sorted({found_on, *(max(found_on, row.effective_on.toordinal()) for row in history.changes_at(entry))})
    place, gap = place_of(registry, revision.facts, judgement), gap_of(revision.facts, judgement)
    rows: list[Episode] = []
    for start, until in zip(starts, [*starts[1:], FOREVER], strict=True):
        found = state(history, date.fromordinal(start), entry)
        if found is not None:
            before = (rows[-1].found.status, rows[-1].found.resolved_area) if rows else (None, 0)
            rows.append(Episode(history.case_id, start, until, entry, FOREVER, found, place, gap, *before))
    return rows
