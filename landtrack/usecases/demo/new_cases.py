"""Cases that are found or entered only after 30/11/2023, each in the unit that is valid on the day of its entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.domain.status import Status
from landtrack.usecases.demo.days import happened
from landtrack.usecases.demo.dice import happens, pick
from landtrack.usecases.demo.life import LAST_ENTRY, LATE, SLOW
from landtrack.usecases.demo.office import day_between, entered_at
from landtrack.usecases.demo.past import facts_of
from landtrack.usecases.demo.paths import lead
from landtrack.usecases.demo.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from landtrack.domain.frame import UnitRegistry
    from landtrack.usecases.demo.parcels import Site
    from landtrack.usecases.demo.plan import Planned

FOUND_LATE, FOUND_NEW = 14, 430
UNPLACED = 3
# Invented: how often a clerk of a merged unit also writes the old commune, and how often he then draws nothing.
OLD_COMMUNE_TOLD, NOT_DRAWN = 0.78, 0.03
NEW_BANDS = {Band.AFTER: 76, Band.BETWEEN: 11, Band.BEFORE: 9, Band.UNDETERMINED: 4}
_FIVE_UNITS = date(2025, 7, 1)
_LAST_FOUND = date(2026, 10, 23)
_ENDS = {Status.RESOLVED: 60, Status.IN_HAND: 16, Status.PARTLY_RESOLVED: 5, Status.OPEN: 15, Status.EXCLUDED: 4}
_SLOWEST = timedelta(days=45)


def tell_new(
    dice: Random, registry: UnitRegistry, planned: Sequence[Planned], sites: Sequence[Site], first_number: int
) -> list[Story]:
    """Return the stories of the new cases: the first ``FOUND_LATE`` were found in November 2023, the rest later.

    The last three are entered after July 2025 with neither old commune nor geometry: nothing says where among the 19.
    """
    stories = []
    for place, (case, site) in enumerate(zip(planned, sites, strict=True)):
        if place < FOUND_LATE:
            found_on = day_between(dice, date(2023, 10, 23), date(2023, 11, 29))
            moment = entered_at(dice, found_on + timedelta(days=dice.randint(9, 60)), None, LATE.enter_last)
            moment = max(moment, entered_at(dice, LATE.enter_first, None, LATE.enter_last))
        else:
            lost = place >= len(planned) - UNPLACED
            found_on = day_between(dice, _FIVE_UNITS if lost else LATE.enter_first, _LAST_FOUND)
            moment = entered_at(dice, found_on + timedelta(days=dice.choice((0, 0, 1, 2, 3, 6))), None, LAST_ENTRY)
        story = _entered(dice, registry, first_number + place, (case, site), (found_on, moment.date()))
        if place >= len(planned) - UNPLACED:
            story.facts = replace(story.facts, geometry=None, parcel_unit_id=None)
        story.enter(moment)
        _follow(dice, story)
        stories.append(story)
    return stories


def _entered(
    dice: Random, registry: UnitRegistry, number: int, what: tuple[Planned, Site], days: tuple[date, date]
) -> Story:
    """Return a story that is about to be entered; ``days`` are when it was found and when it is entered."""
    (case, site), (found_on, entered_on) = what, days
    frame = registry.frame(entered_on)
    # The old communes all became part of one unit each: every frame has a place for them.
    unit_id = frame.places[case.leaf_id] or case.leaf_id
    unit = registry.find(unit_id)
    earliest, latest = happened(dice, case.band, found_on - timedelta(days=2))
    facts = facts_of(dice, case, site, unit, (earliest, latest), found_on)
    merged = unit_id != case.leaf_id
    told = happens(dice, OLD_COMMUNE_TOLD)
    drawn = not (told and happens(dice, NOT_DRAWN))
    facts = replace(
        facts,
        parcel_unit_id=case.leaf_id if merged and told else None,
        geometry=facts.geometry if drawn or not merged else None,
    )
    return Story(number, case, site, facts)


def _follow(dice: Random, story: Story) -> None:
    """Let happen what may have happened by the end of October 2026."""
    if story.since + _SLOWEST > SLOW.last:
        return
    wanted = pick(dice, _ENDS)
    if wanted is not Status.OPEN:
        lead(dice, story, wanted, replace(SLOW, first=story.since, enter_first=story.since))
