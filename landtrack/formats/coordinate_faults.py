"""What is wrong with numbers, given how they have to be read and what their file says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.diagnosis import CoordinateFault, CoordinateScale, DatumShift
from landtrack.formats.coordinate_readings import GEOGRAPHIC, UTM

if TYPE_CHECKING:
    from landtrack.domain.diagnosis import Reading
    from landtrack.formats.declared_system import Declared

SCALES = {
    CoordinateScale.KILOMETRES: CoordinateFault.KILOMETRES,
    CoordinateScale.DEGREES_MINUTES: CoordinateFault.DEGREES_MINUTES,
    CoordinateScale.SEXAGESIMAL: CoordinateFault.DEGREES_MINUTES,
}
SHIFTS = {
    DatumShift.NONE: CoordinateFault.NO_DATUM_SHIFT,
    DatumShift.WRONG_ROTATION: CoordinateFault.WRONG_ROTATION,
}
SAME_PLACE_METRES = 0.05


def faults_of(reading: Reading, declared: Declared | None, moved: float | None) -> tuple[CoordinateFault, ...]:
    """Return what must be put right so that the numbers lie where the reading puts them.

    ``moved`` is how far that is (metres) from where the declaration puts them, None if it puts them nowhere.
    """
    faults = [CoordinateFault.SWAPPED] if reading.swapped else []
    if reading.scale in SCALES:
        faults.append(SCALES[reading.scale])
    if declared is not None and (moved is None or moved > SAME_PLACE_METRES):
        faults += _against(reading, declared)
    elif declared is None and reading.shift in SHIFTS:
        faults.append(SHIFTS[reading.shift])
    return tuple(dict.fromkeys(faults))


def shift_fault(reading: Reading, other: Reading) -> CoordinateFault:
    """Return by which mistake about the shift two readings of one projection differ."""
    if DatumShift.WRONG_ROTATION in {reading.shift, other.shift}:
        return CoordinateFault.WRONG_ROTATION
    return CoordinateFault.NO_DATUM_SHIFT


def _against(reading: Reading, declared: Declared) -> list[CoordinateFault]:
    """Return what sets the reading apart from the declaration."""
    geographic = reading.system in GEOGRAPHIC
    named = declared.twin or declared.name
    if geographic != declared.geographic:
        return [CoordinateFault.DEGREES_AGAINST_METRES]
    faults = []
    if not geographic and named != reading.system:
        other_kind = (reading.system in UTM) != (named in UTM)
        faults.append(CoordinateFault.UTM_AGAINST_TM3 if other_kind else CoordinateFault.WRONG_ZONE)
    if reading.shift in SHIFTS:
        faults.append(SHIFTS[reading.shift])
    elif declared.fault is not None:
        faults.append(declared.fault)
    elif geographic and named != reading.system:
        faults.append(CoordinateFault.NO_DATUM_SHIFT)
    return faults
