"""What coordinates can be read as, and what is wrong with them under each reading: proposals, never changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CoordinateScale(StrEnum):
    """How a number is written."""

    METRES = "metres"
    KILOMETRES = "kilometres"
    DEGREES = "degrees"
    DEGREES_MINUTES = "degrees_minutes"  # 21.2815 for 21°28'15"
    SEXAGESIMAL = "sexagesimal"  # 212815 for 21°28'15"


class DatumShift(StrEnum):
    """How the numbers came from (or must go to) WGS 84."""

    RIGHT = "right"
    NONE = "none"
    WRONG_ROTATION = "wrong_rotation"


class CoordinateFault(StrEnum):
    """What makes numbers, taken at the word of their file, fall in the wrong place."""

    SWAPPED = "swapped"
    WRONG_ZONE = "wrong_zone"
    UTM_AGAINST_TM3 = "utm_against_tm3"
    NO_DATUM_SHIFT = "no_datum_shift"  # 224 m
    WRONG_ROTATION = "wrong_rotation"  # 0.76 m
    DEGREES_AGAINST_METRES = "degrees_against_metres"
    KILOMETRES = "in_kilometres"
    DEGREES_MINUTES = "minutes_as_decimals"


class Certainty(StrEnum):
    """How far a reading can be relied on."""

    ONLY = "only"
    ONE_OF_SEVERAL = "one_of_several"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read pairs of numbers: as coordinates of a system, in which order, written how, shifted how.

    ``swapped`` means that the first number is the northing or the latitude, as field sheets write it.
    """

    system: str
    swapped: bool = False
    scale: CoordinateScale = CoordinateScale.METRES
    shift: DatumShift = DatumShift.RIGHT


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A reading and what speaks for it.

    ``inside`` of the ``points`` looked at fall where they should; the others lie ``off_metres`` from there (their
    median). ``moved_metres`` is how far the points lie from where the file's own declaration puts them; None when it
    declares nothing that can be computed. ``untold`` are faults that the position cannot exclude. ``lon`` and ``lat``
    (EPSG:4326) are the middle of the points.
    """

    reading: Reading
    faults: tuple[CoordinateFault, ...]
    points: int
    inside: int
    off_metres: float
    moved_metres: float | None
    certainty: Certainty
    untold: tuple[CoordinateFault, ...]
    lon: float
    lat: float

    @property
    def as_declared(self) -> bool:
        """Say whether the numbers are just what their file says they are."""
        return not self.faults
