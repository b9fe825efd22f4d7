"""Opening + movements = closing, case by case, for any two moments of any history."""

from __future__ import annotations

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from landtrack.domain.bridges.movement import EVENTS, KNOWLEDGE, Movement, Shift, Standing, happened, learned
from landtrack.domain.cutoff import DEFAULT_CUTOFFS, Band, cutoffs_of
from landtrack.domain.history import state
from landtrack.domain.progress import Measure, sum_of
from landtrack.domain.status import Status
from tests.histories import DAYS, STEPS, UNITS, build, day

CUTOFFS = cutoffs_of(DEFAULT_CUTOFFS)
PLACE = 17


def standing(history, on, entry):
    found = state(history, on, entry)
    if found is None:
        return None
    facts = found.revision.facts
    return Standing(facts.unit_id, CUTOFFS.band(facts.occurred), found.status, 1, found.area, found.resolved_area)


def measures(*standings):
    cells: dict[tuple[int, Band], Measure] = {}
    for found in standings:
        if found is not None:
            key = (found.place_id, found.band)
            cells[key] = cells.get(key, Measure()) + found.measure()
    return {key: measure for key, measure in cells.items() if measure != Measure()}


def added(opening, shifts):
    cells = dict(opening)
    for shift in shifts:
        key = (shift.place_id, shift.band)
        cells[key] = cells.get(key, Measure()) + shift.measure
    return {key: measure for key, measure in cells.items() if measure != Measure()}


def events(history, first, last, entry):
    """Give the shifts of every day after the first until the last."""
    before = standing(history, first, entry)
    for number in range((last - first).days):
        on = day((first - day(0)).days + number + 1)
        after = standing(history, on, entry)
        if after is not None and after != before:
            was = None if before is None else before.status
            yield from happened(was, 0 if before is None else before.resolved_area, after)
        before = after


@settings(max_examples=500)
@given(
    steps=STEPS,
    unit=UNITS,
    number=st.integers(0, 10**6),
    days=st.tuples(st.integers(-1, DAYS + 1), st.integers(-1, DAYS + 1)).map(sorted),
    backs=st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted),
)
def test_a_bridge_always_closes(steps, unit, number, days, backs):
    entries = count(1)
    history = build(1, number, unit, steps, lambda: next(entries))
    first, last = map(day, days)
    known, known_later = history.version - backs[1], history.version - backs[0]
    opening, middle = standing(history, first, known), standing(history, first, known_later)
    absent = history.revision_at(known if opening is None else known_later)
    redated = absent is not None and not absent.withdrawn
    knowledge = list(learned(opening, middle, redated=redated)) if opening or middle else []
    assert added(measures(opening), knowledge) == measures(middle)
    assert {shift.movement for shift in knowledge} <= set(KNOWLEDGE)
    since = list(events(history, first, last, known_later))
    assert added(measures(middle), since) == measures(standing(history, last, known_later))
    assert {shift.movement for shift in since} <= set(EVENTS)


def stood(status, area=1000, resolved=0, place=PLACE, band=Band.BEFORE):
    return Standing(place, band, status, 1, area, resolved)


def test_a_case_entered_late_is_one_movement_with_all_it_brings():
    late = stood(Status.RESOLVED, 700, 700)
    assert list(learned(None, late, redated=False)) == [
        Shift(Movement.ENTERED_LATE, PLACE, Band.BEFORE, Measure(1, 700, 1, 700, 0, 0))
    ]
    assert [shift.movement for shift in learned(None, late, redated=True)] == [Movement.DATE_CORRECTED]
    assert [shift.measure.cases for shift in learned(late, None, redated=False)] == [-1]


def test_corrections_of_one_case_are_told_apart():
    before = stood(Status.RESOLVED, 700, 700)
    after = stood(Status.OPEN, 900, 0, place=1, band=Band.AFTER)
    found = list(learned(before, after, redated=True))
    assert [(shift.movement, shift.place_id, shift.band) for shift in found] == [
        (Movement.UNIT_CORRECTED, PLACE, Band.BEFORE),
        (Movement.UNIT_CORRECTED, 1, Band.BEFORE),
        (Movement.DATE_CORRECTED, 1, Band.BEFORE),
        (Movement.DATE_CORRECTED, 1, Band.AFTER),
        (Movement.AREA_CORRECTED, 1, Band.AFTER),
        (Movement.STATUS_CORRECTED, 1, Band.AFTER),
    ]
    assert found[4].measure == Measure(0, 200, 0, 200, 0, 0)
    assert found[5].measure == Measure(0, 0, -1, -900, 0, 1)


def test_found_and_resolved_on_one_day_is_both():
    found = list(happened(None, 0, stood(Status.RESOLVED, 500, 500)))
    assert [shift.movement for shift in found] == [Movement.NEWLY_FOUND, Movement.RESOLVED]
    assert sum_of(shift.measure for shift in found) == Measure(1, 500, 1, 500, 0, 0)


def test_going_back_is_told_apart_from_going_on():
    def names(was, resolved, now, now_resolved):
        return [shift.movement for shift in happened(was, resolved, stood(now, 1000, now_resolved))]

    assert names(Status.RESOLVED, 1000, Status.OPEN, 0) == [Movement.REOPENED]
    assert names(Status.RESOLVED, 1000, Status.IN_HAND, 0) == [Movement.REOPENED, Movement.TAKEN_IN_HAND]
    assert names(Status.EXCLUDED, 0, Status.RESOLVED, 1000) == [Movement.INCLUDED_AGAIN, Movement.RESOLVED]
    assert names(Status.PARTLY_RESOLVED, 300, Status.PARTLY_RESOLVED, 500) == [Movement.PARTLY_RESOLVED]
    assert names(Status.RESOLVED, 1000, Status.EXCLUDED, 0) == [Movement.EXCLUDED]
