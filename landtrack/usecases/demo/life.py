"""Life from 01/12/2023 on, for the cases known before: late entries, corrections, the year-end push, slow progress."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.case import Occurred
from landtrack.domain.cutoff import Band
from landtrack.domain.status import Status
from landtrack.usecases.demo.dice import happens, pick
from landtrack.usecases.demo.office import day_between, entered_at
from landtrack.usecases.demo.past import SNAPSHOT_DAY
from landtrack.usecases.demo.paths import Spell, happen, lead
from landtrack.usecases.demo.plan import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from landtrack.domain.case import Facts
    from landtrack.usecases.demo.story import Story

LAST_ENTRY = date(2026, 10, 30)
NEXT_DAY = SNAPSHOT_DAY + timedelta(days=1)
# What happened before 01/12/2023 and is entered only after it.
LATE = Spell(date(2023, 9, 5), SNAPSHOT_DAY, NEXT_DAY, date(2024, 2, 2))
PUSH = Spell(NEXT_DAY, date(2023, 12, 29), NEXT_DAY, date(2024, 1, 31))
SLOW = Spell(date(2024, 1, 2), date(2026, 10, 28), date(2024, 1, 2), LAST_ENTRY)
# How many cases each thing happens to.
RESOLVED_LATE, EXCLUDED_LATE, UNDONE, WITHDRAWN = 34, 6, 8, 5
AREAS_CORRECTED, DATES_CORRECTED, DRAWN_LATER = 22, 9, 4
PUSHED, REOPENED, COUNTED_AGAIN = 95, 26, 2
RIGHT_AFTER_ALL, GIVEN_BACK_TWICE = 0.5, 0.35
# Of the cases that are left by 2024: resolved until the end of October 2026, taken in hand, partly, excluded.
_SLOWLY = {Status.RESOLVED: 58, Status.IN_HAND: 9, Status.PARTLY_RESOLVED: 8, Status.EXCLUDED: 3, Status.OPEN: 22}


def live_on(dice: Random, stories: Sequence[Story]) -> None:
    """Tell what happens from 01/12/2023 until the end of October 2026 to cases known before."""
    order = [story for story in stories if not story.withdrawn]
    dice.shuffle(order)
    resolved = iter([row for row in order if row.status is Status.RESOLVED])
    excluded = iter([row for row in order if row.status is Status.EXCLUDED])
    left = iter([row for row in order if row.status not in {Status.RESOLVED, Status.EXCLUDED}])
    corrected = _correct(dice, order)
    _undo(dice, _some(resolved, UNDONE))
    _withdraw(dice, [row for row in _some(resolved, WITHDRAWN * 3) if row.number not in corrected][:WITHDRAWN])
    _resolve_late(dice, _some(left, RESOLVED_LATE))
    _exclude_late(dice, _some(left, EXCLUDED_LATE))
    for story in _some(left, PUSHED):
        lead(dice, story, Status.RESOLVED, PUSH)
    for story in left:
        wanted = pick(dice, _SLOWLY)
        # A case that is partly resolved is in hand already.
        if wanted is not Status.OPEN and (wanted is not Status.IN_HAND or story.status is Status.OPEN):
            lead(dice, story, wanted, SLOW)
    _reopen(dice, [*_some(resolved, REOPENED), *_some(excluded, COUNTED_AGAIN)])


def _some(stories: Iterator[Story], count: int) -> list[Story]:
    return [next(stories) for _ in range(count)]


def _resolve_late(dice: Random, stories: Sequence[Story]) -> None:
    """Resolve cases in the autumn of 2023; the decisions are entered in December and January."""
    for story in stories:
        day = day_between(dice, max(story.since, date(2023, 10, 10)), LATE.last)
        happen(dice, story, Status.RESOLVED, day, LATE, lag=dice.randint(14, 64))


def _exclude_late(dice: Random, stories: Sequence[Story]) -> None:
    """Exclude cases in the autumn of 2023; that, too, is entered only in December."""
    for story in stories:
        day = day_between(dice, max(story.since, LATE.first), LATE.last)
        happen(dice, story, Status.EXCLUDED, day, LATE)


def _undo(dice: Random, stories: Sequence[Story]) -> None:
    """Take resolutions back that were entered for the wrong case: the past itself looks different from then on."""
    for story in stories:
        day = day_between(dice, LATE.enter_first, LATE.enter_last)
        story.undo("Ghi nhầm sang vụ việc khác.", entered_at(dice, day, story.told, LATE.enter_last))
        if happens(dice, RIGHT_AFTER_ALL):
            lead(dice, story, Status.RESOLVED, SLOW)


def _withdraw(dice: Random, stories: Sequence[Story]) -> None:
    for story in stories:
        moment = entered_at(dice, day_between(dice, LATE.enter_first, date(2024, 6, 28)), story.told, LAST_ENTRY)
        story.withdraw("Nhập trùng hồ sơ, rút khỏi sổ.", moment)


def _reopen(dice: Random, stories: Sequence[Story]) -> None:
    """Find resolved land encroached again; a third of it is given back a second time."""
    for story in stories:
        day = day_between(dice, max(story.since, SLOW.first), date(2026, 8, 31))
        happen(dice, story, Status.OPEN, day, SLOW)
        if happens(dice, GIVEN_BACK_TWICE):
            lead(dice, story, Status.RESOLVED, SLOW)


def _correct(dice: Random, stories: Sequence[Story]) -> set[int]:
    """Correct areas, dates and drawings; return the numbers of those cases."""
    wrong = [row for row in stories if abs(row.planned.measured - row.planned.area) > row.planned.area // 100]
    undated = [row for row in stories if row.planned.band is Band.UNDETERMINED and row.facts.occurred.earliest]
    undrawn = [row for row in stories if row.planned.drawn is Drawn.NOTHING and row.status is not Status.EXCLUDED]
    done = [
        *_each(dice, wrong, AREAS_CORRECTED, "Trích đo lại, sửa diện tích.", _as_measured),
        *_each(dice, undated, DATES_CORRECTED, "Xác minh lại thời điểm vi phạm.", _narrowed),
        *_each(dice, undrawn, DRAWN_LATER, "Bổ sung bản vẽ thửa đất.", _as_drawn),
    ]
    return {story.number for story in done}


def _each(
    dice: Random, stories: Sequence[Story], count: int, reason: str, changed: Callable[[Story], Facts]
) -> list[Story]:
    """Correct up to ``count`` of the stories in the first months; what would contradict a resolved part stays."""
    chosen = list(stories[:count])
    for story in chosen:
        moment = entered_at(dice, day_between(dice, LATE.enter_first, date(2024, 5, 31)), story.told, LAST_ENTRY)
        story.correct(changed(story), reason, moment)
    return chosen


def _as_measured(story: Story) -> Facts:
    largest = max((row.resolved_area or 0 for row in story.changes), default=0)
    return replace(story.facts, area=max(story.planned.measured, largest + 10))


def _as_drawn(story: Story) -> Facts:
    return replace(story.facts, geometry=story.site.geometry)


def _narrowed(story: Story) -> Facts:
    """Return the facts with the violation known to the first half-year of the range that was given."""
    earliest, latest = story.facts.occurred.earliest, story.facts.occurred.latest
    if earliest is None:
        return story.facts
    return replace(story.facts, occurred=Occurred(earliest, min(latest, earliest + timedelta(days=150))))
