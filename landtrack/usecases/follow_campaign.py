"""One campaign: its targets, the figures over its period, and its units side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.question import Question
from landtrack.domain.targets.target import TargetBand, TargetMeasure
from landtrack.usecases.follow_targets import targets_in
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.reports.figure_series import series_in
from landtrack.usecases.target_lines import target_lines

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.progress import Breakdown, Measure, Progress
    from landtrack.domain.report.series import SeriesPoint, TargetLine
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database
    from landtrack.usecases.follow_targets import Followed, FollowedCampaign

WEEK = 7
MOST_POINTS = 53


class UnknownCampaign(Refusal):
    """No such campaign was known at the moment asked for."""


@dataclass(frozen=True, slots=True)
class CampaignUnit:
    """A unit of the campaign: its figures at the end of the first day, and at the end of ``Course.last``."""

    unit: AreaUnit
    opening: Measure
    now: Measure


@dataclass(frozen=True, slots=True)
class Course:
    """How a campaign goes, of the cases of ``band``, until ``last``: the day asked for, at the latest its due day.

    ``series`` and ``units`` are empty before its first day.
    """

    found: Followed
    group: FollowedCampaign
    band: TargetBand
    last: date
    frame: date
    series: tuple[SeriesPoint, ...]
    targets: tuple[TargetLine, ...]
    units: tuple[CampaignUnit, ...]


def follow_campaign(database: Database, scope: Scope, question: Question, key: str) -> Course:
    """Return how a campaign goes within the reader's area; in the units of its first day unless others are asked for.

    Refuses (UnknownCampaign) a key that was in no row at the question's moment.
    """
    with database.reading() as view:
        found = targets_in(view, scope, question)
        group = next((one for one in found.campaigns if one.campaign is not None and one.key == key), None)
        if group is None or group.campaign is None:
            raise UnknownCampaign("campaign.unknown", key=key[:80])
        campaign = group.campaign
        last, frame = min(question.as_of, campaign.due), question.frame or campaign.since
        own = replace(found, targets=group.targets)
        lines = target_lines(own, TargetMeasure.CASES)
        band = _band(group)
        if last < campaign.since:
            return Course(found, group, band, last, frame, (), lines, ())
        about = Question(last, question.known_at, frame, None, question.cutoffs)
        opening = progress_in(view, scope, replace(about, as_of=campaign.since))
        return Course(
            found,
            group,
            band,
            last,
            frame,
            series_in(view, scope, about, campaign_days(campaign.since, last)),
            lines,
            _units(opening, progress_in(view, scope, about), band),
        )


def campaign_days(first: date, last: date) -> list[date]:
    """Return the days of the picture: every week, or as many weeks apart as keep it readable, and the last."""
    weeks = -(-((last - first).days + 1) // (WEEK * MOST_POINTS))
    step = WEEK * max(1, weeks)
    return [*(first + timedelta(days=days) for days in range(0, (last - first).days, step)), last]


def _band(group: FollowedCampaign) -> TargetBand:
    """Return the band that all its targets are about, else all."""
    bands = {row.target.band for row in group.targets}
    return bands.pop() if len(bands) == 1 else TargetBand.ALL


def _units(opening: Progress, now: Progress, band: TargetBand) -> tuple[CampaignUnit, ...]:
    before = {unit.id: found for unit, found in opening.units}
    return tuple(
        CampaignUnit(unit, _measure(before[unit.id], band), _measure(found, band))
        for unit, found in now.units
        if unit.id in before
    )


def _measure(found: Breakdown, band: TargetBand) -> Measure:
    return found.total if band.band is None else found.bands[band.band]
