"""The frame of a picture over time: where a day and an amount lie, the axes, and labels that keep off each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.pictures.amounts import step_text, steps
from landtrack.pictures.days import ticks
from landtrack.pictures.palette import INK_SOFT, LINE, LINE_STRONG
from landtrack.pictures.sheet import Letters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from landtrack.messages.catalogue import Catalogue
    from landtrack.pictures.sheet import Canvas

TICK_SIZE = 7.5
TICK_ROOM = 46
"""Points that a tick of the time axis needs."""


@dataclass(frozen=True, slots=True)
class TimePlot:
    """Days from ``first`` to ``last`` and amounts from 0 to ``top`` in a rectangle of the sheet, in points."""

    left: float
    upper: float
    wide: float
    high: float
    first: date
    last: date
    top: int

    @property
    def lower(self) -> float:
        """Return where amount 0 lies."""
        return self.upper + self.high

    @property
    def right(self) -> float:
        """Return where the last day lies."""
        return self.left + self.wide

    def x(self, day: date) -> float:
        """Return where a day lies; a single day lies in the middle."""
        span = (self.last - self.first).days
        return self.left + self.wide * ((day - self.first).days / span if span else 0.5)

    def column(self, x: float, wide: float) -> tuple[float, float]:
        """Return the left and right of a column about ``x`` that lies within the plot."""
        left = min(max(x - wide / 2, self.left), self.right - wide)
        return left, left + wide

    def y(self, amount: int) -> float:
        """Return where an amount lies."""
        return self.lower - self.high * amount / self.top


def draw_amounts(canvas: Canvas, plot: TimePlot, words: Catalogue, *, most: int, by_area: bool = False) -> None:
    """Draw a light line and the number at every round amount."""
    amounts = steps(plot.top, most, by_area=by_area)
    for amount in amounts:
        y = plot.y(amount)
        canvas.line([(plot.left, y), (plot.right, y)], LINE if amount else LINE_STRONG, 0.5 if amount else 1)
        text = step_text(amount, amounts[1], words, by_area=by_area)
        canvas.text(plot.left - 5, y + 2.6, text, Letters(TICK_SIZE, INK_SOFT), anchor="end")


def draw_days(canvas: Canvas, plot: TimePlot, words: Catalogue) -> None:
    """Draw the ticks of the time axis with their years or months."""
    for day, text in ticks(plot.first, plot.last, max(2, int(plot.wide // TICK_ROOM)), words):
        x = plot.x(day)
        canvas.line([(x, plot.lower), (x, plot.lower + 3.5)], LINE_STRONG, 0.75)
        canvas.text(x, plot.lower + 12, text, Letters(TICK_SIZE, INK_SOFT), anchor="middle")


def spread(wanted: Sequence[float], apart: float, least: float, most: float) -> list[float]:
    """Return places in the order of ``wanted`` (ascending), at least ``apart`` from each other, as near as they go.

    They lie from ``least`` to ``most`` where so many find room there, else evenly further up.
    """
    found: list[float] = []
    for place in wanted:
        found.append(max(place, least, found[-1] + apart) if found else max(place, least))
    limit = most
    for index in reversed(range(len(found))):
        found[index] = min(found[index], limit)
        limit = found[index] - apart
    return found
