"""What the coordinate doctor says, as a person reads it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from landtrack.domain.diagnosis import CoordinateFault
from landtrack.formats.coordinate_readings import GEOGRAPHIC, system_title

if TYPE_CHECKING:
    from landtrack.domain.diagnosis import Diagnosis
    from landtrack.messages import Catalogue

FINE_METRES, KILOMETRE = 10, 1000


def explain(diagnosis: Diagnosis, words: Catalogue) -> str:
    """Return how the numbers are to be read, what is wrong with them, how sure that is and what cannot be told."""
    parts = [_reading(diagnosis, words), _place(diagnosis, words)]
    parts += [words.label(fault) for fault in diagnosis.faults]
    if diagnosis.faults and diagnosis.moved_metres is not None:
        parts.append(
            words.text("As declared, the points would lie {away} away.", away=distance(diagnosis.moved_metres, words))
        )
    parts.append(words.label(diagnosis.certainty))
    parts += [_untold(fault, words) for fault in diagnosis.untold]
    return " ".join(parts)


def distance(metres: float, words: Catalogue) -> str:
    """Return a distance as people write it: 0,76 m, 224 m, 26,1 km."""
    if metres < FINE_METRES:
        return f"{words.number(Decimal(f'{metres:.2f}'))} m"
    if metres < KILOMETRE:
        return f"{words.number(round(metres))} m"
    return f"{words.number(Decimal(f'{metres / KILOMETRE:.1f}'))} km"


def _reading(diagnosis: Diagnosis, words: Catalogue) -> str:
    reading = diagnosis.reading
    system = system_title(reading.system)
    degrees = reading.system in GEOGRAPHIC
    scale = words.label(reading.scale)
    if reading.swapped and degrees:
        return words.text("Read as {system}, {scale}, latitude first.", system=system, scale=scale)
    if degrees:
        return words.text("Read as {system}, {scale}, longitude first.", system=system, scale=scale)
    if reading.swapped:
        return words.text("Read as {system}, {scale}, northing first.", system=system, scale=scale)
    return words.text("Read as {system}, {scale}, easting first.", system=system, scale=scale)


def _place(diagnosis: Diagnosis, words: Catalogue) -> str:
    counts = {"inside": diagnosis.inside, "points": diagnosis.points}
    if diagnosis.inside == diagnosis.points:
        return words.text("All points ({points}) fall where they should.", points=diagnosis.points)
    return words.text(
        "{inside} of {points} points fall where they should; the others lie {away} away.",
        away=distance(diagnosis.off_metres, words),
        **counts,
    )


def _untold(fault: CoordinateFault, words: Catalogue) -> str:
    if fault is CoordinateFault.WRONG_ROTATION:
        return words.text(
            "Whether the rotations of the datum shift have the right sign (0.76 m) cannot be told from the position: "
            "compare with a point that is known."
        )
    return words.text(
        "Whether the datum shift was made (224 m) cannot be told here: points near the boundary or a known point "
        "would show it."
    )
