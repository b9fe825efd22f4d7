"""Days and targets on a picture over time: what they are called, kept off each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.pictures.amounts import amount_text
from landtrack.pictures.days import shown_day
from landtrack.pictures.fonts import fitted, width
from landtrack.pictures.palette import INK, INK_SOFT, LINE_STRONG, PAPER
from landtrack.pictures.sheet import Letters
from landtrack.pictures.time_plot import spread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from landtrack.domain.report.series import Mark, TargetLine
    from landtrack.messages.catalogue import Catalogue
    from landtrack.pictures.sheet import Canvas, Spot
    from landtrack.pictures.time_plot import TimePlot

SIZE = 7
MOST_ROWS = 5
ROW_HIGH = 9.5
MARK_ROOM = 190
TAG_ROOM = 200
TAG_HIGH = 12
DASHES = (4.0, 2.5)
DOTS = (1.2, 2.0)


def marks_within(first: date, last: date, marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks between two days, both included, in their order."""
    return sorted((mark for mark in marks if first <= mark.day <= last), key=lambda mark: mark.day)


def rows_high(marks: Sequence[Mark]) -> float:
    """Return how many points the names of the marks take above the plot."""
    return min(len(marks), MOST_ROWS) * ROW_HIGH


def draw_marks(canvas: Canvas, plot: TimePlot, marks: Sequence[Mark], words: Catalogue) -> None:
    """Draw a dotted upright at every mark within the plot, its name above, lower than the names that it would cross.

    A mark that finds no room for its name has its upright only.
    """
    found = marks_within(plot.first, plot.last, marks)
    rows = min(len(found), MOST_ROWS)
    ends = [plot.left - 1] * rows
    names: list[tuple[float, float, str]] = []
    for mark in found:
        text = fitted(_called(mark, words), MARK_ROOM, SIZE)
        x = plot.x(mark.day)
        start = max(plot.left, min(x + 3, canvas.width - width(text, SIZE) - 4))
        crossed = [row for row in range(rows) if ends[row] >= start]
        row = crossed[-1] + 1 if crossed else 0
        y = plot.upper - 5 - (rows - 1 - row) * ROW_HIGH
        canvas.line([(x, min(y - 6, plot.upper)), (x, plot.lower)], INK_SOFT, 0.7, DOTS)
        if row < rows:
            names.append((start, y, text))
            ends[row] = start + width(text, SIZE) + 8
    for start, y, text in names:
        canvas.box(start - 1, y - 6.5, width(text, SIZE) + 2, 8.5, PAPER)
        canvas.text(start, y, text, Letters(SIZE, INK_SOFT))


def draw_targets(
    canvas: Canvas,
    plot: TimePlot,
    targets: Sequence[TargetLine],
    words: Catalogue,
    *,
    skyline: Sequence[Spot] = (),
    by_area: bool = False,
) -> None:
    """Draw each target as a dashed line from where it was set out to what it aims at, with a tag above its beginning.

    ``skyline`` is the upper edge of what is drawn already: tags keep above it where there is room.
    """
    tags = []
    for target in targets:
        spots = [(plot.x(target.since), plot.y(target.opening)), (plot.x(target.due), plot.y(target.aim))]
        canvas.line(spots, PAPER, 2.6)
        canvas.line(spots, INK, 1.2, DASHES)
        x, y = spots[1]
        canvas.area([[(x, y - 3.5), (x + 3.5, y), (x, y + 3.5), (x - 3.5, y)]], PAPER, INK, 1.1)
        # The day stands with the aim: a long name is cut, and the day is what tells targets apart.
        aim = f"{_aim(target, words, by_area=by_area)} · {shown_day(target.due, words)}"
        name = fitted(target.label, min(TAG_ROOM, plot.wide - 16) - width(aim, SIZE, bold=True), SIZE)
        wide = width(name, SIZE) + width(aim, SIZE, bold=True) + 12
        left = max(plot.left + 2, min(spots[0][0], plot.right - wide))
        covered = [spot[1] for spot in skyline if left - 4 <= spot[0] <= left + wide + 4]
        wanted = min(spots[0][1] - 13, *(height - 11 for height in covered), plot.lower)
        tags.append((wanted, left, wide, name, aim, spots[0]))
    tags.sort()
    places = spread([tag[0] for tag in tags], TAG_HIGH + 2, plot.upper + 8, plot.lower - 8)
    for place, (_wanted, left, wide, name, aim, begun) in zip(places, tags, strict=True):
        canvas.line([(begun[0], place), begun], INK_SOFT, 0.5)
        canvas.box(left, place - TAG_HIGH / 2, wide, TAG_HIGH, PAPER, LINE_STRONG)
        canvas.text(left + 3.5, place + 2.5, name, Letters(SIZE))
        canvas.text(left + wide - 3.5, place + 2.5, aim, Letters(SIZE, bold=True), anchor="end")


def target_sentences(targets: Sequence[TargetLine], words: Catalogue, *, by_area: bool) -> list[str]:
    """Return each target in words."""
    return [
        words.text(
            "Target “{label}”: {aim} by {due}.",
            label=target.label,
            aim=_aim(target, words, by_area=by_area),
            due=shown_day(target.due, words),
        )
        for target in targets
    ]


def mark_sentences(marks: Sequence[Mark], words: Catalogue) -> list[str]:
    """Return the marks in one sentence, those beyond the days shown too; none where there are none."""
    found = "; ".join(_called(mark, words) for mark in sorted(marks, key=lambda mark: mark.day))
    return [words.text("Marked days: {marks}.", marks=found)] if found else []


def _called(mark: Mark, words: Catalogue) -> str:
    """Return the day and name of a mark; the day once where the name has it already."""
    day = shown_day(mark.day, words)
    return mark.label if day in mark.label else f"{day}: {mark.label}".removesuffix(": ")


def _aim(target: TargetLine, words: Catalogue, *, by_area: bool) -> str:
    amount = amount_text(target.aim, words, by_area=by_area)
    return f"≤ {amount} {words.text('ha')}" if by_area else f"≤ {amount}"
