"""Targets against the figures: where each stands as of a day, as known at a moment, within the reader's area."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.progress import sum_of
from landtrack.domain.question import Question
from landtrack.domain.scope import Right
from landtrack.domain.targets.target_state import judge_target
from landtrack.store.log import head_at
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.standpoint import stand
from landtrack.usecases.tables.read_table import plain_rows

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.progress import Breakdown, Measure, Progress
    from landtrack.domain.scope import Scope
    from landtrack.domain.targets.campaign import Campaign
    from landtrack.domain.targets.target import Target
    from landtrack.domain.targets.target_state import TargetState
    from landtrack.store.database import Database, View


@dataclass(frozen=True, slots=True)
class FollowedTarget:
    """A target, how it stands at the end of ``judged_on``, and the figures at its start and then.

    It is judged on the day asked for, but on its due day at the latest: what comes after that is too late for it.
    """

    key: str
    target: Target
    judged_on: date
    state: TargetState
    opening: Measure
    now: Measure


@dataclass(frozen=True, slots=True)
class FollowedCampaign:
    """A campaign and its targets; ``key`` "" and no campaign for the targets that belong to none."""

    key: str
    campaign: Campaign | None
    targets: tuple[FollowedTarget, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """All targets as of a day, as known at a moment."""

    as_of: date
    known_at: datetime
    head: str
    cutoffs: Cutoffs
    targets: tuple[FollowedTarget, ...]
    campaigns: tuple[FollowedCampaign, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether no target has a case: perhaps none was known, or none was found."""
        return not any(row.state.whole for row in self.targets)


def follow_targets(database: Database, scope: Scope, question: Question) -> Followed:
    """Return the targets that the reader's area has a part in; those known at the question's moment."""
    with database.reading() as view:
        return targets_in(view, scope, question)


def targets_in(view: View, scope: Scope, question: Question) -> Followed:
    """Return the same within a view that the caller already has.

    A target of all units is judged on the reader's own area; one of named units only if he sees them all. A question
    about a unit is answered as to a reader of that unit; one that he may not see is refused like an unknown one.
    """
    scope.require(Right.SEE_CASES)
    if question.unit is not None:
        scope = replace(scope, places=stand(view, scope, question).places)
    now = progress_in(view, scope, replace(question, unit=None))
    entry = head_at(view.connection, question.known_at).number
    figures = _Figures(view, scope, question)
    found = []
    for key, target in plain_rows(view, OfficeTable.TARGET, entry).items():
        followed = _followed(key, target, figures)
        if followed is not None:
            found.append(followed)
    found.sort(key=lambda row: (row.target.due, row.key))
    campaigns = plain_rows(view, OfficeTable.CAMPAIGN, entry)
    return Followed(now.as_of, now.known_at, now.head, now.cutoffs, tuple(found), _grouped(campaigns, found))


@dataclass(slots=True)
class _Figures:
    """Figures of several days from one view, each computed once."""

    view: View
    scope: Scope
    question: Question
    _kept: dict[tuple[date, date], Progress] = field(default_factory=dict)

    def on(self, day: date, frame: date) -> Progress:
        """Return the figures as of a day in the units of another."""
        if (day, frame) not in self._kept:
            asked = Question(day, self.question.known_at, frame, None, self.question.cutoffs)
            self._kept[day, frame] = progress_in(self.view, self.scope, asked)
        return self._kept[day, frame]


def _followed(key: str, target: Target, figures: _Figures) -> FollowedTarget | None:
    as_of = min(figures.question.as_of, target.due)
    now = _measure(target, figures.on(as_of, target.since))
    # Before its first day there is no opening yet: nothing has been done towards it.
    opening = now if as_of < target.since else _measure(target, figures.on(target.since, target.since))
    if now is None or opening is None:
        return None
    return FollowedTarget(key, target, as_of, judge_target(target, opening, now, as_of), opening, now)


def _measure(target: Target, progress: Progress) -> Measure | None:
    """Return the figures of the target's band and units; None where the reader does not see all of its units."""
    if not target.units:
        return _of_band(target, progress.whole)
    units = {unit.code: breakdown for unit, breakdown in progress.units}
    if not set(target.units) <= set(units):
        return None
    return sum_of(_of_band(target, units[code]) for code in target.units)


def _of_band(target: Target, found: Breakdown) -> Measure:
    band = target.band.band
    return found.total if band is None else found.bands[band]


def _grouped(campaigns: dict[str, Campaign], found: list[FollowedTarget]) -> tuple[FollowedCampaign, ...]:
    """Return the campaigns by their first day, then the targets of none."""
    groups = [
        FollowedCampaign(key, campaign, tuple(row for row in found if row.target.campaign == key))
        for key, campaign in sorted(campaigns.items(), key=lambda pair: (pair[1].since, pair[0]))
    ]
    alone = tuple(row for row in found if row.target.campaign not in campaigns)
    return (*groups, *([FollowedCampaign("", None, alone)] if alone else []))
