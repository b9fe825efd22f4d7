"""Quoted figures against computed ones: what differs, and the general rules that explain it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_registry import parse_row
from landtrack.domain.office.office_table import OfficeTable, plain_row
from landtrack.domain.progress import Breakdown, Measure, sum_of
from landtrack.domain.quotes.quote import Quote, QuoteColumn, QuoteKind, QuoteUnit
from landtrack.domain.quotes.quote_comparison import compare
from landtrack.domain.quotes.quote_finding import QuoteIssue, QuoteReason
from landtrack.domain.quotes.quote_reasons import swapped_numbers

PLAIN = Quote(
    "invented", QuoteKind.FIGURE, QuoteUnit.CASES, QuoteColumn.FOUND, (), Decimal(0), "Báo cáo", "", date(2024, 1, 1),
    date(2023, 12, 31), "…",
)  # fmt: skip
FOUND, RESOLVED, UNRESOLVED = QuoteColumn
CASES, HECTARES, PERCENT = QuoteUnit


def quote(unit, column, value, *bands, **changed):
    return replace(PLAIN, unit=unit, column=column, value=Decimal(value), bands=bands, **changed)


def figures(before=(0, 0), between=(0, 0), after=(0, 0), undetermined=(0, 0), area=(0, 0)):
    """Return a breakdown of (cases, resolved) by band; ``area`` is that of the band after."""
    bands = {
        band: Measure(cases, 0, done, 0, 0, cases - done)
        for band, (cases, done) in zip(Band, (before, between, after, undetermined), strict=True)
    }
    bands[Band.AFTER] = replace(bands[Band.AFTER], area=area[0], resolved_area=area[1])
    return Breakdown(sum_of(bands.values()), bands)


def findings(found, **quotes):
    return compare(quotes, found)[1]


def test_a_quote_comes_back_from_its_texts_with_its_precision():
    row = quote(PERCENT, RESOLVED, "88.60", Band.AFTER)
    again = parse_row(OfficeTable.QUOTE, "a", plain_row(row))
    assert again == row
    assert again.places == 2


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"value": ""}, "table.field_missing"),
        ({"value": "3.5"}, "table.field_whole"),
        ({"bands": "before later"}, "table.field_choice"),
        ({"kind": "note", "note": ""}, "table.field_missing"),
        ({"published": "2023"}, "table.field_day"),
    ],
)
def test_what_a_quote_cannot_be_is_refused(changed, code):
    with pytest.raises(Refusal) as refused:
        parse_row(OfficeTable.QUOTE, "a", {**plain_row(quote(CASES, FOUND, 5)), **changed})
    assert refused.value.code == code


@pytest.mark.parametrize("value", ["67", "66.7", "66.67", "66.667"])
def test_a_rate_rounded_half_up_agrees_at_any_precision(value):
    assert findings(figures(before=(3, 2)), rate=quote(PERCENT, RESOLVED, value)) == ()


def test_half_is_rounded_up_once():
    assert findings(figures(before=(800, 1)), rate=quote(PERCENT, RESOLVED, "0.13")) == ()
    (finding,) = findings(figures(before=(800, 1)), rate=quote(PERCENT, RESOLVED, "0.12"))
    assert (finding.issue, finding.computed, finding.difference) == (
        QuoteIssue.DIFFERS, Decimal("0.13"), Decimal("-0.01"),
    )  # fmt: skip


def test_counts_and_hectares_are_compared_as_they_are():
    found = figures(after=(7, 3), area=(123_450, 0))
    assert findings(found, a=quote(CASES, UNRESOLVED, 4), b=quote(HECTARES, FOUND, "1.23", Band.AFTER)) == ()
    (finding,) = findings(found, b=quote(HECTARES, FOUND, "1.24", Band.AFTER))
    assert finding.difference == Decimal("0.01")


def test_swapped_digits_of_the_denominator_are_found():
    # 1,234 of 2,345 are 52.6 %; 1,234 of 2,435 would be 50.7 %.
    found = figures(before=(2345, 1234))
    (finding,) = findings(found, rate=quote(PERCENT, RESOLVED, "50.7"))
    (reason,) = finding.reasons
    assert (reason.kind, reason.numbers) == (
        QuoteReason.SWAPPED_DIGITS,
        {"part": 1234, "whole": 2435, "number": 2345, "read": 2435},
    )


def test_swapped_digits_of_the_numerator_are_found():
    # 1,243 of 2,345 are 53.0 %.
    (finding,) = findings(figures(before=(2345, 1234)), rate=quote(PERCENT, RESOLVED, "53.0"))
    assert finding.reasons[0].numbers == {"part": 1243, "whole": 2345, "number": 1234, "read": 1243}


def test_another_denominator_is_found_among_the_figures_of_the_statement():
    # 30 resolved and 6 not, of 40: the rate was taken of 30 + 6.
    found = figures(after=(40, 30))
    (finding,) = findings(
        found,
        resolved=quote(CASES, RESOLVED, 30, Band.AFTER),
        rest=quote(CASES, UNRESOLVED, 10, Band.AFTER),
        rate=quote(PERCENT, RESOLVED, "60.0", Band.AFTER),
    )
    assert [(row.kind, row.numbers) for row in finding.reasons] == [
        (QuoteReason.OTHER_DENOMINATOR, {"part": 30, "whole": 50})
    ]


def test_what_no_simple_rule_explains_has_no_reason():
    (finding,) = findings(figures(before=(2345, 1234)), rate=quote(PERCENT, RESOLVED, "99.9"))
    assert finding.reasons == ()


@pytest.mark.parametrize(("column", "part", "total"), [(RESOLVED, "75.00", "66.67"), (UNRESOLVED, "25.00", "33.33")])
def test_by_area_both_readings_are_given(column, part, total):
    found = figures(after=(9, 8), area=(400_000, 300_000))
    finding = findings(
        found,
        area=quote(HECTARES, RESOLVED, "3.00", Band.AFTER),
        rest=quote(HECTARES, UNRESOLVED, "1.00", Band.AFTER),
        rate=quote(PERCENT, column, "50", Band.AFTER),
    )[0]
    by_area = next(row for row in finding.reasons if row.kind is QuoteReason.BY_AREA)
    assert (by_area.numbers["as_part"], by_area.numbers["as_total"]) == (Decimal(part), Decimal(total))


def test_an_aim_below_what_is_resolved_is_said_with_the_band_it_fits():
    found = figures(before=(100, 60), after=(50, 45))
    aim = quote(CASES, RESOLVED, 90, kind=QuoteKind.AIM)
    rate = quote(PERCENT, RESOLVED, 85, kind=QuoteKind.AIM)
    (finding,) = findings(found, aim=aim, rate=rate)
    assert (finding.issue, finding.quoted, finding.computed) == (QuoteIssue.BELOW_RESOLVED, 90, 105)
    assert [(row.kind, row.numbers) for row in finding.reasons] == [
        (QuoteReason.RATE_OF_ALL, {"whole": 150, "rate": Decimal("60.00"), "aim": Decimal(85)}),
        (QuoteReason.FITS_BAND, {"band": Band.BEFORE, "whole": 100, "rate": Decimal("90.00")}),
    ]
    assert findings(found, aim=replace(aim, value=Decimal(106)), rate=rate) == ()


def test_what_a_statement_is_silent_about_is_implied():
    found = figures(before=(100, 60), after=(50, 45))
    quotes = {
        "all": quote(CASES, FOUND, 150),
        "done": quote(CASES, RESOLVED, 105),
        "after": quote(CASES, FOUND, 50, Band.AFTER),
        "after-done": quote(CASES, RESOLVED, 45, Band.AFTER),
    }
    (finding,) = findings(found, **quotes)
    assert (finding.key, finding.issue, finding.quoted, finding.computed) == ("all", QuoteIssue.IMPLIED, 100, 100)
    assert finding.reasons[0].numbers == {
        "bands": (Band.AFTER,), "cases": 100, "resolved": 60, "unresolved": 40, "rate": Decimal("60.00"),
    }  # fmt: skip


def test_nothing_is_implied_when_all_bands_are_stated_or_none():
    found = figures(before=(3, 1))
    every = {band.value: quote(CASES, FOUND, found.bands[band].cases, band) for band in Band}
    assert findings(found, all=quote(CASES, FOUND, 3), **every) == ()
    assert findings(found, all=quote(CASES, FOUND, 3)) == ()
    assert findings(found, before=quote(CASES, FOUND, 3, Band.BEFORE)) == ()


def test_a_rate_of_no_cases_differs_from_any_number_and_divides_by_nothing():
    (finding,) = findings(figures(), rate=quote(PERCENT, RESOLVED, "96.3", Band.AFTER))
    assert (finding.computed, finding.difference) == (None, None)


def test_statements_are_not_mixed():
    found = figures(after=(40, 30))
    mine = quote(PERCENT, RESOLVED, "54.5", Band.AFTER)  # 30 of 30 + 25
    others = quote(CASES, UNRESOLVED, 25, Band.AFTER, statement="another")
    assert [row.reasons for row in findings(found, rate=mine, rest=others) if row.key == "rate"] == [()]
    (finding, _) = findings(found, rate=mine, rest=replace(others, statement=mine.statement))
    assert finding.reasons[0].numbers == {"part": 30, "whole": 55}


def test_a_bare_rate_is_explained_by_the_computed_figures():
    # 50 of 52, quoted as if 52 + 2 were the whole.
    (finding,) = findings(figures(after=(52, 50)), rate=quote(PERCENT, RESOLVED, "96.3", Band.AFTER))
    assert finding.reasons[0].numbers == {"part": 52, "whole": 54}


@given(st.integers(0, 10**7))
def test_swaps_keep_the_digits_and_their_number(number):
    for other in swapped_numbers(number):
        assert other != number
        assert sorted(str(other)) == sorted(str(number))
        different = [place for place, pair in enumerate(zip(str(number), str(other), strict=True)) if len({*pair}) > 1]
        assert len(different) == 2
        assert different[1] - different[0] == 1
