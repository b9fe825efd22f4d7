"""Readings of coordinates as JSON: what is shown to a program, and how a decision is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.diagnosis import CoordinateScale, DatumShift, Reading
from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.diagnosis import Diagnosis


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """Return the reading as JSON keeps it."""
    return {
        "system": reading.system,
        "swapped": reading.swapped,
        "scale": reading.scale.value,
        "shift": reading.shift.value,
    }


def reading_from_json(kept: Mapping[str, Any]) -> Reading:
    """Return the reading of such a block; what is left out is as usual.

    Raises Refusal ``coordinates.reading`` for a block that means nothing.
    """
    try:
        return Reading(
            str(kept["system"]),
            bool(kept.get("swapped", False)),
            CoordinateScale(kept.get("scale", CoordinateScale.METRES)),
            DatumShift(kept.get("shift", DatumShift.RIGHT)),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as wrong:
        raise Refusal("coordinates.reading") from wrong


def diagnosis_to_json(diagnosis: Diagnosis) -> dict[str, Any]:
    """Return a diagnosis as programs get it; distances in metres with two decimals."""
    moved = diagnosis.moved_metres
    return {
        **reading_to_json(diagnosis.reading),
        "faults": [fault.value for fault in diagnosis.faults],
        "points": diagnosis.points,
        "inside": diagnosis.inside,
        "off_m": round(diagnosis.off_metres, 2),
        "moved_m": None if moved is None else round(moved, 2),
        "certainty": diagnosis.certainty.value,
        "untold": [fault.value for fault in diagnosis.untold],
        "lon": round(diagnosis.lon, 7),
        "lat": round(diagnosis.lat, 7),
    }
