"""The steps of the demo's newer and unresolved cases: minutes, decision, receipt; some late, some never."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.deadlines.case_step import WAY, CaseStep, StepDraft
from landtrack.domain.question import VIETNAM
from landtrack.domain.status import Status
from landtrack.usecases.demo.dice import happens
from landtrack.usecases.demo.life import LAST_ENTRY
from landtrack.usecases.demo.office import day_between, entered_at, working_day
from landtrack.usecases.demo.story import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from landtrack.usecases.demo.story import Story

# Of cases found since then, whatever became of them; of earlier ones, those that nobody has resolved yet.
STEPS_KEPT_SINCE = date(2023, 1, 1)
# Old files: the minutes were drawn up when the review came to the place.
REVIEWED = (date(2022, 6, 1), date(2023, 11, 24))
_OLD = date(2022, 1, 1)
_DAYS_TO = {
    CaseStep.MINUTES: (0, 0, 1, 1, 1, 2, 2, 3, 5, 12),
    CaseStep.DECISION: (3, 5, 6, 7, 8, 9, 9, 10, 14, 30, 75, 160),
    CaseStep.RECEIVED: (1, 1, 2, 3, 4, 7, 15, 40),
}
_SHARE = {CaseStep.MINUTES: 0.86, CaseStep.DECISION: 0.85, CaseStep.RECEIVED: 0.84}
_PAPERS = {CaseStep.MINUTES: "BB-VPHC", CaseStep.DECISION: "QĐ-XPHC", CaseStep.RECEIVED: ""}
# Of newer cases, those whose decision took longer than a plain one may: five working days on it was found complex.
_COMPLEX_SINCE, _LONG, _SEEN_AFTER = date(2024, 1, 1), 12, 7
_LAGS = (0, 0, 0, 1, 1, 2, 4, 9)


def tell_steps(dice: Random, stories: Sequence[Story]) -> Iterator[Event]:
    """Give the entries of the steps; they follow the order that the product asks for, and its days."""
    done = {Status.RESOLVED, Status.EXCLUDED}
    for story in stories:
        found_on = story.facts.found_on
        if story.withdrawn or (found_on < STEPS_KEPT_SINCE and story.status in done):
            continue
        begins = found_on if found_on >= _OLD else day_between(dice, *REVIEWED)
        ends = story.since if story.status in done else LAST_ENTRY
        yield from _steps(dice, story, begins, ends)


def _steps(dice: Random, story: Story, begins: date, ends: date) -> Iterator[Event]:
    """Give the steps until the first that was not done, or not by the day the case was settled."""
    day, moment = begins, story.events[0].moment
    for step in WAY:
        lasted = dice.choice(_DAYS_TO[step])
        if step is CaseStep.DECISION and lasted > _LONG and begins >= _COMPLEX_SINCE:
            finding = _complex(story, day, moment)
            if finding.moment.date() <= min(ends, LAST_ENTRY):
                yield finding
                moment = finding.moment
        day = working_day(day + timedelta(days=lasted), LAST_ENTRY)
        entered = day + timedelta(days=dice.choice(_LAGS))
        if not happens(dice, _SHARE[step]) or day > ends or max(entered, moment.date()) > LAST_ENTRY:
            return
        moment = entered_at(dice, entered, moment, LAST_ENTRY)
        number = f"{dice.randint(1, 180):02d}/{_PAPERS[step]}" if _PAPERS[step] else ""
        yield Event(moment, story.number, StepDraft(step, day, number))


def _complex(story: Story, minutes: date, after: datetime) -> Event:
    """Return that the case was found complex, a week after its minutes; what was entered before stays before."""
    day = working_day(minutes + timedelta(days=_SEEN_AFTER), LAST_ENTRY)
    moment = max(datetime.combine(day, time(9, 15), VIETNAM), after + timedelta(minutes=20))
    return Event(moment, story.number, StepDraft(CaseStep.COMPLEX, day, f"{story.number % 90 + 1:02d}/TB-UBND"))
