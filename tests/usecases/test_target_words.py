"""What targets and findings about quotes say, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from landtrack.domain.cutoff import DEFAULT_CUTOFFS, Band, cutoffs_of
from landtrack.domain.quotes.quote import Quote, QuoteColumn, QuoteKind, QuoteUnit
from landtrack.domain.quotes.quote_finding import QuoteFinding, QuoteIssue, QuoteReason, Reason
from landtrack.domain.targets.target import Target, TargetBand, TargetKind, TargetMeasure
from landtrack.messages import catalogue
from landtrack.usecases.quote_words import describe_finding, quote_name
from landtrack.usecases.target_words import describe_target, pace_words

CUTOFFS = cutoffs_of(DEFAULT_CUTOFFS)
TARGET = Target(
    name="Đợt",
    measure=TargetMeasure.CASES,
    kind=TargetKind.RATE,
    value=Decimal("90.5"),
    over=False,
    band=TargetBand.ALL,
    units=(),
    since=date(2024, 1, 1),
    due=date(2024, 6, 30),
    legal_basis="Kế hoạch",
)
QUOTE = Quote(
    "own", QuoteKind.FIGURE, QuoteUnit.HECTARES, QuoteColumn.FOUND, (Band.BEFORE, Band.AFTER), Decimal("1234.50"),
    "Báo cáo", "", date(2024, 1, 1), date(2023, 12, 31), "…",
)  # fmt: skip
CASES, AREA = TargetMeasure
AMOUNT, RATE = TargetKind


@pytest.mark.parametrize(
    ("measure", "kind", "over", "said"),
    [
        (CASES, RATE, False, "at least 90.5 % of the cases"),
        (CASES, RATE, True, "over 90.5 % of the cases"),
        (AREA, RATE, False, "at least 90.5 % of the area"),
        (AREA, RATE, True, "over 90.5 % of the area"),
        (CASES, AMOUNT, False, "at least 90.5 cases"),
        (CASES, AMOUNT, True, "over 90.5 cases"),
        (AREA, AMOUNT, False, "at least 90.5 ha"),
        (AREA, AMOUNT, True, "over 90.5 ha"),
    ],
)
def test_the_aim(measure, kind, over, said):
    target = replace(TARGET, measure=measure, kind=kind, over=over)
    assert describe_target(target, CUTOFFS, catalogue("en")) == f"{said} · All cases · by 30/06/2024"


def test_band_and_units_are_named():
    target = replace(TARGET, band=TargetBand.BETWEEN, units=("07288", "07294"))
    assert describe_target(target, CUTOFFS, catalogue("vi")).split(" · ")[1:] == [
        "Từ 01/07/2014 đến 11/06/2020", "07288, 07294", "đến 30/06/2024",
    ]  # fmt: skip


def test_paces():
    words = catalogue("vi")
    assert pace_words(TARGET, None, words) == "–"
    assert pace_words(TARGET, Decimal("1234.5"), words) == "1.234,5 trường hợp mỗi tuần"
    assert pace_words(replace(TARGET, measure=AREA), Decimal("0.25"), words) == "0,25 ha mỗi tuần"


def test_a_quote_is_named_by_its_column_and_bands():
    assert quote_name(QUOTE, CUTOFFS, catalogue("en")) == "Found · Before 01/07/2014, After 11/06/2020"


def test_hectares_that_differ():
    finding = QuoteFinding("a", QUOTE, QuoteIssue.DIFFERS, QUOTE.value, Decimal("1235.00"))
    assert describe_finding(finding, CUTOFFS, catalogue("vi")) == [
        "Phát hiện · Trước 01/07/2014, Sau 11/06/2020: trích dẫn 1.234,50 ha, tính được 1.235,00 ha (−0,50)."
    ]


def test_a_rate_of_no_cases_has_a_dash_and_no_difference():
    rate = replace(QUOTE, unit=QuoteUnit.PERCENT, value=Decimal(5))
    finding = QuoteFinding("a", rate, QuoteIssue.DIFFERS, rate.value, None)
    (said,) = describe_finding(finding, CUTOFFS, catalogue("en"))
    assert said.endswith("quoted 5\N{NO-BREAK SPACE}%, computed –.")


def test_a_rest_of_which_nothing_more_is_known():
    rest = Reason(QuoteReason.REST, {"bands": (Band.AFTER,), "cases": 5})
    finding = QuoteFinding("a", QUOTE, QuoteIssue.IMPLIED, Decimal(5), Decimal(5), (rest,))
    assert describe_finding(finding, CUTOFFS, catalogue("en"))[1] == "That is the total less the bands it has."


def test_a_note_without_english_is_said_as_it_was_typed():
    note = replace(QUOTE, kind=QuoteKind.NOTE, value=None, note="Ghi chú")
    assert describe_finding(QuoteFinding("a", note, QuoteIssue.NOTE), CUTOFFS, catalogue("en")) == ["Ghi chú"]
