"""One case as the panel shows it: its facts and status in a question, its history, and what may be done to it now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import shapely

from landtrack.domain.errors import UnknownCase
from landtrack.domain.history import latest, state
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.domain.status import REACHED_FROM, Status
from landtrack.formats.coordinates import BAC_GIANG, from_wgs84
from landtrack.store.case_feed import read_case_feed
from landtrack.store.entries import recorded
from landtrack.store.histories import find_history
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.history import CaseHistory, CaseState, Revision, StatusChange
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database
    from landtrack.store.entries import Recorded


@dataclass(frozen=True, slots=True)
class Position:
    """A point in degrees (EPSG:4326) and in the official system (metres, one decimal)."""

    lon: Decimal
    lat: Decimal
    east: Decimal
    north: Decimal


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """A case in a question.

    ``history`` is what was known then, ``revision`` its facts; ``found`` its state as of the question's day (None: not
    yet found, or withdrawn), ``row`` the same as a list of the page shows it (``FEED_COLUMNS``). ``version`` is what
    the reader sends back with a change, ``actions`` are the statuses it may get today, ``last`` is the change that
    *undo* takes back: none without the right to change.
    """

    history: CaseHistory
    revision: Revision
    found: CaseState | None
    row: list[Any] | None
    entries: Mapping[int, Recorded]
    registry: UnitRegistry
    version: int
    actions: tuple[Status, ...]
    last: StatusChange | None

    @property
    def unit(self) -> AreaUnit:
        """Return the unit in which the case was recorded."""
        return self.registry.find(self.revision.facts.unit_id)

    @property
    def position(self) -> Position | None:
        """Return a point inside the case's geometry; None without one."""
        geometry = self.revision.facts.geometry
        if geometry is None:
            return None
        inside = shapely.point_on_surface(geometry)
        official = from_wgs84(inside, BAC_GIANG)
        return Position(
            *(Decimal(f"{number:.6f}") for number in (inside.x, inside.y)),
            *(Decimal(f"{number:.1f}") for number in (official.x, official.y)),
        )


def show_case(database: Database, scope: Scope, code: str, question: Question) -> CaseSheet:
    """Return the case; refuse (:class:`UnknownCase`) one that is not there, not the reader's, or not known then."""
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        history = find_history(view, scope, code)
        point = stand(view, scope, question)
        known = known_at(history, point.entry)
        revision = known.revision_at(point.entry)
        if revision is None:
            raise UnknownCase("case.unknown", case=code)
        _, cutoffs = asked_cutoffs(view, question, point.entry)
        one = history.case_id
        rows = read_case_feed(view, scope, question.as_of, point.entry, point.places, one, cutoffs=cutoffs).rows
        entries = recorded(view, [row.entry for row in known.recorded])
        may_change = Right.CHANGE_CASES in scope.rights and not history.revisions[-1].withdrawn
        return CaseSheet(
            known,
            revision,
            state(known, question.as_of, point.entry),
            rows[0] if rows else None,
            entries,
            point.registry,
            history.version,
            possible(history, day_in_vietnam(database.now())) if may_change else (),
            history.last_change() if may_change else None,
        )


def newest_facts(database: Database, scope: Scope, code: str) -> CaseHistory:
    """Return the whole history of a case that the reader may change: its newest facts are where a correction begins."""
    scope.require(Right.CHANGE_CASES)
    with database.reading() as view:
        return find_history(view, scope, code)


def known_at(history: CaseHistory, entry: int) -> CaseHistory:
    """Return what was known of a case at a log entry; perhaps nothing."""
    return replace(
        history,
        revisions=tuple(row for row in history.revisions if row.entry <= entry),
        changes=tuple(row for row in history.changes if row.entry <= entry),
        voids=tuple(row for row in history.voids if row.entry <= entry),
        counting=history.counting.known_at(entry),
    )


def possible(history: CaseHistory, today: date) -> tuple[Status, ...]:
    """Return the statuses that the case could be given today, in the order in which work goes on."""
    found = latest(history, today)
    now = Status.OPEN if found is None else found.status
    order = (Status.IN_HAND, Status.PARTLY_RESOLVED, Status.RESOLVED, Status.EXCLUDED, Status.OPEN)
    return tuple(status for status in order if now in REACHED_FROM[status])
