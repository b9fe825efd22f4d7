"""The small map of a unit: its boundary and its cases by status, with a scale, north and a legend."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from landtrack.domain.status import Status
from landtrack.pictures.headings import PAD, draw_heading, draw_nothing
from landtrack.pictures.map_frame import bar_metres, frame_of
from landtrack.pictures.palette import INK, INK_SOFT, PAPER, STATUS_FILLS, SUNK
from landtrack.pictures.picture import Drawing
from landtrack.pictures.sheet import Canvas, Letters
from landtrack.pictures.symbols import ORDER, draw_symbols

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.report.small_map import MapShape, SmallMap
    from landtrack.messages.catalogue import Catalogue
    from landtrack.pictures.map_frame import MapFrame

WIDTH = 300
"""Points, unless told otherwise."""
UPPER = 36
LEGEND_ROW = 13
KILOMETRE = 1000
# Up to so many cases, symbols are so large; the last for any number.
SIZES = ((60, 4.0), (300, 3.0), (800, 2.3))
SMALLEST = 1.9


def small_map(found: SmallMap, words: Catalogue, *, width: float = WIDTH) -> Drawing:
    """Return the drawing, ``width`` points wide and at most about as high and its legend.

    Cases far outside the boundary are not drawn, but counted in the note. Outlines are drawn where they are larger than
    the symbol; holes run the other way round than what they are in.
    """
    title = words.text("The cases on the map")
    frame = frame_of(found, PAD, UPPER, width - 2 * PAD, width * 0.9)
    shapes = [shape for shape in found.shapes if frame.holds(shape.centre)]
    counts = Counter(shape.status for shape in shapes)
    empty = not found.boundary and not shapes
    high = 60.0 if empty else frame.high
    legend = [status for status in Status if counts[status]]
    rows = -(-len(legend) // 2)
    canvas = Canvas(width, UPPER + high + 20 + rows * LEGEND_ROW + (6 if rows else 0))
    boundary = words.text("Schematic boundaries, not the official ones") if found.schematic else ""
    draw_heading(canvas, title, boundary)
    if empty:
        draw_nothing(canvas, words)
    else:
        canvas.area([ring for ring in map(frame.ring, found.boundary) if ring], SUNK, INK_SOFT, 1.1)
        _draw_cases(canvas, frame, shapes)
        _draw_north(canvas, words)
        _draw_scale(canvas, frame, words)
        _draw_legend(canvas, legend, counts, UPPER + frame.high + 24, words)
    note = _note(found, len(shapes), boundary, words)
    heading = (words.text("Status"), words.text("Cases"))
    table = tuple((words.label(status), words.number(counts[status])) for status in legend)
    return Drawing(title, note, heading, (*table, (words.text("Total"), words.number(len(shapes)))), canvas.sheet())


def _draw_cases(canvas: Canvas, frame: MapFrame, shapes: Sequence[MapShape]) -> None:
    """Draw the outlines that are larger than a symbol, then the symbols, what is left to do on top."""
    size = next((size for most, size in SIZES if len(shapes) <= most), SMALLEST)
    for status in ORDER:
        chosen = [shape for shape in shapes if shape.status is status]
        rings = [frame.ring(ring) for shape in chosen for ring in shape.rings]
        large = [ring for ring in rings if ring and _across(ring) > 2 * size]
        canvas.area(large, _tint(STATUS_FILLS[status]), STATUS_FILLS[status], 0.6)
    for status in ORDER:
        spots = [frame.spot(shape.centre) for shape in shapes if shape.status is status]
        draw_symbols(canvas, status, spots, size)


def _across(ring: Sequence[tuple[float, float]]) -> float:
    xs, ys = [spot[0] for spot in ring], [spot[1] for spot in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _tint(colour: str) -> str:
    """Return a colour mixed with twice as much white."""
    return "#" + "".join(f"{(part + 2 * 255) // 3:02x}" for part in bytes.fromhex(colour[1:]))


def _draw_north(canvas: Canvas, words: Catalogue) -> None:
    x = canvas.width - PAD - 8
    canvas.text(x, 12, words.text("N"), Letters(8, bold=True), anchor="middle")
    canvas.area([[(x, 14), (x + 5, 31), (x, 27)]], INK, INK, 0.6)
    canvas.area([[(x, 14), (x - 5, 31), (x, 27)]], PAPER, INK, 0.6)


def _draw_scale(canvas: Canvas, frame: MapFrame, words: Catalogue) -> None:
    """Draw the scale bar in four parts, 0 at its left and its length at its right."""
    metres = bar_metres(frame.scale, canvas.width / 3)
    x, y, part = float(PAD) + 4, UPPER + frame.high + 6, metres * frame.scale / 4
    for place in range(4):
        canvas.area(
            [[(x + part * side, y + down) for side, down in _corners(place)]], PAPER if place % 2 else INK, INK, 0.5
        )
    text = f"{words.number(metres)} m" if metres < KILOMETRE else f"{words.number(metres // KILOMETRE)} km"
    canvas.text(x + part * 4 + 5, y + 4, text, Letters(7.5))


def _corners(place: int) -> tuple[tuple[int, int], ...]:
    return ((place, 0), (place + 1, 0), (place + 1, 4), (place, 4))


def _draw_legend(
    canvas: Canvas, legend: Sequence[Status], counts: Counter[Status], upper: float, words: Catalogue
) -> None:
    """Draw each status's symbol with its name and count, in two columns."""
    half = (canvas.width - 2 * PAD) / 2
    for place, status in enumerate(legend):
        row, column = divmod(place, 2)
        x, y = PAD + 8 + column * half, upper + row * LEGEND_ROW
        draw_symbols(canvas, status, [(x, y)], 4)
        count = words.number(counts[status])
        wide = canvas.text(x + 10, y + 2.8, count, Letters(8, bold=True))
        canvas.text(x + 14 + wide, y + 2.8, words.label(status), Letters(8, INK_SOFT), room=half - 26 - wide)


def _note(found: SmallMap, drawn: int, boundary: str, words: Catalogue) -> str:
    sentences = [words.text("{count} cases are drawn.", count=drawn)]
    if far := len(found.shapes) - drawn:
        sentences.append(words.text("{count} lie too far outside the boundary to be drawn.", count=far))
    if boundary:
        sentences.append(f"{boundary}.")
    return " ".join(sentences)
