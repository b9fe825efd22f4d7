"""Targets as the chart of progress over time draws them: unresolved at their first day, and at most when due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.report.series import TargetLine
from landtrack.domain.targets.target import TargetBand, TargetMeasure

if TYPE_CHECKING:
    from landtrack.domain.progress import Measure
    from landtrack.usecases.follow_targets import Followed, FollowedTarget

# The chart lays band on band, the oldest lowest: only of it and of all together is the upper edge an amount by itself.
_DRAWN = frozenset({TargetBand.ALL, TargetBand.BEFORE})


def target_lines(found: Followed, measure: TargetMeasure) -> tuple[TargetLine, ...]:
    """Return the lines of the targets of one measure (cases, or tenths of m²) that are about all units."""
    return tuple(
        TargetLine(
            row.target.since,
            row.target.due,
            _unresolved(row.opening, measure),
            max(0, row.state.whole - row.state.needed),
            row.target.name,
        )
        for row in found.targets
        if row.target.measure is measure and _can_be_drawn(row)
    )


def _can_be_drawn(row: FollowedTarget) -> bool:
    return bool(row.state.whole) and not row.target.units and row.target.band in _DRAWN


def _unresolved(opening: Measure, measure: TargetMeasure) -> int:
    if measure is TargetMeasure.CASES:
        return opening.cases - opening.resolved
    return opening.area - opening.resolved_area
