"""What was learned between two entries of the log of how cases stood on a day, case by case or those alike together.

Cases that differ in nothing are never read: each row is a rectangle of ``episode`` that begins or ends between the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Subquery, and_, case, false, func, literal, null, or_, select, union_all

from landtrack.domain.bridges.movement import Standing
from landtrack.store import schema
from landtrack.store.area_wall import within
from landtrack.store.episodes import BANDS, STATUSES
from landtrack.store.movements import banded
from landtrack.store.schema.figures import ENDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

EPISODE, REVISION, CASE = schema.episode, schema.revision, schema.violation_case
CELL = ("place", "band", "status")


class Told(StrEnum):
    """How cases are given.

    SUMMED: those alike in every cell as one. ALIKE: of these only what went through the same movements as one, so that
    it can be counted. SINGLY: each by itself, with its code.
    """

    SUMMED = "summed"
    ALIKE = "alike"
    SINGLY = "singly"


@dataclass(frozen=True, slots=True)
class LearnedCases:
    """Cases that were known otherwise; None where they were not there on the day. ``code`` "" where they are summed."""

    before: Standing | None
    after: Standing | None
    redated: bool
    code: str = ""


def learned_between(
    view: View,
    scope: Scope,
    day: date,
    entries: tuple[int, int],
    cutoffs: Cutoffs | None = None,
    *,
    only: Sequence[int] | None = None,
    told: Told = Told.SUMMED,
) -> Iterator[LearnedCases]:
    """Give the cases that on ``day`` stood otherwise as known at the first of the entries than at the second.

    Of a case that came from or went to a place the reader may not see, both sides are given: the caller counts what
    happened in his places only. ``only`` narrows to the cases with these ids.
    """
    newest = newest_case(view, entries[0])
    pairs = _pairs(day.toordinal(), entries, cutoffs, only)
    seen = or_(within(scope, pairs.c.place_0), within(scope, pairs.c.place_1))
    redated = _redated(pairs, entries, newest)
    cells = [pairs.c[f"{name}_{side}"] for side in (0, 1) for name in CELL]
    sums = [pairs.c[f"{name}_{side}"] for side in (0, 1) for name in ("area", "resolved")]
    if told is Told.SINGLY:
        query = select(*cells, redated, literal(1), *sums, CASE.c.code).join(CASE, CASE.c.id == pairs.c.case_id)
        query = query.order_by(CASE.c.code)
    else:
        alone = _alone(pairs) if told is Told.ALIKE else literal(0)
        keyed = select(*cells, redated.label("redated"), *sums, alone.label("alone")).where(seen).subquery()
        keys = [keyed.c[column.name] for column in cells]
        totals = [func.sum(keyed.c[column.name]) for column in sums]
        query = select(*keys, keyed.c.redated, func.count(), *totals, literal(""))
        query = query.group_by(*keys, keyed.c.redated, keyed.c.alone)
    for row in view.connection.execute(query.where(seen) if told is Told.SINGLY else query):
        place_0, band_0, status_0, place_1, band_1, status_1, redate, cases, area_0, part_0, area_1, part_1, code = row
        before = _standing(place_0, band_0, status_0, cases, area_0, part_0)
        after = _standing(place_1, band_1, status_1, cases, area_1, part_1)
        yield LearnedCases(before, after, bool(redate), code)


def _standing(place: int | None, band: int, status: int, cases: int, area: Any, part: Any) -> Standing | None:
    return None if place is None else Standing(place, BANDS[band], STATUSES[status], cases, int(area), int(part))


def _pairs(day: int, entries: tuple[int, int], cutoffs: Cutoffs | None, only: Sequence[int] | None) -> Subquery:
    """Return a row for each case that changed: how it stood as known at the first entry (0) and at the second (1).

    ``only`` narrows to the cases with these ids.
    """
    first, last = entries
    # "+ 0" keeps a condition from being looked up: the other one is the one with the fewest rows.
    since, until = EPISODE.c.from_entry, EPISODE.c.until_entry
    if only is None:
        ended = and_(since + 0 <= first, until > first, until <= last, ENDED)
        begun = and_(since > first, since <= last, until + 0 > last)
    else:
        these = EPISODE.c.case_id.in_(only)
        ended = and_(these, since + 0 <= first, until + 0 > first, until + 0 <= last)
        begun = and_(these, since + 0 > first, since + 0 <= last, until + 0 > last)
    band, source = banded(cutoffs)
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


def _alone(pairs: Subquery) -> ColumnElement[int]:
    """Return 0 for cases that went through the same movements as all others alike, else the case's own id.

    These are what came or went, and what stands otherwise with the area it had. Of the rest, which are few, two areas
    that were corrected may even out.
    """
    came_or_went = or_(pairs.c.place_0.is_(None), pairs.c.place_1.is_(None))
    restated = and_(pairs.c.area_0 == pairs.c.area_1, pairs.c.status_0 != pairs.c.status_1)
    return case((or_(came_or_went, restated), 0), else_=pairs.c.case_id)


def newest_case(view: View, entry: int) -> int:
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
