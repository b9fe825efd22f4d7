"""The years until 30/11/2023: how every case of the snapshot came to the status that it has that evening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.case import Facts
from landtrack.domain.cutoff import Band
from landtrack.domain.status import ChangeDraft, Exclusion, Status
from landtrack.usecases.demo.days import found_in_review, happened, known
from landtrack.usecases.demo.dice import happens
from landtrack.usecases.demo.land_use import land_type, violation_kind
from landtrack.usecases.demo.office import day_between, entered_at
from landtrack.usecases.demo.paths import Spell, lead
from landtrack.usecases.demo.plan import Drawn
from landtrack.usecases.demo.story import Story

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.usecases.demo.parcels import Site
    from landtrack.usecases.demo.plan import Planned

SNAPSHOT_DAY = date(2023, 11, 30)
REGISTER_BEGINS = date(2020, 3, 2)
OLD_FILES_ENTERED = date(2021, 5, 28)
UNTIL_SNAPSHOT = Spell(date.min, SNAPSHOT_DAY - timedelta(days=1), date.min, SNAPSHOT_DAY)
FIRST_CORRECTIONS = date(2023, 7, 1)
# Invented shares: resolved, reopened and resolved again; resolved and reopened; first entered with another area; a
# change entered for the wrong case and taken back; and of the excluded ones, those that stood in the register twice.
RESOLVED_TWICE, OPEN_AGAIN, CORRECTED, MISTAKEN, DUPLICATES = 0.018, 0.14, 0.012, 0.004, 0.45
# The days on both sides of the two cutoffs, each once.
_EDGES = {
    Band.BEFORE: (date(2014, 6, 30),),
    Band.BETWEEN: (date(2014, 7, 1), date(2020, 6, 11)),
    Band.AFTER: (date(2020, 6, 12),),
}


def tell_past(
    dice: Random, planned: Sequence[Planned], sites: Sequence[Site], units: Mapping[int, AreaUnit]
) -> list[Story]:
    """Return the stories of the snapshot's cases, of those excluded by then, and of those entered by mistake.

    ``units`` are the communes of that time by id; cases planned as excluded end so, in no count.
    """
    edges = {band: list(days) for band, days in _EDGES.items()}
    stories: list[Story] = []
    for number, (case, site) in enumerate(zip(planned, sites, strict=True)):
        left = edges.get(case.band)
        edge = left.pop() if left else None
        span = happened(dice, case.band, SNAPSHOT_DAY - timedelta(days=40)) if edge is None else (edge, edge)
        neighbours = [row for row in stories if row.facts.unit_id == case.leaf_id and row.events]
        if case.status is Status.EXCLUDED and happens(dice, DUPLICATES):
            story = _twin_of(dice, number, case, dice.choice(neighbours))
        else:
            story = _entered(dice, number, case, site, units[case.leaf_id], span)
            _lead_to_snapshot(dice, story)
        stories.append(story)
    return stories


def _entered(
    dice: Random, number: int, planned: Planned, site: Site, unit: AreaUnit, span: tuple[date | None, date | None]
) -> Story:
    found_on = found_in_review(dice, span[1], planned.band)
    facts = facts_of(dice, planned, site, unit, span, found_on)
    if found_on < REGISTER_BEGINS:
        day = day_between(dice, REGISTER_BEGINS, OLD_FILES_ENTERED)
    else:
        day = found_on + timedelta(days=dice.choice((0, 1, 2, 4, 7, 14, 30, 45)))
    moment = entered_at(dice, day, None, UNTIL_SNAPSHOT.enter_last)
    corrected = moment.date() < FIRST_CORRECTIONS and happens(dice, CORRECTED)
    wrong = max(10, round(facts.area * dice.uniform(0.6, 1.5))) if corrected else facts.area
    story = Story(number, planned, site, replace(facts, area=wrong))
    story.enter(moment)
    if corrected:
        later = entered_at(dice, moment.date() + timedelta(days=dice.randint(5, 90)), moment, UNTIL_SNAPSHOT.enter_last)
        story.correct(facts, "Trích đo lại diện tích.", later)
    return story


def _twin_of(dice: Random, number: int, planned: Planned, other: Story) -> Story:
    """Return the story of the same land entered a second time, measured anew, and excluded when somebody saw it."""
    geometry = other.site.geometry
    facts = replace(other.facts, area=round(other.facts.area * dice.uniform(0.97, 1.03)), geometry=geometry)
    story = Story(number, planned, other.site, facts)
    first = other.events[0].moment
    story.enter(entered_at(dice, first.date() + timedelta(days=dice.randint(3, 60)), first, UNTIL_SNAPSHOT.enter_last))
    day = day_between(dice, facts.found_on, UNTIL_SNAPSHOT.last)
    draft = ChangeDraft(Status.EXCLUDED, day, exclusion=Exclusion.DUPLICATE, note="Trùng với vụ việc {twin}.")
    story.change(draft, entered_at(dice, day, story.told, UNTIL_SNAPSHOT.enter_last), other.number)
    return story


def _lead_to_snapshot(dice: Random, story: Story) -> None:
    wanted = story.planned.status
    if happens(dice, MISTAKEN):
        lead(dice, story, Status.IN_HAND, UNTIL_SNAPSHOT)
        day = story.since + timedelta(days=dice.randint(1, 9))
        story.undo("Ghi nhầm vụ việc.", entered_at(dice, day, story.told, UNTIL_SNAPSHOT.enter_last))
    if story.planned.withdrawn:
        day = story.facts.found_on + timedelta(days=dice.randint(20, 200))
        story.withdraw("Nhập nhầm, không có vụ việc này.", entered_at(dice, day, story.told, UNTIL_SNAPSHOT.enter_last))
        return
    if wanted is Status.OPEN and happens(dice, OPEN_AGAIN):
        lead(dice, story, Status.RESOLVED, UNTIL_SNAPSHOT)
        lead(dice, story, Status.OPEN, UNTIL_SNAPSHOT)
    elif wanted is not Status.OPEN:
        if wanted is Status.RESOLVED and happens(dice, RESOLVED_TWICE):
            lead(dice, story, Status.RESOLVED, UNTIL_SNAPSHOT)
            lead(dice, story, Status.OPEN, UNTIL_SNAPSHOT)
        lead(dice, story, wanted, UNTIL_SNAPSHOT)


def facts_of(
    dice: Random, planned: Planned, site: Site, unit: AreaUnit, span: tuple[date | None, date | None], found_on: date
) -> Facts:
    """Return the facts of a planned case recorded in ``unit``; ``span`` is earliest and latest day of the violation."""
    return Facts(
        unit_id=unit.id,
        kind=violation_kind(dice, planned.manner, planned.band),
        occurred=known(*span, found_on),
        found_on=found_on,
        area=planned.area,
        land_type=land_type(dice, planned.manner, unit, found_on),
        hamlet=site.hamlet,
        map_sheet=site.map_sheet,
        parcel=site.parcel,
        part_of_parcel=site.part_of_parcel,
        geometry=None if planned.drawn is Drawn.NOTHING else site.geometry,
    )
