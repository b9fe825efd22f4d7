"""Targets as programs get them: plain values with names; areas in hectares as exact texts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from landtrack.domain.progress import TENTHS_IN_HECTARE
from landtrack.domain.targets.target import TargetMeasure

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.targets.target import Target
    from landtrack.domain.targets.target_state import TargetState


def target_block(key: str, target: Target, state: TargetState, judged_on: date) -> dict[str, Any]:
    """Return a target and how it stands; counts are int, areas texts in ha with five decimals (exact)."""

    def amount(value: int) -> int | str:
        return value if target.measure is TargetMeasure.CASES else str(Decimal(value) / TENTHS_IN_HECTARE)

    return {
        "key": key,
        "name": target.name,
        "measure": target.measure.value,
        "kind": target.kind.value,
        "value": str(target.value),
        "over": target.over,
        "band": target.band.value,
        "units": list(target.units),
        "since": target.since.isoformat(),
        "due": target.due.isoformat(),
        "legal_basis": target.legal_basis,
        "campaign": target.campaign,
        "judged_on": judged_on.isoformat(),
        "standing": state.standing.value,
        "whole": amount(state.whole),
        "needed": amount(state.needed),
        "done": amount(state.done),
        "left": amount(state.left),
        "pace_needed_per_week": _pace(state.pace_needed),
        "pace_so_far_per_week": _pace(state.pace_so_far),
        "days_left": state.days_left,
    }


def _pace(pace: Decimal | None) -> str | None:
    return None if pace is None else str(pace)
