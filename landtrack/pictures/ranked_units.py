"""Units by the share of their cases that is resolved for good, each with its counts; few cases give no rank."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from landtrack.domain.status import Status
from landtrack.pictures.days import shown_day
from landtrack.pictures.headings import PAD, WIDTH, draw_heading, draw_nothing
from landtrack.pictures.palette import INK, INK_SOFT, LINE, LINE_STRONG, STATUS_FILLS, SUNK
from landtrack.pictures.picture import Drawing
from landtrack.pictures.sheet import Canvas, Letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.progress import Measure, Progress
    from landtrack.messages.catalogue import Catalogue

LEAST = 10
UPPER = 58
ROW_HIGH = 14.5
BAR_HIGH = 9
NUMBER_X, NAME_X, BAR_X, BAR_WIDE, RATE_X = 20, 26, 160, 200, 414
"""Where a row's number ends, its name and bar begin, and its rate ends; the counts end at the margin."""

Ranked = tuple[int, "AreaUnit", "Measure"]


def ranked_units(progress: Progress, words: Catalogue, *, least: int = LEAST) -> Drawing:
    """Return the drawing: a bar of 0 to 100 % for each unit of at least ``least`` cases, the highest share first.

    Equal shares have equal ranks. Units of fewer cases stand below, with their counts and no rank.
    """
    title = words.text("Share of the cases resolved for good, by commune")
    ranked, few = ranks(progress, least)
    tail = ROW_HIGH * (len(few) + 1.5) if few else 0
    canvas = Canvas(WIDTH, max(UPPER + ROW_HIGH * len(ranked) + tail + 6, 90))
    draw_heading(canvas, title, words.text("As of {day}", day=shown_day(progress.as_of, words)))
    if progress.units:
        _draw_scale(canvas, len(ranked), words)
        for place, (rank, unit, measure) in enumerate(ranked):
            y = UPPER + ROW_HIGH * place + 10
            canvas.text(NUMBER_X, y, words.number(rank), Letters(8, INK_SOFT), anchor="end")
            _draw_unit(canvas, y, unit, measure, words)
            _draw_bar(canvas, y, measure)
        _draw_whole(canvas, progress.whole.total, len(ranked), words)
        _draw_few(canvas, few, UPPER + ROW_HIGH * len(ranked), least, words)
    else:
        draw_nothing(canvas, words)
    note = words.text(
        "Units of fewer than {least} cases have no rank: one case more or less would turn the order.", least=least
    )
    return Drawing(title, note, *_table(progress, ranked, few, words), canvas.sheet())


def ranks(progress: Progress, least: int) -> tuple[list[Ranked], list[tuple[AreaUnit, Measure]]]:
    """Return the units with enough cases, each with its rank, and the others in the order of the figures."""
    enough = [(unit, found.total) for unit, found in progress.units if found.total.cases >= max(least, 1)]
    enough.sort(key=lambda row: -_share(row[1]))
    first: dict[Fraction, int] = {}
    for place, (_unit, measure) in enumerate(enough, 1):
        first.setdefault(_share(measure), place)
    few = [(unit, found.total) for unit, found in progress.units if found.total.cases < max(least, 1)]
    return [(first[_share(measure)], unit, measure) for unit, measure in enough], few


def _share(measure: Measure) -> Fraction:
    return Fraction(measure.resolved, measure.cases)


def _draw_scale(canvas: Canvas, rows: int, words: Catalogue) -> None:
    """Draw 0, 50 and 100 % where there are bars, and say what the counts are."""
    canvas.text(WIDTH - PAD, UPPER - 4, words.text("resolved / cases"), Letters(7, INK_SOFT), anchor="end")
    for percent in (0, 50, 100) if rows else ():
        x = BAR_X + BAR_WIDE * percent / 100
        canvas.line([(x, UPPER), (x, UPPER + ROW_HIGH * rows)], LINE, 0.5)
        canvas.text(x, UPPER - 4, f"{percent} %", Letters(7, INK_SOFT), anchor="middle")


def _draw_whole(canvas: Canvas, whole: Measure, rows: int, words: Catalogue) -> None:
    """Draw where all units together are, across the bars."""
    if not rows:
        return
    x = BAR_X + BAR_WIDE * whole.resolved / max(whole.cases, 1)
    text = words.text("All together: {rate}", rate=words.percent(whole.rate_cases))
    canvas.text(x, UPPER - 14, text, Letters(7, bold=True), anchor="middle")
    canvas.line([(x, UPPER - 12), (x, UPPER + ROW_HIGH * rows)], INK, 0.9, (3, 2))


def _draw_bar(canvas: Canvas, y: float, measure: Measure) -> None:
    canvas.box(BAR_X, y - BAR_HIGH + 1.5, BAR_WIDE, BAR_HIGH, SUNK)
    share = BAR_WIDE * measure.resolved / measure.cases
    canvas.box(BAR_X, y - BAR_HIGH + 1.5, share, BAR_HIGH, STATUS_FILLS[Status.RESOLVED])


def _draw_unit(canvas: Canvas, y: float, unit: AreaUnit, measure: Measure, words: Catalogue) -> None:
    counts = f"{words.number(measure.resolved)} / {words.number(measure.cases)}"
    canvas.text(NAME_X, y, unit.full_name, Letters(8), room=BAR_X - NAME_X - 6)
    canvas.text(RATE_X, y, words.percent(measure.rate_cases), Letters(8, bold=True), anchor="end")
    canvas.text(WIDTH - PAD, y, counts, Letters(8, INK_SOFT), anchor="end")


def _draw_few(
    canvas: Canvas, few: Sequence[tuple[AreaUnit, Measure]], upper: float, least: int, words: Catalogue
) -> None:
    """Draw the units without a rank below a line that says why."""
    if not few:
        return
    canvas.line([(PAD, upper + 7), (WIDTH - PAD, upper + 7)], LINE_STRONG, 0.6)
    text = words.text("Fewer than {least} cases, without a rank", least=least)
    canvas.text(NAME_X, upper + ROW_HIGH * 1.5 - 3, text, Letters(7, INK_SOFT))
    for place, (unit, measure) in enumerate(few, 1):
        _draw_unit(canvas, upper + ROW_HIGH * (place + 1.5) - 4, unit, measure, words)


def _table(
    progress: Progress, ranked: Sequence[Ranked], few: Sequence[tuple[AreaUnit, Measure]], words: Catalogue
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    heading = (
        words.text("Rank"),
        words.text("Area unit"),
        words.text("Resolved"),
        words.text("Cases"),
        words.text("Rate by cases"),
        words.text("Resolved ha"),
        words.text("All ha"),
        words.text("Rate by area"),
    )
    rows = [(words.number(rank), unit.full_name, *_cells(measure, words)) for rank, unit, measure in ranked]
    rows += [("–", unit.full_name, *_cells(measure, words)) for unit, measure in few]
    rows.append(("", words.text("Total"), *_cells(progress.whole.total, words)))
    return heading, tuple(rows)


def _cells(measure: Measure, words: Catalogue) -> tuple[str, ...]:
    return (
        words.number(measure.resolved),
        words.number(measure.cases),
        words.percent(measure.rate_cases),
        words.hectares(measure.resolved_area),
        words.hectares(measure.area),
        words.percent(measure.rate_area),
    )
