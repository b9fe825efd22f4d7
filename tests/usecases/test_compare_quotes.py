"""The footnote of 2023 against the demo: exactly these findings, on both engines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from landtrack.domain.cutoff import Band
from landtrack.domain.errors import NotAllowed
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.quotes.quote_finding import QuoteIssue, QuoteReason
from landtrack.domain.scope import SYSTEM_SCOPE, Role
from landtrack.messages import catalogue
from landtrack.store.database import open_database
from landtrack.usecases.compare_quotes import compare_quotes
from landtrack.usecases.quote_words import describe_finding
from landtrack.usecases.sign_in import demo_account, scope_of
from landtrack.usecases.tables.change_row import change_row, remove_row
from tests.builders import new_register

NAME = "yen-the-2023-"


def number(text):
    return Decimal(text)


@pytest.fixture
def demo(each_demo_url):
    database = open_database(each_demo_url)
    yield database
    database.close()


def test_the_footnote_gives_exactly_these_findings(demo):
    (statement,) = compare_quotes(demo, SYSTEM_SCOPE)
    assert statement.progress.as_of == date(2023, 11, 30)
    found = [
        (row.key.removeprefix(NAME), row.issue, row.quoted, row.computed, row.difference) for row in statement.findings
    ]
    assert found == [
        ("all-rate", QuoteIssue.DIFFERS, number("88.6"), number("88.06"), number("0.54")),
        ("aim-cases", QuoteIssue.BELOW_RESOLVED, 3600, 4028, -428),
        ("after-rate", QuoteIssue.DIFFERS, number("96.3"), number("96.15"), number("0.15")),
        ("after-in-hand-rate", QuoteIssue.DIFFERS, number("3.7"), number("3.85"), number("-0.15")),
        ("all-cases", QuoteIssue.IMPLIED, 4522, 4522, 0),
        ("note-day", QuoteIssue.NOTE, None, None, None),
        ("note-boundary", QuoteIssue.NOTE, None, None, None),
    ]


def test_the_reasons_are_the_simple_ones(demo):
    (statement,) = compare_quotes(demo, SYSTEM_SCOPE)
    reasons = {
        row.key.removeprefix(NAME): [(reason.kind, dict(reason.numbers)) for reason in row.reasons]
        for row in statement.findings
    }
    assert reasons == {
        "all-rate": [(QuoteReason.SWAPPED_DIGITS, {"part": 4028, "whole": 4547, "number": 4574, "read": 4547})],
        "aim-cases": [
            (QuoteReason.RATE_OF_ALL, {"whole": 4574, "rate": number("78.71"), "aim": 90}),
            (QuoteReason.FITS_BAND, {"band": Band.BEFORE, "whole": 3990, "rate": number("90.23")}),
        ],
        "after-rate": [
            (QuoteReason.OTHER_DENOMINATOR, {"part": 52, "whole": 54}),
            (
                QuoteReason.BY_AREA,
                {"hectares": number("4.41"), "as_part": number("96.08"), "as_total": number("95.92")},
            ),
        ],
        "after-in-hand-rate": [
            (QuoteReason.OTHER_DENOMINATOR, {"part": 2, "whole": 54}),
            (
                QuoteReason.BY_AREA,
                {"hectares": number("4.41"), "as_part": number("3.92"), "as_total": number("4.08")},
            ),
        ],
        "all-cases": [
            (
                QuoteReason.REST,
                {
                    "bands": (Band.AFTER,),
                    "cases": 4522,
                    "resolved": 3978,
                    "unresolved": 544,
                    "rate": number("87.97"),
                },
            )
        ],
        "note-day": [],
        "note-boundary": [],
    }


def test_all_else_that_was_quoted_agrees(demo):
    (statement,) = compare_quotes(demo, SYSTEM_SCOPE)
    differing = [line.key.removeprefix(NAME) for line in statement.lines if not line.agrees]
    assert differing == ["all-rate", "aim-cases", "aim-rate", "after-rate", "after-in-hand-rate"]


def test_the_findings_are_worded_as_officials_write_numbers(demo):
    (statement,) = compare_quotes(demo, SYSTEM_SCOPE)
    words = catalogue("vi")
    said = [describe_finding(row, statement.progress.cutoffs, words) for row in statement.findings]
    assert "88,6\N{NO-BREAK SPACE}%" in said[0][0]
    assert "88,06\N{NO-BREAK SPACE}%" in said[0][0]
    assert "4.547" in said[0][1]
    assert "90,23\N{NO-BREAK SPACE}%" in said[1][2]
    assert said[-1] == [statement.findings[-1].quote.note]
    in_english = describe_finding(statement.findings[-1], statement.progress.cutoffs, catalogue("en"))
    assert in_english[0].startswith("11/6/2020 itself is in neither wording")


def test_whoever_sees_only_some_units_compares_nothing(demo):
    with pytest.raises(NotAllowed):
        compare_quotes(demo, scope_of(demo, demo_account(demo, Role.CHAIR).name))
    with pytest.raises(NotAllowed):
        compare_quotes(demo, scope_of(demo, demo_account(demo, Role.ADMIN).name))


def test_another_day_and_quotes_of_ones_own(database_url):
    register = new_register(database_url)
    (shipped,) = compare_quotes(register, SYSTEM_SCOPE)
    for line in shipped.lines:
        remove_row(register, SYSTEM_SCOPE, OfficeTable.QUOTE, line.key)
    assert compare_quotes(register, SYSTEM_SCOPE) == ()
    mine = {
        "statement": "own", "value": "0", "source": "Báo cáo", "published": "2024-02-01", "compare_on": "2024-01-31",
        "wording": "không có trường hợp nào",
    }  # fmt: skip
    change_row(register, SYSTEM_SCOPE, OfficeTable.QUOTE, "own-1", mine)
    (statement,) = compare_quotes(register, SYSTEM_SCOPE)
    assert (statement.progress.as_of, statement.findings) == (date(2024, 1, 31), ())
    (later,) = compare_quotes(register, SYSTEM_SCOPE, date(2024, 3, 1))
    assert later.progress.as_of == date(2024, 3, 1)
    register.close()
