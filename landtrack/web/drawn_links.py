"""The tables beside pictures: where each figure in them leads to; in the same rows and places as the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.bridges.movement import Movement
from landtrack.domain.cell import Column
from landtrack.domain.cutoff import Band
from landtrack.pictures.ranked_units import LEAST, ranks
from landtrack.pictures.resolution_calendar import busiest_day, counts_by_day
from landtrack.pictures.small_multiples import highest
from landtrack.web.bridge_lists import changes_address
from landtrack.web.cell_links import moment_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.progress import Progress
    from landtrack.domain.report.series import DayCount, SeriesPoint

    Row = list[str | None]

MONTHS = range(1, 13)
RANKED = (
    Column.RESOLVED, Column.CASES, Column.RATE_CASES, Column.RESOLVED_HA, Column.AREA_HA, Column.RATE_AREA,
)  # fmt: skip
"""The columns of the table of ranks, after the rank and the name."""


@dataclass(frozen=True, slots=True)
class Told:
    """As known at which moment, in the units of which day, of which unit (None: all) a picture tells."""

    known_at: datetime
    frame: date
    unit: str | None = None

    def cell(self, day: date, column: Column, band: Band | None = None, unit: str | None = None) -> str:
        """Return the address of the cases behind a figure as of a day."""
        return moment_cell((day, self.known_at, self.frame), column, unit or self.unit, band)


def series_links(series: Iterable[SeriesPoint], told: Told, *, by_area: bool = False) -> list[Row]:
    """Return the addresses of progress over time: the day, what is not resolved in each band, and in all."""
    column = Column.UNRESOLVED_HA if by_area else Column.UNRESOLVED
    return [[None, *(told.cell(point.day, column, band) for band in (*Band, None))] for point in series]


def rank_links(progress: Progress, told: Told) -> list[Row]:
    """Return the addresses of the ranked units, then those without a rank, then the total."""
    ranked, few = ranks(progress, LEAST)
    units = [*(unit.code for _rank, unit, _measure in ranked), *(unit.code for unit, _measure in few), None]
    return [[None, None, *(told.cell(progress.as_of, column, None, unit) for column in RANKED)] for unit in units]


def multiple_links(by_unit: Iterable[tuple[AreaUnit, Sequence[SeriesPoint]]], told: Told) -> list[Row]:
    """Return the addresses of the figures of each unit: its cases, what is left of them, the most there ever was."""
    rows: list[Row] = []
    for unit, series in by_unit:
        if not series:
            rows.append([None] * 6)
            continue
        last, peak = series[-1].day, highest(series).day
        cases = told.cell(last, Column.CASES, None, unit.code)
        left, most = (told.cell(day, Column.UNRESOLVED, None, unit.code) for day in (last, peak))
        rows.append([None, None, cases, left, most, None])
    return rows


def calendar_links(days: Sequence[DayCount], years: Iterable[int], last: date, told: Told) -> list[Row]:
    """Return the addresses of what was resolved in each month, in the year, and on its busiest day."""
    counts = counts_by_day(days)
    rows: list[Row] = []
    for year in years:
        months = [(date(year, month, 1), _month_end(year, month)) for month in MONTHS]
        spans = [*months, (date(year, 1, 1), date(year, 12, 31))]
        busiest = busiest_day(counts, year)
        most = None if busiest is None else _resolved(busiest, busiest, told)
        rows.append([None, *(_resolved(first, min(end, last), told) for first, end in spans), most])
    return rows


def _resolved(first: date, last: date, told: Told) -> str | None:
    if first > last:
        return None
    days = (first - timedelta(days=1), last)
    return changes_address(
        days, told.known_at, told.frame, (told.unit, None), line=Movement.RESOLVED, column=Column.RESOLVED
    )


def _month_end(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
