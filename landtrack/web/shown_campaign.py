"""The units of a campaign side by side: figures that lead to their cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.cell import Column
from landtrack.web.bridge_lists import CHANGED, changes_address
from landtrack.web.bridge_table import signed
from landtrack.web.drawn_links import Told
from landtrack.web.language import say

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.progress import Measure
    from landtrack.usecases.follow_campaign import CampaignUnit, Course

    Figure = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit of the campaign, and the days between which it goes."""

    code: str
    course: Course
    days: tuple[date, date]

    @property
    def told(self) -> Told:
        return Told(self.course.found.known_at, self.course.frame)

    def left(self, day: date, measure: Measure) -> Figure:
        amount = measure.cases - measure.resolved
        href = self.told.cell(day, Column.UNRESOLVED, self.course.band.band, self.code)
        return {"text": say().number(amount), "href": href if amount else None}

    def rate(self, day: date, measure: Measure) -> Figure:
        href = self.told.cell(day, Column.RATE_CASES, self.course.band.band, self.code)
        return {"text": say().percent(measure.rate_cases), "href": href if measure.cases else None}

    def changed(self, column: Column, amount: int) -> Figure:
        text, place = say().number(amount), (self.code, self.course.band.band)
        href = changes_address(self.days, self.told.known_at, self.told.frame, place, line=CHANGED, column=column.value)
        return {"text": signed(column, amount) if amount < 0 else text, "href": href if amount else None}


def campaign_figures(one: CampaignUnit, course: Course) -> list[Figure]:
    """Return what was not resolved when it began, what was resolved and found since, what is left, and both rates."""
    opening, now, campaign = one.opening, one.now, course.group.campaign
    first = course.last if campaign is None else campaign.since
    place = _Place(one.unit.code, course, (first, course.last))
    return [
        place.left(first, opening),
        place.changed(Column.RESOLVED, now.resolved - opening.resolved),
        place.changed(Column.CASES, now.cases - opening.cases),
        place.left(course.last, now),
        place.rate(first, opening),
        place.rate(course.last, now),
    ]
