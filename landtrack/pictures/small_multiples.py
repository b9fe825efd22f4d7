"""The same small chart for every unit, on one scale, so that they can be compared at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.pictures.amounts import step_text, steps, unresolved
from landtrack.pictures.days import month_text, shown_day
from landtrack.pictures.headings import PAD, WIDTH, draw_heading, draw_nothing
from landtrack.pictures.palette import BAND_COLOURS, INK, INK_SOFT, LINE, LINE_STRONG
from landtrack.pictures.picture import Drawing
from landtrack.pictures.sheet import Canvas, Letters
from landtrack.pictures.time_plot import TimePlot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from landtrack.domain.report.series import SeriesPoint
    from landtrack.messages.catalogue import Catalogue

Unit = tuple[str, "Sequence[SeriesPoint]"]

UPPER = 56
LEFT = 28
GAP = 9
BAR = 12
MOST_STEPS = 3
PLOT_HIGH = 52
CELL_HIGH = 92
MOST_COLUMNS = 5
FEW = 6
"""Up to so many units stand in three columns, wider."""
FOUND, LEFT_OVER = LINE, BAND_COLOURS[Band.BETWEEN]


def small_multiples(by_unit: Sequence[Unit], words: Catalogue) -> Drawing:
    """Return the drawing: all cases of each unit in grey, those not yet resolved for good in violet.

    ``by_unit`` is in the order to be drawn; its series are in order of days. All have the same days and amounts.
    """
    title = words.text("Cases and what is left of them, by commune")
    columns = 3 if len(by_unit) <= FEW else MOST_COLUMNS
    rows = max(1, -(-len(by_unit) // columns))
    canvas = Canvas(WIDTH, UPPER + rows * CELL_HIGH + 4)
    draw_heading(canvas, title, words.text("The same scale for all"))
    days = [point.day for _name, series in by_unit for point in series]
    if days:
        _draw_key(canvas, words)
        most = max(point.found.total.cases for _name, series in by_unit for point in series)
        wide = (WIDTH - PAD - LEFT - GAP * (columns - 1)) / columns
        for place, (name, series) in enumerate(by_unit):
            row, column = divmod(place, columns)
            x, y = LEFT + column * (wide + GAP), UPPER + row * CELL_HIGH
            plot = TimePlot(x, y + 24, wide, PLOT_HIGH, min(days), max(days), steps(most, MOST_STEPS)[-1])
            _draw_unit(canvas, plot, name, series, words)
            _draw_axes(canvas, plot, words, first=column == 0)
    else:
        draw_nothing(canvas, words)
    return Drawing(title, _note(days, words), *_table(by_unit, words), canvas.sheet())


def _draw_key(canvas: Canvas, words: Catalogue) -> None:
    x = float(LEFT)
    for colour, text in ((FOUND, words.text("All cases")), (LEFT_OVER, words.text("Not yet resolved for good"))):
        canvas.box(x, 37, 8, 8, colour, LINE_STRONG)
        x += 12 + canvas.text(x + 12, 44, text, Letters(7.5, INK_SOFT)) + 16


def _draw_unit(canvas: Canvas, plot: TimePlot, name: str, series: Sequence[SeriesPoint], words: Catalogue) -> None:
    """Write the unit's name and its last figures, and draw both areas."""
    canvas.text(plot.left, plot.upper - 14, name, Letters(7.5, bold=True), room=plot.wide)
    if not series:
        return
    last = series[-1].found.total
    text = words.text("{left} of {cases} left", left=unresolved(last), cases=last.cases)
    canvas.text(plot.left, plot.upper - 4, text, Letters(7, INK_SOFT), room=plot.wide)
    for colour, amounts in (
        (FOUND, [point.found.total.cases for point in series]),
        (LEFT_OVER, [unresolved(point.found.total) for point in series]),
    ):
        spots = [(plot.x(point.day), plot.y(amount)) for point, amount in zip(series, amounts, strict=True)]
        if len({point.day for point in series}) == 1:
            spots = [(side, spots[-1][1]) for side in plot.column(spots[-1][0], BAR)]
        canvas.area([[(spots[0][0], plot.lower), *spots, (spots[-1][0], plot.lower)]], colour)
        canvas.line(spots, INK if colour == LEFT_OVER else LINE_STRONG, 0.8)


def _draw_axes(canvas: Canvas, plot: TimePlot, words: Catalogue, *, first: bool) -> None:
    """Draw the ground line and its months; the amounts at the first chart of a row."""
    canvas.line([(plot.left, plot.lower), (plot.right, plot.lower)], LINE_STRONG, 0.8)
    if first:
        amounts = steps(plot.top, MOST_STEPS)
        for amount in amounts:
            text = step_text(amount, amounts[1], words)
            canvas.text(plot.left - 4, plot.y(amount) + 2.4, text, Letters(6.5, INK_SOFT), anchor="end")
    canvas.text(plot.left, plot.lower + 8.5, month_text(plot.first, words), Letters(6.5, INK_SOFT))
    if plot.first != plot.last:
        canvas.text(plot.right, plot.lower + 8.5, month_text(plot.last, words), Letters(6.5, INK_SOFT), anchor="end")


def _note(days: Sequence[date], words: Catalogue) -> str:
    if not days:
        return words.text("There are no figures to draw.")
    first, last = shown_day(min(days), words), shown_day(max(days), words)
    return words.text("Cases from {first} to {last}; all charts have the same scale.", first=first, last=last)


def highest(series: Sequence[SeriesPoint]) -> SeriesPoint:
    """Return the first of the days on which the most cases were left to resolve."""
    return max(series, key=lambda point: (unresolved(point.found.total), -point.day.toordinal()))


def _table(by_unit: Sequence[Unit], words: Catalogue) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the last figures of every unit, and the most that was ever left to resolve."""
    heading = (
        words.text("Area unit"),
        words.text("Day"),
        words.text("Cases"),
        words.text("Not yet resolved for good"),
        words.text("Highest number not yet resolved"),
        words.text("Reached on"),
    )
    rows = []
    for name, series in by_unit:
        if not series:
            rows.append((name, *["–"] * 5))
            continue
        last = series[-1]
        peak = highest(series)
        figures = (last.found.total.cases, unresolved(last.found.total), unresolved(peak.found.total))
        rows.append((name, shown_day(last.day, words), *map(words.number, figures), shown_day(peak.day, words)))
    return heading, tuple(rows)
