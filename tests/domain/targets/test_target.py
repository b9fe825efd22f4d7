"""Targets: read from texts, kept apart in time, judged against the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_registry import parse_row
from landtrack.domain.office.office_table import OfficeTable, plain_row
from landtrack.domain.progress import Measure
from landtrack.domain.targets.target import Target, TargetBand, TargetKind, TargetMeasure, check_targets
from landtrack.domain.targets.target_state import TargetStanding, judge_target
from landtrack.messages import catalogue
from landtrack.usecases.target_words import describe_state

SINCE, DUE = date(2023, 10, 1), date(2023, 12, 31)
TARGET = Target(
    name="Trước 01/7/2014",
    measure=TargetMeasure.CASES,
    kind=TargetKind.RATE,
    value=Decimal(90),
    over=True,
    band=TargetBand.BEFORE,
    units=(),
    since=SINCE,
    due=DUE,
    legal_basis="Kế hoạch",
)
TEXTS = plain_row(TARGET)


def measure(cases, resolved, area=0, resolved_area=0):
    return Measure(cases, area, resolved, resolved_area, 0, cases - resolved)


def judged(target, opening, now, as_of):
    return judge_target(target, opening, now, as_of)


def test_a_target_comes_back_from_its_texts():
    assert parse_row(OfficeTable.TARGET, "a", TEXTS) == TARGET


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"value": "101"}, "target.rate_too_high"),
        ({"value": "100"}, "target.over_all"),
        ({"value": "-1"}, "table.field_number"),
        ({"value": "viele"}, "table.field_number"),
        ({"value": ""}, "table.field_missing"),
        ({"kind": "amount", "value": "3.5"}, "table.field_whole"),
        ({"over": "no", "value": "0"}, "target.nothing"),
        ({"due": "2023-10-01"}, "table.days_reversed"),
        ({"due": "31.12.2023"}, "table.field_day"),
        ({"measure": "houses"}, "table.field_choice"),
        ({"over": "perhaps"}, "table.field_choice"),
        ({"legal_basis": ""}, "table.field_missing"),
        ({"colour": "red"}, "table.field_unknown"),
    ],
)
def test_what_a_target_cannot_be_is_refused_by_field(changed, code):
    with pytest.raises(Refusal) as refused:
        parse_row(OfficeTable.TARGET, "a", {**TEXTS, **changed})
    assert refused.value.code == code
    assert refused.value.arguments["key"] == "a"


def test_targets_of_the_same_measure_band_and_units_may_not_overlap():
    later = replace(TARGET, since=DUE, due=DUE + timedelta(days=30))
    with pytest.raises(Refusal) as refused:
        check_targets({"one": TARGET, "other": later})
    assert refused.value.arguments == {"one": "one", "other": "other", "day": DUE}
    check_targets({"one": TARGET, "other": replace(later, since=DUE + timedelta(days=1))})
    for different in (
        replace(later, measure=TargetMeasure.AREA),
        replace(later, band=TargetBand.ALL),
        replace(later, units=("07288",)),
    ):
        check_targets({"one": TARGET, "other": different})


def test_over_ninety_percent_is_one_case_more_than_ninety_percent():
    opening, now = measure(3990, 3300), measure(3990, 3540)
    state = judged(TARGET, opening, now, date(2023, 11, 30))
    assert (state.whole, state.needed, state.done, state.left) == (3990, 3592, 3540, 52)
    assert state.days_left == 31
    # 240 in 60 days, 52 for 31 days.
    assert (state.pace_so_far, state.pace_needed) == (Decimal("28.0"), Decimal("11.7"))
    assert state.standing is TargetStanding.ON_COURSE
    at_least = judged(replace(TARGET, over=False), opening, now, date(2023, 11, 30))
    assert at_least.needed == 3591


@pytest.mark.parametrize(
    ("resolved", "as_of", "standing"),
    [
        (50, SINCE - timedelta(days=1), TargetStanding.NOT_BEGUN),
        (99, SINCE - timedelta(days=1), TargetStanding.NOT_BEGUN),
        (50, SINCE, TargetStanding.ON_COURSE),
        (50, SINCE + timedelta(days=1), TargetStanding.BEHIND),
        (90, DUE, TargetStanding.MISSED),
        (91, DUE, TargetStanding.REACHED),
        (91, DUE + timedelta(days=400), TargetStanding.REACHED),
        (90, DUE + timedelta(days=400), TargetStanding.MISSED),
    ],
)
def test_the_standing_on_a_day(resolved, as_of, standing):
    assert judged(TARGET, measure(100, 50), measure(100, resolved), as_of).standing is standing


def test_on_course_is_exactly_the_pace_that_reaches_it():
    target = replace(TARGET, since=date(2024, 1, 1), due=date(2024, 4, 10), over=False, value=Decimal(100))
    halfway = date(2024, 2, 20)
    assert judged(target, measure(100, 0), measure(100, 50), halfway).standing is TargetStanding.ON_COURSE
    assert judged(target, measure(100, 0), measure(100, 49), halfway).standing is TargetStanding.BEHIND


def test_more_than_there_is_has_no_pace_that_reaches_it():
    target = replace(TARGET, kind=TargetKind.AMOUNT, value=Decimal(9000), over=False)
    halfway = SINCE + timedelta(days=10)
    state = judged(target, measure(372, 100), measure(372, 350), halfway)
    assert (state.standing, state.left, state.pace_needed) == (TargetStanding.TOO_FEW, 8650, None)
    assert judged(target, measure(372, 372), measure(372, 372), DUE).standing is TargetStanding.MISSED
    assert judged(target, measure(372, 100), measure(372, 350), SINCE - timedelta(days=1)).standing is (
        TargetStanding.NOT_BEGUN
    )
    for language, said in (("en", "there are only 372 in all"), ("vi", "tổng cộng chỉ có 372")):
        assert said in describe_state(target, state, catalogue(language))


@pytest.mark.parametrize("kind", list(TargetKind))
def test_an_empty_band_has_no_cases_and_divides_by_nothing(kind):
    state = judged(replace(TARGET, kind=kind), Measure(), Measure(), date(2023, 11, 30))
    assert (state.standing, state.whole, state.left) == (TargetStanding.NO_CASES, 0, 0)
    assert state.pace_needed is None


def test_hectares_are_exact_and_partly_resolved_area_counts():
    target = replace(TARGET, measure=TargetMeasure.AREA, kind=TargetKind.AMOUNT, value=Decimal("12.5"), over=False)
    now = measure(10, 0, 2_000_000, 1_249_999)
    state = judged(target, measure(10, 0, 2_000_000, 0), now, date(2023, 12, 30))
    assert (state.needed, state.left) == (1_250_000, 1)
    assert state.pace_needed == Decimal("0.00")
    assert state.pace_so_far == Decimal("0.97")
    over = judged(replace(target, over=True), Measure(), now, date(2023, 12, 30))
    assert over.needed == 1_250_001


@given(
    cases=st.integers(1, 10_000),
    share=st.floats(0, 1),
    before=st.floats(0, 1),
    value=st.integers(1, 99),
    day=st.integers(-30, 200),
    over=st.booleans(),
)
def test_what_is_needed_is_the_least_that_reaches_it(cases, share, before, value, day, over):
    target = replace(TARGET, value=Decimal(value), over=over)
    done = int(cases * share)
    state = judged(target, measure(cases, int(done * before)), measure(cases, done), SINCE + timedelta(days=day))
    reaches = (lambda n: n * 100 > value * cases) if over else (lambda n: n * 100 >= value * cases)
    assert reaches(state.needed)
    assert not reaches(state.needed - 1)
    assert state.left == max(0, state.needed - done)
    if day >= 0:
        assert (state.standing is TargetStanding.REACHED) == reaches(done)
