"""What a picture is drawn of, whatever it is written as: outlines and labels on a sheet.

Everything is in points (1/72 inch) from the upper left corner, y downwards. Marks lie on each other in their order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from landtrack.pictures.fonts import fitted, shown, width
from landtrack.pictures.palette import INK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Spot = tuple[float, float]
Ring = tuple[Spot, ...]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Outline:
    """Some rings (closed) or lines (open) that are filled and lined in one way; None: not filled, not lined."""

    rings: tuple[Ring, ...]
    fill: str | None = None
    line: str | None = None
    width: float = 0.75
    dash: tuple[float, ...] = ()
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Letters:
    """What a text is written in; ``size`` in points."""

    size: float
    colour: str = INK
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    letters: Letters
    anchor: Anchor


Mark = Outline | Label


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing, ready to be written."""

    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Canvas:
    """A sheet in the making."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)

    def sheet(self) -> Sheet:
        """Return what has been drawn."""
        return Sheet(self.width, self.height, tuple(self.marks))

    def area(
        self, rings: Iterable[Sequence[Spot]], fill: str | None, line: str | None = None, wide: float = 0.75
    ) -> None:
        """Fill and line closed rings; nothing where there are none."""
        found = tuple(tuple(ring) for ring in rings)
        if found:
            self.marks.append(Outline(found, fill, line, wide))

    def box(self, x: float, y: float, wide: float, high: float, fill: str, line: str | None = None) -> None:
        """Draw a rectangle from its upper left corner; nothing where it has no width or height."""
        if wide > 0 and high > 0:
            self.area([((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))], fill, line, 0.5)

    def line(self, spots: Sequence[Spot], colour: str, wide: float = 0.75, dash: tuple[float, ...] = ()) -> None:
        """Draw a line through the spots."""
        self.lines([spots], colour, wide, dash)

    def lines(
        self, lines: Iterable[Sequence[Spot]], colour: str, wide: float = 0.75, dash: tuple[float, ...] = ()
    ) -> None:
        """Draw lines that do not hang together; nothing where there are none."""
        found = tuple(tuple(line) for line in lines)
        if found:
            self.marks.append(Outline(found, None, colour, wide, dash, closed=False))

    def text(
        self, x: float, y: float, text: str, letters: Letters, *, anchor: Anchor = "start", room: float | None = None
    ) -> float:
        """Write one line, cut to ``room`` points if given; return how wide it is."""
        short = shown(text) if room is None else fitted(text, room, letters.size, bold=letters.bold)
        if short:
            self.marks.append(Label(x, y, short, letters, anchor))
        return width(short, letters.size, bold=letters.bold)
