"""Figures as pages and feeds show them: in the visitor's language, with the plain numbers beside."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.cutoff import Band
    from landtrack.domain.progress import Breakdown, Measure, Progress


def block(measure: Measure) -> dict[str, Any]:
    """Return one measure; ``raw`` holds counts, tenths of m² and rates as plain numbers."""
    words = say()
    return {
        "cases": words.number(measure.cases),
        "area_ha": words.hectares(measure.area),
        "resolved": words.number(measure.resolved),
        "resolved_ha": words.hectares(measure.resolved_area),
        "in_hand": words.number(measure.in_hand),
        "open": words.number(measure.open),
        "rate_cases": words.percent(measure.rate_cases),
        "rate_area": words.percent(measure.rate_area),
        "raw": {
            **asdict(measure),
            "rate_cases": None if measure.rate_cases is None else str(measure.rate_cases),
            "rate_area": None if measure.rate_area is None else str(measure.rate_area),
        },
    }


def whole_figures(progress: Progress) -> dict[str, Any]:
    """Return the figures without those by unit: what the page of one commune shows."""
    words = say()
    return {
        "total": block(progress.whole.total),
        "bands": _bands(progress, progress.whole),
        "gaps": asdict(progress.gaps),
        "head": progress.head,
        "cutoffs": {"before": words.day(progress.cutoffs.before), "after": words.day(progress.cutoffs.after)},
    }


def all_figures(progress: Progress, address: Callable[[AreaUnit], str]) -> dict[str, Any]:
    """Return all figures; ``address`` gives the page of a unit."""
    units = [
        {
            "code": unit.code,
            "name": unit.full_name,
            "href": address(unit),
            "total": block(breakdown.total),
            "bands": _bands(progress, breakdown),
        }
        for unit, breakdown in progress.units
    ]
    return {**whole_figures(progress), "units": units}


def band_label(progress: Progress, band: Band) -> str:
    """Return what a band is called under the cutoffs of the figures."""
    words, cutoffs = say(), progress.cutoffs
    # Each label names the cutoffs that it needs; format ignores the other.
    return words.label(band).format(before=words.day(cutoffs.before), after=words.day(cutoffs.after))


def _bands(progress: Progress, breakdown: Breakdown) -> list[dict[str, Any]]:
    return [
        {"band": band.value, "label": band_label(progress, band), **block(measure)}
        for band, measure in breakdown.bands.items()
    ]
