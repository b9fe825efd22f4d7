"""Figures: parts sum to the whole, rates are rounded half up once, no cases gives no rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.cutoff import Band
from landtrack.domain.episode import Gap
from landtrack.domain.measure_block import measure_block
from landtrack.domain.progress import Measure, Tally, by_unit, counted, gaps_of, hectares, rate, whole_of
from landtrack.domain.status import Status
from landtrack.formats.area_units import load_registry
from landtrack.resources import shipped

REGISTRY = load_registry(shipped("geodata"))
IDS = [unit.id for unit in REGISTRY.units]


@st.composite
def tally_rows(draw):
    status = draw(st.sampled_from(list(Status)))
    cases, area = draw(st.integers(1, 9)), draw(st.integers(1, 10**7))
    part = {Status.RESOLVED: area, Status.PARTLY_RESOLVED: draw(st.integers(1, area))}.get(status, 0)
    place, band, gap = draw(st.sampled_from(IDS)), draw(st.sampled_from(list(Band))), draw(st.sampled_from(list(Gap)))
    return Tally(place, band, status, gap, cases, area, part)


DAYS = st.sampled_from([date(2023, 12, 31), date(2025, 1, 1), date(2025, 7, 1), date(2026, 9, 20)])


@given(st.lists(tally_rows(), max_size=30), DAYS)
def test_bands_and_units_sum_to_the_whole_and_resolved_never_exceeds_it(tallies, day):
    frame = REGISTRY.frame(day)
    rows = counted(tallies)
    whole = whole_of(rows)
    assert sum(whole.bands.values(), Measure()) == whole.total
    units = by_unit(rows, frame, frame.units)
    assert [unit.code for unit, _ in units] == [unit.code for unit in frame.units]
    placed = sum((breakdown.total for _, breakdown in units), Measure())
    assert placed.cases + gaps_of(rows, frame).unplaced == whole.total.cases
    for measure in (whole.total, *(breakdown.total for _, breakdown in units), *whole.bands.values()):
        assert measure.resolved + measure.in_hand + measure.open == measure.cases
        assert 0 <= measure.resolved_area <= measure.area
        assert (measure.rate_cases is None) == (measure.cases == 0)
    for _, breakdown in units:
        assert sum(breakdown.bands.values(), Measure()) == breakdown.total


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_is_rounded_half_up(part, whole):
    exact = Fraction(part * 100, whole)
    rounded = Fraction(rate(part, whole) or 0)
    assert -Fraction(1, 200) < rounded - exact <= Fraction(1, 200)


def test_known_roundings():
    assert rate(4028, 4574) == Decimal("88.06")
    assert rate(50, 52) == Decimal("96.15")
    assert rate(1, 0) is None
    assert hectares(36_251_000) == Decimal("362.51")
    assert hectares(500) == Decimal("0.01")
    assert hectares(499) == Decimal("0.00")
    assert str(hectares(-499)) == "0.00"
    assert str(hectares(-500)) == "-0.01"


def test_a_measure_without_cases_has_null_rates_and_strings_for_areas():
    assert measure_block(Measure()) == {
        "cases": 0, "area_m2": "0.0", "area_ha": "0.00", "resolved": 0, "resolved_m2": "0.0", "resolved_ha": "0.00",
        "in_hand": 0, "open": 0, "rate_cases": None, "rate_area": None,
    }  # fmt: skip


def test_excluded_cases_are_in_no_figure():
    row = Tally(IDS[0], Band.BEFORE, Status.EXCLUDED, Gap.NONE, 3, 10, 0)
    assert counted([row]) == []
