"""How many cases, or hectares, were not yet resolved for good, day by day and band by band, with what was aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.pictures.amounts import amount_text, steps, unresolved
from landtrack.pictures.band_names import band_name
from landtrack.pictures.days import shown_day
from landtrack.pictures.headings import PAD, WIDTH, draw_heading, draw_nothing
from landtrack.pictures.palette import BAND_COLOURS, INK, INK_SOFT, LINE_STRONG, PAPER
from landtrack.pictures.picture import Drawing
from landtrack.pictures.sheet import Canvas, Letters
from landtrack.pictures.time_marks import (
    draw_marks,
    draw_targets,
    mark_sentences,
    marks_within,
    rows_high,
    target_sentences,
)
from landtrack.pictures.time_plot import TimePlot, draw_amounts, draw_days, spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.report.series import Mark, SeriesPoint, TargetLine
    from landtrack.messages.catalogue import Catalogue

HEIGHT = 290
LEFT, RIGHT, LOWER = 48, 152, 24
"""Room around the plot, in points: for amounts, names of bands and days."""
UPPER = 46
MOST_STEPS = 5
NAME_APART = 22
BAR = 46
"""How wide the column of a single day is."""
LONGEST_LEADER = 60
"""Longer lines from a band to its name would cross the targets."""


def progress_over_time(
    series: Sequence[SeriesPoint],
    marks: Sequence[Mark],
    targets: Sequence[TargetLine],
    words: Catalogue,
    *,
    by_area: bool = False,
    cutoffs: Cutoffs | None = None,
) -> Drawing:
    """Return the drawing: bands on each other (the oldest lowest), days to the right.

    ``series`` is in order of days; the amounts of ``targets`` are cases, or tenths of m² with ``by_area``. Marks beyond
    the days shown are named in the note only. With ``cutoffs`` the bands are called by their days.
    """
    title = (
        words.text("Hectares not yet resolved for good") if by_area else words.text("Cases not yet resolved for good")
    )
    names = {band: band_name(band, cutoffs, words) for band in Band}
    canvas = Canvas(WIDTH, HEIGHT)
    draw_heading(canvas, title, words.text("By the time of the violation; open and in hand together"))
    plot = _plot(series, marks, targets, by_area=by_area)
    if plot is None:
        draw_nothing(canvas, words)
    else:
        draw_amounts(canvas, plot, words, most=MOST_STEPS, by_area=by_area)
        draw_days(canvas, plot, words)
        if series:
            _draw_bands(canvas, plot, series, by_area=by_area)
            _draw_names(canvas, plot, series[-1], names, words, by_area=by_area)
        draw_marks(canvas, plot, marks, words)
        skyline = [(plot.x(point.day), plot.y(unresolved(point.found.total, by_area=by_area))) for point in series]
        draw_targets(canvas, plot, targets, words, skyline=skyline, by_area=by_area)
    note = _note(series, marks, targets, words, by_area=by_area)
    return Drawing(title, note, *_table(series, names, words, by_area=by_area), canvas.sheet())


def _plot(
    series: Sequence[SeriesPoint], marks: Sequence[Mark], targets: Sequence[TargetLine], *, by_area: bool
) -> TimePlot | None:
    """Return where days and amounts lie; None where there is neither a figure nor a target."""
    days = [point.day for point in series] + [day for target in targets for day in (target.since, target.due)]
    if not days:
        return None
    amounts = [unresolved(point.found.total, by_area=by_area) for point in series]
    amounts += [amount for target in targets for amount in (target.opening, target.aim)]
    top = steps(max(amounts), MOST_STEPS, by_area=by_area)[-1]
    upper = UPPER + rows_high(marks_within(min(days), max(days), marks))
    return TimePlot(LEFT, upper, WIDTH - LEFT - RIGHT, HEIGHT - upper - LOWER, min(days), max(days), top)


def _levels(point: SeriesPoint, *, by_area: bool) -> list[tuple[Band, int, int]]:
    """Return from what to what amount each band lies."""
    levels = []
    below = 0
    for band in Band:
        above = below + unresolved(point.found.bands[band], by_area=by_area)
        levels.append((band, below, above))
        below = above
    return levels


def _draw_bands(canvas: Canvas, plot: TimePlot, series: Sequence[SeriesPoint], *, by_area: bool) -> None:
    """Draw each band between what lies below and above it; a single day as a column."""
    found = [(plot.x(point.day), _levels(point, by_area=by_area)) for point in series]
    if len({point.day for point in series}) == 1:
        found = [(side, found[-1][1]) for side in plot.column(found[-1][0], BAR)]
    for place, band in enumerate(Band):
        upper = [(x, plot.y(levels[place][2])) for x, levels in found]
        lower = [(x, plot.y(levels[place][1])) for x, levels in reversed(found)]
        if any(levels[place][1] != levels[place][2] for _x, levels in found):
            canvas.area([upper + lower], BAND_COLOURS[band])
            canvas.line(upper, PAPER, 0.4)
    canvas.line([(x, plot.y(levels[-1][2])) for x, levels in found], INK, 1.1)


def _draw_names(
    canvas: Canvas, plot: TimePlot, last: SeriesPoint, names: dict[Band, str], words: Catalogue, *, by_area: bool
) -> None:
    """Write the last amount and the name of every band beside it, the total on top."""
    total = unresolved(last.found.total, by_area=by_area)
    summed = words.text("Total on {day}", day=shown_day(last.day, words))
    lines: list[tuple[float, Band | None, int, str]] = [(plot.y(total), None, total, summed)]
    lines += [
        ((plot.y(below) + plot.y(above)) / 2, level, above - below, names[level])
        for level, below, above in reversed(_levels(last, by_area=by_area))
    ]
    places = spread([line[0] for line in lines], NAME_APART, plot.upper + 4, plot.lower - 10)
    x = plot.right + 18
    for (wanted, band, amount, name), place in zip(lines, places, strict=True):
        if amount and band is not None and plot.right - plot.x(last.day) < LONGEST_LEADER:
            canvas.line([(plot.x(last.day) + 1, wanted), (plot.right + 8, place), (x - 3, place)], LINE_STRONG, 0.5)
        if band is not None:
            canvas.box(x, place - 3.5, 7, 7, BAND_COLOURS[band], LINE_STRONG)
        unit = f" {words.text('ha')}" if by_area else ""
        canvas.text(x + 11, place + 3, amount_text(amount, words, by_area=by_area) + unit, Letters(8.5, bold=True))
        canvas.text(x + 11, place + 11.5, name, Letters(7, INK_SOFT), room=WIDTH - PAD - x - 11)


def _note(
    series: Sequence[SeriesPoint],
    marks: Sequence[Mark],
    targets: Sequence[TargetLine],
    words: Catalogue,
    *,
    by_area: bool,
) -> str:
    """Return in sentences what the picture shows, for those who cannot see it."""
    sentences = []
    for point in (*series[:1], *series[1:][-1:]):
        day = shown_day(point.day, words)
        amount = amount_text(unresolved(point.found.total, by_area=by_area), words, by_area=by_area)
        if by_area:
            sentences.append(words.text("{day}: {amount} ha not yet resolved for good.", day=day, amount=amount))
        else:
            sentences.append(words.text("{day}: {amount} cases not yet resolved for good.", day=day, amount=amount))
    return " ".join([*sentences, *target_sentences(targets, words, by_area=by_area), *mark_sentences(marks, words)])


def _table(
    series: Sequence[SeriesPoint], names: dict[Band, str], words: Catalogue, *, by_area: bool
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    heading = (words.text("Day"), *(names[band] for band in Band), words.text("Total"))
    rows = []
    for point in series:
        found = [*(point.found.bands[band] for band in Band), point.found.total]
        amounts = (amount_text(unresolved(measure, by_area=by_area), words, by_area=by_area) for measure in found)
        rows.append((shown_day(point.day, words), *amounts))
    return heading, tuple(rows)
