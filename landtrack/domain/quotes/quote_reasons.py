"""General rules for why a quoted rate is not the computed one: swapped digits, another denominator, by area."""

from __future__ import annotations

from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING

from landtrack.domain.quotes.quote import QuoteColumn, QuoteKind, QuoteUnit
from landtrack.domain.quotes.quote_finding import QuoteReason, Reason
from landtrack.domain.quotes.quoted_figure import count_of, measure_of, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from landtrack.domain.progress import Breakdown
    from landtrack.domain.quotes.quote import Quote


def reasons_of_rate(quote: Quote, statement: Sequence[Quote], found: Breakdown) -> tuple[Reason, ...]:
    """Return what explains a quoted rate; ``statement`` are all quotes of the same statement, this one too."""
    stated = {
        column: value
        for column in QuoteColumn
        if (value := _stated(statement, quote, QuoteUnit.CASES, column)) is not None
    }
    measure = measure_of(found, quote.bands)
    part = int(stated.get(quote.column, count_of(measure, quote.column)))
    whole = int(stated.get(QuoteColumn.FOUND, measure.cases))
    pool = sorted({part, whole, *map(int, stated.values()), *(count_of(measure, column) for column in QuoteColumn)})
    swaps = [*_swapped(quote, part, whole)]
    others = [] if swaps else [*_other_denominators(quote, part, whole, pool)]
    return (*swaps, *others, *_by_area(quote, statement))


def _stated(statement: Sequence[Quote], like: Quote, unit: QuoteUnit, column: QuoteColumn) -> Decimal | None:
    """Return what the statement itself says of the same bands."""
    for row in statement:
        if (row.kind, row.unit, row.column, row.bands) == (QuoteKind.FIGURE, unit, column, like.bands):
            return row.value
    return None


def _swapped(quote: Quote, part: int, whole: int) -> Iterator[Reason]:
    """Yield each swap of two neighbouring digits of part or whole that gives the quoted rate."""
    for number, is_part in ((whole, False), (part, True)):
        for other in swapped_numbers(number):
            pair = (other, whole) if is_part else (part, other)
            if pair[0] <= pair[1] and share(*pair, quote.places) == quote.value:
                numbers = {"part": pair[0], "whole": pair[1], "number": number, "read": other}
                yield Reason(QuoteReason.SWAPPED_DIGITS, numbers)


def swapped_numbers(number: int) -> list[int]:
    """Return the numbers of as many digits that differ by one swap of two neighbouring digits."""
    digits = str(number)
    spelled = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)]
    return [int(text) for text in dict.fromkeys(spelled) if text != digits and text[0] != "0"]


def _other_denominators(quote: Quote, part: int, whole: int, pool: Sequence[int]) -> Iterator[Reason]:
    """Yield the one pair of figures of the pool, or a figure and a sum of two, that gives the quoted rate.

    The part itself over another denominator comes before another part; the smaller denominator before the larger.
    """
    sums = {one + other for one, other in combinations_with_replacement(pool, 2)}
    wholes = sorted(sums | set(pool))
    parts = sorted(pool, key=lambda number: (number != part, number))
    for number, denominator in product(parts, wholes):
        another = number < denominator and (number, denominator) != (part, whole)
        if another and share(number, denominator, quote.places) == quote.value:
            yield Reason(QuoteReason.OTHER_DENOMINATOR, {"part": number, "whole": denominator})
            return


def _by_area(quote: Quote, statement: Sequence[Quote]) -> Iterator[Reason]:
    """Yield the rate by the areas of the statement, under both readings of the area that stands with the resolved.

    It may be the resolved part, or the total of which the rest stands beside it.
    """
    total, resolved, rest = (_stated(statement, quote, QuoteUnit.HECTARES, column) for column in QuoteColumn)
    if total is not None or resolved is None or rest is None or not resolved > rest:
        return
    mine = resolved if quote.column is QuoteColumn.RESOLVED else rest
    if quote.column is QuoteColumn.FOUND:
        return
    as_total = resolved - rest if quote.column is QuoteColumn.RESOLVED else rest
    yield Reason(
        QuoteReason.BY_AREA,
        {"hectares": resolved, "as_part": share(mine, resolved + rest), "as_total": share(as_total, resolved)},
    )
