"""The computed figure that a quote is set against, at any precision."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from landtrack.domain.progress import TENTHS_IN_HECTARE, sum_of
from landtrack.domain.quotes.quote import QuoteColumn, QuoteUnit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.domain.cutoff import Band
    from landtrack.domain.progress import Breakdown, Measure
    from landtrack.domain.quotes.quote import Quote

PLACES = 2


def rounded(value: Decimal, places: int) -> Decimal:
    """Return the value with so many decimals, rounded half up."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def share(part: int | Decimal, whole: int | Decimal, places: int = PLACES) -> Decimal | None:
    """Return ``part`` of ``whole`` in percent; None when there is no whole. Rounded half up, once."""
    return None if not whole else rounded(Decimal(part) * 100 / Decimal(whole), places)


def measure_of(found: Breakdown, bands: Iterable[Band]) -> Measure:
    """Return the measure of the bands together, of all cases where there are none."""
    some = tuple(bands)
    return sum_of(found.bands[band] for band in some) if some else found.total


def count_of(measure: Measure, column: QuoteColumn) -> int:
    """Return how many cases are in the column."""
    return {
        QuoteColumn.FOUND: measure.cases,
        QuoteColumn.RESOLVED: measure.resolved,
        QuoteColumn.UNRESOLVED: measure.cases - measure.resolved,
    }[column]


def area_of(measure: Measure, column: QuoteColumn) -> int:
    """Return the area in the column in tenths of m²; resolved parts of unresolved cases are resolved."""
    return {
        QuoteColumn.FOUND: measure.area,
        QuoteColumn.RESOLVED: measure.resolved_area,
        QuoteColumn.UNRESOLVED: measure.area - measure.resolved_area,
    }[column]


def computed(quote: Quote, found: Breakdown, places: int) -> Decimal | None:
    """Return the figure that the register gives for the quote; None for a rate of no cases."""
    measure = measure_of(found, quote.bands)
    if quote.unit is QuoteUnit.CASES:
        return Decimal(count_of(measure, quote.column))
    if quote.unit is QuoteUnit.HECTARES:
        return rounded(Decimal(area_of(measure, quote.column)) / TENTHS_IN_HECTARE, places)
    return share(count_of(measure, quote.column), measure.cases, places)


def agrees(quote: Quote, found: Breakdown) -> bool:
    """Say whether the computed figure, rounded as the quote is, is the quoted one."""
    return quote.value == computed(quote, found, quote.places)
