"""The bridge between two moments: opening, one line for each movement, closing; per unit and band, in tenths of m²."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from landtrack.domain.bridges.movement import EVENTS, KNOWLEDGE, Movement, opposite
from landtrack.domain.cutoff import Band
from landtrack.domain.progress import Measure, sum_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.bridges.movement import Shift, Standing
    from landtrack.domain.frame import Frame
    from landtrack.domain.progress import Tally

LINES = (*KNOWLEDGE, *EVENTS)
Cell = tuple[int | None, Band]
"""Unit id in the frame (None: the frame cannot place it) and band."""


@dataclass(frozen=True, slots=True)
class Moment:
    """As of ``as_of``, as known at ``known_at``, when the log's head was ``head``."""

    as_of: date
    known_at: datetime
    head: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two moments and what lies between; every measure by cell. ``unplaced`` cells have unit None."""

    opening_at: Moment
    closing_at: Moment
    frame: date
    units: tuple[AreaUnit, ...]
    opening: Mapping[Cell, Measure]
    lines: Mapping[Movement, Mapping[Cell, Measure]]
    closing: Mapping[Cell, Measure]

    def total(self, part: Mapping[Cell, Measure], unit: int | None = None, band: Band | None = None) -> Measure:
        """Return the sum over a part of the bridge, narrowed to a unit's id and to a band where they are given."""
        return sum_of(
            measure
            for (unit_id, cell_band), measure in part.items()
            if (unit is None or unit == unit_id) and (band is None or band is cell_band)
        )

    def left_over(self) -> dict[Cell, Measure]:
        """Return, of every cell where opening + lines differs from closing, closing less that; empty if it closes."""
        found: dict[Cell, Measure] = {}
        cells = {cell for part in (self.opening, self.closing, *self.lines.values()) for cell in part}
        for cell in cells:
            parts = [self.opening.get(cell, Measure()), *(part.get(cell, Measure()) for part in self.lines.values())]
            rest = self.closing.get(cell, Measure()) + opposite(sum_of(parts))
            if rest != Measure():
                found[cell] = rest
        return found


@dataclass(frozen=True, slots=True)
class MovedCase:
    """A case of one line of the bridge: how it stood and stands (None: not there), and what it adds to the line.

    ``unit_code`` is that of the cell it moved in; areas in tenths of m².
    """

    code: str
    unit_code: str
    band: Band
    before: Standing | None
    after: Standing | None
    change: Measure


@dataclass(slots=True)
class Bookkeeping:
    """Collects shifts into cells of a frame."""

    frame: Frame
    lines: dict[Movement, dict[Cell, Measure]] = field(
        default_factory=lambda: {line: defaultdict(Measure) for line in LINES}
    )

    def add(self, shifts: Iterable[Shift]) -> None:
        """Add what each shift moves."""
        for shift in shifts:
            cell = (self.frame.places[shift.place_id], shift.band)
            self.lines[shift.movement][cell] += shift.measure


def by_cell(tallies: Iterable[Tally], frame: Frame) -> dict[Cell, Measure]:
    """Return the measures of tallies (excluded ones left out by the caller) by unit of the frame and band."""
    found: defaultdict[Cell, Measure] = defaultdict(Measure)
    for row in tallies:
        found[frame.places[row.place_id], row.band] += row.measure()
    return dict(found)
