"""Progress: how far the work is, in cases and hectares, by band and by unit.

Everything is counted in whole cases and whole tenths of m²; rates and hectares are made once, at the edge.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.domain.episode import Gap
from landtrack.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.frame import Frame

HUNDREDTH = Decimal("0.01")
TENTHS_IN_HECTARE = 100_000


def hectares(area: int) -> Decimal:
    """Return tenths of m² as hectares with two decimals, rounded half up."""
    # Zero is added so that a small loss is 0.00, not −0.00.
    return (Decimal(area) / TENTHS_IN_HECTARE).quantize(HUNDREDTH, ROUND_HALF_UP) + 0


def square_metres(area: int) -> Decimal:
    """Return tenths of m² as m² with one decimal; exact."""
    return Decimal(area).scaleb(-1)


def rate(part: int, whole: int) -> Decimal | None:
    """Return ``part`` of ``whole`` in percent with two decimals, rounded half up; None when there is no whole."""
    if whole == 0:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(HUNDREDTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts and areas (tenths of m²) of some cases; partly resolved cases are among ``in_hand``."""

    cases: int = 0
    area: int = 0
    resolved: int = 0
    resolved_area: int = 0
    in_hand: int = 0
    open: int = 0

    def __add__(self, other: Measure) -> Measure:
        """Return the measure of both together."""
        return Measure(
            self.cases + other.cases,
            self.area + other.area,
            self.resolved + other.resolved,
            self.resolved_area + other.resolved_area,
            self.in_hand + other.in_hand,
            self.open + other.open,
        )

    @property
    def rate_cases(self) -> Decimal | None:
        """Return the resolved share of the cases in percent."""
        return rate(self.resolved, self.cases)

    @property
    def rate_area(self) -> Decimal | None:
        """Return the resolved share of the area in percent, resolved parts included."""
        return rate(self.resolved_area, self.area)


def measure_of(status: Status, cases: int, area: int, resolved_area: int) -> Measure:
    """Return cases of one status as a measure; areas are sums in tenths of m²."""
    return Measure(
        cases,
        area,
        cases if status is Status.RESOLVED else 0,
        resolved_area,
        cases if status in {Status.IN_HAND, Status.PARTLY_RESOLVED} else 0,
        cases if status is Status.OPEN else 0,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases that are alike in all that progress asks: the row that the store counts; areas in tenths of m²."""

    place_id: int
    band: Band
    status: Status
    gap: Gap
    cases: int
    area: int
    resolved_area: int

    def measure(self) -> Measure:
        """Return these cases as a measure."""
        return measure_of(self.status, self.cases, self.area, self.resolved_area)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A measure and its parts by band; the parts sum to the whole."""

    total: Measure = field(default_factory=Measure)
    bands: dict[Band, Measure] = field(default_factory=lambda: dict.fromkeys(Band, Measure()))


@dataclass(frozen=True, slots=True)
class Gaps:
    """Numbers of cases that something is missing of: they are counted, and said."""

    no_geometry: int = 0
    undetermined: int = 0
    outside_unit: int = 0
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """The figures as of a day, as known at a moment, in the units of a frame's day."""

    as_of: date
    known_at: datetime
    frame: date
    head: str
    cutoffs: Cutoffs
    whole: Breakdown
    units: tuple[tuple[AreaUnit, Breakdown], ...]
    gaps: Gaps


def counted(tallies: Iterable[Tally]) -> list[Tally]:
    """Return the tallies that are in the figures: all but the excluded ones."""
    return [row for row in tallies if row.status is not Status.EXCLUDED]


def by_unit(
    tallies: Iterable[Tally], frame: Frame, units: Iterable[AreaUnit]
) -> tuple[tuple[AreaUnit, Breakdown], ...]:
    """Return the breakdown of every one of ``units``, also of those without a case."""
    placed: defaultdict[int | None, list[Tally]] = defaultdict(list)
    for row in tallies:
        placed[frame.places[row.place_id]].append(row)
    return tuple((unit, whole_of(placed.get(unit.id, ()))) for unit in units)


def whole_of(tallies: Iterable[Tally]) -> Breakdown:
    """Return the breakdown of all the tallies together."""
    measures: dict[Band, list[Measure]] = {band: [] for band in Band}
    for row in tallies:
        measures[row.band].append(row.measure())
    bands = {band: sum_of(found) for band, found in measures.items()}
    return Breakdown(sum_of(bands.values()), bands)


def sum_of(measures: Iterable[Measure]) -> Measure:
    """Return the measure of all of them together."""
    found = list(measures)
    return Measure(
        sum(row.cases for row in found),
        sum(row.area for row in found),
        sum(row.resolved for row in found),
        sum(row.resolved_area for row in found),
        sum(row.in_hand for row in found),
        sum(row.open for row in found),
    )


def gaps_of(tallies: Iterable[Tally], frame: Frame) -> Gaps:
    """Return how many of the counted cases lack what."""
    found = {"no_geometry": 0, "undetermined": 0, "outside_unit": 0, "unplaced": 0}
    for row in tallies:
        found["no_geometry"] += row.cases if row.gap is Gap.NO_GEOMETRY else 0
        found["outside_unit"] += row.cases if row.gap is Gap.OUTSIDE_UNIT else 0
        found["undetermined"] += row.cases if row.band is Band.UNDETERMINED else 0
        found["unplaced"] += row.cases if frame.places[row.place_id] is None else 0
    return Gaps(**found)
