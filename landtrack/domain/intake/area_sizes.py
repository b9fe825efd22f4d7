"""Whether an area can be that of a case: hectares that were square metres, and slips of the keyboard."""

from __future__ import annotations

from itertools import islice
from statistics import median, median_low
from typing import TYPE_CHECKING

from landtrack.domain.intake.fault import Fault, quoted, warning
from landtrack.domain.intake.numbers import LARGEST_IN_HECTARES, TENTHS, number_readings, read_area, spelled_number
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.reading import AreaUnit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.domain.intake.fault import Understood
    from landtrack.domain.intake.numbers import DecimalSign
    from landtrack.domain.intake.source import Value

_LARGEST = 100 * int(TENTHS[AreaUnit.HECTARES])
"""Tenths of m² beyond which any area is doubtful: no single case is larger than 100 ha."""
_TIMES = 100
_SAMPLE = 2_000
_ENOUGH = 5
"""Areas of which a column must have at least as many to say by their median alone what is usual in it."""
_LEAST_USUAL = 100 * int(TENTHS[AreaUnit.SQUARE_METRES])
"""Tenths of m² below which fewer areas tell nothing: in a short list an area of a hectare is not doubted."""


def usual_area(values: Iterable[Value], unit: AreaUnit, sign: DecimalSign | None) -> int | None:
    """Return the median of the areas of a column in tenths of m², None where there is nothing to compare.

    Of a few areas it is the lower median, since one of them may be the slip, but 100 m² at least.
    """
    areas = (read_area(value, unit, sign, zero=True)[0] for value in islice(values, _SAMPLE) if value is not None)
    known = [area for area in areas if area]
    if len(known) >= _ENOUGH:
        return int(median(known))
    return max(median_low(known), _LEAST_USUAL) if len(known) > 1 else None


def doubted(understood: Understood, value: Value, unit: AreaUnit, usual: int | None) -> Understood:
    """Return an area that was read, with a warning if it is too large to be believed.

    ``unit`` is that of the column, ``usual`` the median of the column.
    """
    area, fault = understood
    limit = min(_LARGEST, LARGEST_IN_HECTARES if unit is AreaUnit.HECTARES else _LARGEST)
    if area is None or (area <= limit and (usual is None or area <= _TIMES * usual)):
        return understood
    if fault is not None and fault.severity is not Severity.NOTE:
        return understood
    return area, _doubt(area, value, unit, usual)


def _doubt(area: int, value: Value, unit: AreaUnit, usual: int | None) -> Fault:
    text = quoted(value)
    written = number_readings(value)[2] if isinstance(value, str) else None
    if (written or unit) is AreaUnit.HECTARES and area > LARGEST_IN_HECTARES:
        # What a person typed as square metres is a ten-thousandth of what was read.
        meant = f"{spelled_number(area / TENTHS[AreaUnit.HECTARES])} m2"
        return warning("cell.area_hectares_doubtful", meant, text=text, area=area)
    if area > _LARGEST or usual is None:
        return warning("cell.area_huge", text=text, area=area)
    return warning("cell.area_unusual", text=text, area=area)
