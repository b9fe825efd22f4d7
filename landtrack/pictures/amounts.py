"""What pictures count – cases not yet resolved for good, or their hectares – and round steps for an axis."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from landtrack.domain.progress import TENTHS_IN_HECTARE

if TYPE_CHECKING:
    from landtrack.domain.progress import Measure
    from landtrack.messages.catalogue import Catalogue

FINEST_AREA = 1000
"""A hundredth of a hectare, in tenths of m²."""


def unresolved(measure: Measure, *, by_area: bool = False) -> int:
    """Return the cases (or tenths of m²) not yet resolved for good: open ones and those in hand."""
    return measure.area - measure.resolved_area if by_area else measure.cases - measure.resolved


def amount_text(amount: int, words: Catalogue, *, by_area: bool = False) -> str:
    """Return a number of cases, or tenths of m² as hectares with two decimals; without the unit."""
    return words.hectares(amount) if by_area else words.number(amount)


def steps(largest: int, most: int, *, by_area: bool = False) -> list[int]:
    """Return 0 and up to ``most`` amounts, by 1, 2 or 5 times a power of ten, to the first not below ``largest``.

    There is always one above 0, and none is finer than a case or a hundredth of a hectare.
    """
    finest = FINEST_AREA if by_area else 1
    sizes = (finest * factor * 10**power for power in count() for factor in (1, 2, 5))
    step = next(size for size in sizes if largest <= size * most)
    return [step * place for place in range(max(1, -(-largest // step)) + 1)]


def step_text(amount: int, step: int, words: Catalogue, *, by_area: bool = False) -> str:
    """Return what stands at an amount of an axis: hectares with no more decimals than the step has."""
    if not by_area:
        return words.number(amount)
    decimals = next((places for places in (0, 1) if step * 10**places % TENTHS_IN_HECTARE == 0), 2)
    return words.number((Decimal(amount) / TENTHS_IN_HECTARE).quantize(Decimal(1).scaleb(-decimals)))
