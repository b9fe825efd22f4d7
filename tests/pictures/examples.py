"""What the tests of pictures draw: figures by band, series, units, a unit's land with cases on it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from landtrack.domain.area_unit import AreaUnit, UnitKind
from landtrack.domain.cutoff import Band, Cutoffs
from landtrack.domain.progress import Breakdown, Gaps, Measure, Progress, sum_of
from landtrack.domain.report.series import SeriesPoint
from landtrack.domain.report.small_map import MapShape, SmallMap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.status import Status
    from landtrack.pictures.picture import Drawing

CUTOFFS = Cutoffs(date(2014, 7, 1), date(2020, 6, 11))
DAY = date(2023, 11, 30)
SVG = "{http://www.w3.org/2000/svg}"
NONE = (0, 0, 0, 0)
SQUARE = ((420_000.0, 2_370_000.0), (424_000.0, 2_370_000.0), (424_000.0, 2_374_000.0), (420_000.0, 2_374_000.0))


def breakdown(*bands: tuple[int, int, int, int]) -> Breakdown:
    """Return figures of (cases, area, resolved, resolved area) for each band; bands left out have none."""
    rows = [*bands, *[NONE] * (len(Band) - len(bands))]
    found = {
        band: Measure(cases, area, resolved, resolved_area, 0, cases - resolved)
        for band, (cases, area, resolved, resolved_area) in zip(Band, rows, strict=True)
    }
    return Breakdown(sum_of(found.values()), found)


def point(day: date, *left: int) -> SeriesPoint:
    """Return a day on which so many cases of each band are left of 5,000, of 1,234.5 m² each."""
    return SeriesPoint(day, breakdown(*((5000, 5000 * 12345, 5000 - rest, (5000 - rest) * 12345) for rest in left)))


SERIES = (
    point(date(2020, 12, 31), 4700, 533, 12, 7),
    point(date(2021, 12, 31), 3100, 410, 31, 6),
    point(date(2022, 12, 31), 1500, 202, 19, 5),
    point(DAY, 479, 64, 2, 1),
)


def unit(number: int, name: str) -> AreaUnit:
    """Return a xã."""
    return AreaUnit(number, f"{number:05}", name, UnitKind.XA, date(2020, 1, 1), None, "", Decimal(1), None)


def progress(*units: tuple[str, int, int]) -> Progress:
    """Return the figures of units of (name, cases, resolved)."""
    rows = tuple(
        (unit(number, name), breakdown((cases, cases * 10_000, resolved, resolved * 10_000)))
        for number, (name, cases, resolved) in enumerate(units, 7243)
    )
    total = sum_of(found.total for _unit, found in rows)
    whole = breakdown((total.cases, total.area, total.resolved, total.resolved_area))
    return Progress(DAY, datetime(2023, 12, 1, tzinfo=UTC), DAY, "12·abc", CUTOFFS, whole, rows, Gaps())


def case(status: Status, x: float, y: float, side: float = 0) -> MapShape:
    """Return a case at metres from the land's corner; with a side, a square of that size."""
    east, north = SQUARE[0][0] + x, SQUARE[0][1] + y
    half = side / 2
    ring = tuple((east + dx * half, north + dy * half) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1)))
    return MapShape(f"{status}-{x}-{y}", status, (ring,) if side else (), (east, north))


def land(cases: Sequence[MapShape], *, schematic: bool = True) -> SmallMap:
    """Return 4 × 4 km of land with the cases."""
    return SmallMap((SQUARE,), tuple(cases), schematic)


def elements(drawing: Drawing, tag: str) -> list[ET.Element]:
    """Return the elements of the SVG with this tag; the SVG is well-formed, or this fails."""
    return list(ET.fromstring(drawing.svg()).iter(SVG + tag))  # noqa: S314 - our own


def texts(drawing: Drawing) -> list[str]:
    """Return what is written in the picture."""
    return [found.text or "" for found in elements(drawing, "text")]


def filled(drawing: Drawing, colour: str) -> list[list[tuple[float, float]]]:
    """Return the rings that are filled with the colour."""
    return [
        ring for path in elements(drawing, "path") if path.get("fill") == colour for ring in rings(path.get("d") or "")
    ]


def lines(drawing: Drawing) -> list[tuple[str, list[tuple[float, float]]]]:
    """Return the dashes ("" for none) and spots of every line that is not filled."""
    return [
        (path.get("stroke-dasharray") or "", ring)
        for path in elements(drawing, "path")
        if path.get("fill") == "none"
        for ring in rings(path.get("d") or "")
    ]


def rings(path: str) -> list[list[tuple[float, float]]]:
    """Return the rings of a path of moves and lines."""
    found = []
    for ring in re.findall(r"M([^MZ]*)Z?", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", ring)]
        found.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return found
