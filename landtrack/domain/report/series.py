"""Figures over time: one breakdown per day, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.progress import Breakdown


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """The figures at the end of ``day``."""

    day: date
    found: Breakdown


@dataclass(frozen=True, slots=True)
class Mark:
    """A day worth a line in a chart: a cutoff, the due day of a target."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target as a chart draws it: so many open cases (or tenths of m² open) at most by ``due``, from ``since``."""

    since: date
    due: date
    opening: int
    aim: int
    label: str


@dataclass(frozen=True, slots=True)
class DayCount:
    """So many cases were resolved on ``day``."""

    day: date
    resolved: int
