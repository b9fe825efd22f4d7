"""Colours of rates: one scale that the colour-blind can read. Those of statuses are the pages' (css/tokens.css)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landtrack.domain.progress import Measure


@dataclass(frozen=True, slots=True)
class RateClass:
    """Rates from ``least`` percent to below ``below`` percent, and their colour; ``below`` None has no end."""

    least: int
    below: int | None
    colour: str


# From light to dark, so that it reads in grey, too: the darker, the more is resolved.
RATE_CLASSES = (
    RateClass(0, 70, "#f2e6c2"),
    RateClass(70, 80, "#cfddb4"),
    RateClass(80, 85, "#9cc7a4"),
    RateClass(85, 90, "#5fa893"),
    RateClass(90, 95, "#2b7f77"),
    RateClass(95, None, "#0c4f4e"),
)


def rate_class(measure: Measure) -> RateClass | None:
    """Return the class of the resolved share of the cases, decided on whole cases; None where there are none."""
    if measure.cases == 0:
        return None
    return [row for row in RATE_CLASSES if measure.resolved * 100 >= row.least * measure.cases][-1]
