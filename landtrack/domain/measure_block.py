"""Figures as plain JSON values: the keys that other programs rely on (docs/progress-json.md).

Counts are numbers; m² (one decimal), hectares and rates (two decimals) are strings, so that no reader rounds them; a
rate is null where there are no cases.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from landtrack.domain.progress import hectares, square_metres
from landtrack.domain.question import VIETNAM

if TYPE_CHECKING:
    from decimal import Decimal

    from landtrack.domain.progress import Breakdown, Measure, Progress


def measure_block(measure: Measure) -> dict[str, Any]:
    """Return one measure: counts, m², hectares and rates."""
    return {
        **amount_block(measure),
        "rate_cases": _rate(measure.rate_cases),
        "rate_area": _rate(measure.rate_area),
    }


def amount_block(measure: Measure) -> dict[str, Any]:
    """Return a measure without its rates: what a movement adds or takes away has none."""
    return {
        "cases": measure.cases,
        "area_m2": str(square_metres(measure.area)),
        "area_ha": str(hectares(measure.area)),
        "resolved": measure.resolved,
        "resolved_m2": str(square_metres(measure.resolved_area)),
        "resolved_ha": str(hectares(measure.resolved_area)),
        "in_hand": measure.in_hand,
        "open": measure.open,
    }


def band_blocks(breakdown: Breakdown) -> list[dict[str, Any]]:
    """Return the measures by band, in the order before, between, after, undetermined."""
    return [{"band": band.value, **measure_block(measure)} for band, measure in breakdown.bands.items()]


def progress_block(progress: Progress) -> dict[str, Any]:
    """Return all figures of a question."""
    return {
        "as_of": progress.as_of.isoformat(),
        "known_at": progress.known_at.astimezone(VIETNAM).isoformat(),
        "frame": progress.frame.isoformat(),
        "head": progress.head,
        "cutoffs": {"before": progress.cutoffs.before.isoformat(), "after": progress.cutoffs.after.isoformat()},
        "total": measure_block(progress.whole.total),
        "bands": band_blocks(progress.whole),
        "units": [
            {
                "code": unit.code,
                "name": unit.full_name,
                **measure_block(breakdown.total),
                "bands": band_blocks(breakdown),
            }
            for unit, breakdown in progress.units
        ],
        "gaps": asdict(progress.gaps),
    }


def _rate(rate: Decimal | None) -> str | None:
    return None if rate is None else str(rate)
