"""All the demo's cases together: planned, laid out on the land, and their stories told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.domain.status import Status
from landtrack.usecases.demo.life import live_on
from landtrack.usecases.demo.new_cases import FOUND_LATE, FOUND_NEW, NEW_BANDS, tell_new
from landtrack.usecases.demo.parcels import lay_out
from landtrack.usecases.demo.past import tell_past
from landtrack.usecases.demo.plan import Drawn, plan_more, plan_snapshot
from landtrack.usecases.demo.steps import tell_steps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.frame import UnitRegistry
    from landtrack.usecases.demo.story import Event

# Known and gone again by the snapshot; and new cases where somebody only pointed at the map.
EXCLUDED_BY_THEN, WITHDRAWN_BY_THEN, NEW_POINTS = 64, 9, 8
_OLD_BANDS = {Band.BEFORE: 87, Band.BETWEEN: 11, Band.AFTER: 1, Band.UNDETERMINED: 1}


def tell(dice: Mapping[str, Random], registry: UnitRegistry, boundaries: Mapping[int, BaseGeometry]) -> list[Event]:
    """Return everything that will be entered, in order.

    ``dice`` are named "plan", "land", "past", "life" and "steps", so that a change of one does not turn all others;
    ``boundaries`` are those of the oldest communes, by unit id, EPSG:4326.
    """
    communes = [unit for unit in registry.units if unit.id in boundaries]
    plan = dice["plan"]
    snapshot = plan_snapshot(plan, communes)
    gone = plan_more(plan, communes, EXCLUDED_BY_THEN + WITHDRAWN_BY_THEN, _OLD_BANDS)
    excluded = [replace(case, status=Status.EXCLUDED) for case in gone[:EXCLUDED_BY_THEN]]
    withdrawn = [replace(case, withdrawn=True) for case in gone[EXCLUDED_BY_THEN:]]
    new = plan_more(plan, communes, FOUND_LATE + FOUND_NEW, NEW_BANDS)
    new[:NEW_POINTS] = [replace(case, drawn=Drawn.POINT) for case in new[:NEW_POINTS]]
    known = [*snapshot, *excluded, *withdrawn]
    sites = lay_out(dice["land"], communes, boundaries, [*known, *new])
    stories = tell_past(dice["past"], known, sites[: len(known)], {unit.id: unit for unit in communes})
    live_on(dice["life"], stories)
    stories += tell_new(dice["life"], registry, new, sites[len(known) :], len(known))
    events = [event for story in stories for event in story.events]
    events += tell_steps(dice["steps"], stories)
    return sorted(events, key=lambda event: (event.moment, event.number))
