"""Bands: the boundary days of both cutoffs, ranges that straddle one, dates that are not known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.case import Occurred
from landtrack.domain.cutoff import DEFAULT_CUTOFFS, Band, Cutoff, Cutoffs, Side, cutoffs_of
from landtrack.domain.errors import Refusal

BEFORE, AFTER = date(2014, 7, 1), date(2020, 6, 11)
CUTOFFS = cutoffs_of(DEFAULT_CUTOFFS)
DAYS = st.dates(date(1990, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "band"),
    [
        (BEFORE - timedelta(days=1), Band.BEFORE),
        (BEFORE, Band.BETWEEN),
        (BEFORE + timedelta(days=1), Band.BETWEEN),
        (AFTER - timedelta(days=1), Band.BETWEEN),
        (AFTER, Band.BETWEEN),
        (AFTER + timedelta(days=1), Band.AFTER),
    ],
)
def test_a_known_day_at_the_boundary(day, band):
    assert CUTOFFS.band(Occurred(day, day)) is band


@pytest.mark.parametrize("cutoff", [BEFORE, AFTER])
def test_a_range_over_a_cutoff_is_undetermined(cutoff):
    happened = Occurred(cutoff - timedelta(days=3), cutoff + timedelta(days=3))
    assert CUTOFFS.band(happened) is Band.UNDETERMINED


def test_an_unbounded_earliest_day_is_before_or_undetermined():
    assert CUTOFFS.band(Occurred(None, BEFORE - timedelta(days=1))) is Band.BEFORE
    assert CUTOFFS.band(Occurred(None, BEFORE)) is Band.UNDETERMINED
    assert CUTOFFS.band(Occurred(None, date(2024, 1, 1))) is Band.UNDETERMINED


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_range_has_the_band_of_all_its_days_or_none(one, other, third, fourth):
    cutoffs = Cutoffs(min(one, other), max(one, other))
    earliest, latest = min(third, fourth), max(third, fourth)
    ends = {cutoffs.band(Occurred(day, day)) for day in (earliest, latest)}
    crossing = ends == {Band.BEFORE, Band.AFTER} or len(ends) > 1
    assert cutoffs.band(Occurred(earliest, latest)) is (Band.UNDETERMINED if crossing else ends.pop())


def test_cutoffs_that_are_not_one_of_each_side_are_refused():
    with pytest.raises(Refusal, match=r"cutoffs\.not_one_each"):
        cutoffs_of([Cutoff(Side.BEFORE, BEFORE)])
    with pytest.raises(Refusal, match=r"cutoffs\.not_one_each"):
        cutoffs_of([*DEFAULT_CUTOFFS, Cutoff(Side.AFTER, date(2024, 8, 1))])
    with pytest.raises(Refusal, match=r"cutoffs\.reversed"):
        Cutoffs(AFTER, BEFORE)
