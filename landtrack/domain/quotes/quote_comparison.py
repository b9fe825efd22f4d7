"""Setting the quotes of official texts beside the computed figures: what differs, what cannot be, what is implied."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.domain.quotes.quote import QuoteColumn, QuoteKind, QuoteUnit
from landtrack.domain.quotes.quote_finding import QuoteFinding, QuoteIssue, QuoteReason, Reason
from landtrack.domain.quotes.quote_reasons import reasons_of_rate
from landtrack.domain.quotes.quoted_figure import PLACES, agrees, computed, count_of, measure_of, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from landtrack.domain.progress import Breakdown, Measure
    from landtrack.domain.quotes.quote import Quote


@dataclass(frozen=True, slots=True)
class Compared:
    """A quote beside the computed figure, which is None for a note and for a rate of no cases."""

    key: str
    quote: Quote
    computed: Decimal | None
    agrees: bool


def compare(quotes: Mapping[str, Quote], found: Breakdown) -> tuple[tuple[Compared, ...], tuple[QuoteFinding, ...]]:
    """Return every quote beside its computed figure, and the findings, both in the order of the quotes."""
    lines = tuple(_line(key, quote, found) for key, quote in quotes.items())
    statements: defaultdict[str, list[tuple[str, Quote]]] = defaultdict(list)
    for key, quote in quotes.items():
        statements[quote.statement].append((key, quote))
    findings = [finding for rows in statements.values() for finding in _of_statement(rows, found)]
    return lines, tuple(findings)


def _line(key: str, quote: Quote, found: Breakdown) -> Compared:
    if quote.kind is QuoteKind.NOTE:
        return Compared(key, quote, None, agrees=True)
    return Compared(key, quote, computed(quote, found, max(PLACES, quote.places)), agrees(quote, found))


def _of_statement(rows: Sequence[tuple[str, Quote]], found: Breakdown) -> Iterator[QuoteFinding]:
    statement = [quote for _, quote in rows]
    for key, quote in rows:
        if quote.kind is QuoteKind.FIGURE and not agrees(quote, found):
            value = computed(quote, found, max(PLACES, quote.places))
            why = reasons_of_rate(quote, statement, found) if quote.unit is QuoteUnit.PERCENT else ()
            yield QuoteFinding(key, quote, QuoteIssue.DIFFERS, quote.value, value, why)
        elif quote.kind is QuoteKind.AIM:
            yield from _aim(key, quote, statement, found)
    yield from _implied(rows, found)
    for key, quote in rows:
        if quote.kind is QuoteKind.NOTE:
            yield QuoteFinding(key, quote, QuoteIssue.NOTE)


def _aim(key: str, quote: Quote, statement: Iterable[Quote], found: Breakdown) -> Iterator[QuoteFinding]:
    """Yield an aim that is below what is already resolved, and what it may have meant."""
    done = computed(quote, found, max(PLACES, quote.places))
    if quote.value is None or done is None or quote.value > done:
        return
    reasons: list[Reason] = []
    if quote.unit is QuoteUnit.CASES:
        rates = [row.value for row in statement if row.kind is QuoteKind.AIM and row.unit is QuoteUnit.PERCENT]
        rate = next((value for value in rates if value is not None), None)
        reasons = [*_of_all(quote.value, rate, measure_of(found, quote.bands)), *_fitting(quote, rate, found)]
    yield QuoteFinding(key, quote, QuoteIssue.BELOW_RESOLVED, quote.value, done, tuple(reasons))


def _of_all(value: Decimal, rate: Decimal | None, measure: Measure) -> Iterator[Reason]:
    """Yield that the aim is not even the rate that the statement sets beside it."""
    reached = share(value, measure.cases)
    if rate is not None and reached is not None and reached < rate:
        yield Reason(QuoteReason.RATE_OF_ALL, {"whole": measure.cases, "rate": reached, "aim": rate})


def _fitting(quote: Quote, rate: Decimal | None, found: Breakdown) -> Iterator[Reason]:
    """Yield each other band of which the aim would be one: more than is resolved, no more than there is."""
    for band in Band:
        measure = found.bands[band]
        reached = share(quote.value or 0, measure.cases)
        if (band,) == quote.bands or reached is None or quote.value is None:
            continue
        if measure.resolved < quote.value <= measure.cases and (rate is None or reached >= rate):
            numbers = {"band": band, "whole": measure.cases, "rate": reached}
            yield Reason(QuoteReason.FITS_BAND, numbers)


def _implied(rows: Sequence[tuple[str, Quote]], found: Breakdown) -> Iterator[QuoteFinding]:
    """Yield what a statement implies of the bands it is silent about: its total less the bands it has."""
    stated: dict[QuoteColumn, dict[tuple[Band, ...], tuple[str, Quote]]] = defaultdict(dict)
    for key, quote in rows:
        if quote.kind is QuoteKind.FIGURE and quote.unit is QuoteUnit.CASES:
            stated[quote.column][quote.bands] = (key, quote)
    cases = _rest(stated[QuoteColumn.FOUND])
    if cases is None:
        return
    bands = tuple(band for named in stated[QuoteColumn.FOUND] for band in named)
    silent = tuple(band for band in Band if band not in bands)
    resolved = _rest(stated[QuoteColumn.RESOLVED])
    numbers: dict[str, object] = {"bands": bands, "cases": cases}
    if resolved is not None:
        numbers |= {"resolved": resolved, "unresolved": cases - resolved, "rate": share(resolved, cases)}
    key, quote = stated[QuoteColumn.FOUND][()]
    own = Decimal(count_of(measure_of(found, silent), QuoteColumn.FOUND))
    yield QuoteFinding(key, quote, QuoteIssue.IMPLIED, Decimal(cases), own, (Reason(QuoteReason.REST, numbers),))


def _rest(stated: Mapping[tuple[Band, ...], tuple[str, Quote]]) -> int | None:
    """Return the total less all bands that are stated; None without a total, without a band, or with all of them."""
    bands = [band for named in stated for band in named]
    if () not in stated or not bands or len(set(bands)) != len(bands) or len(bands) == len(Band):
        return None
    values = {named: int(quote.value or 0) for named, (_, quote) in stated.items()}
    return values.pop(()) - sum(values.values())
