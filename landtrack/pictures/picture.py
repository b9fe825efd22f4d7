"""A picture with the table of what it shows, for those who cannot see it and for those who want the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.pictures.png import png_bytes
from landtrack.pictures.svg import svg_text

if TYPE_CHECKING:
    from landtrack.pictures.sheet import Sheet

PRINT_DPI = 200


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page shows it: the SVG stands in the page as it is, all texts in it are escaped."""

    title: str
    svg: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture before it is written: its sheet, and the title, table and note that go with it.

    The same values give the same bytes, in every process. ``sheet`` has its size in points.
    """

    title: str
    note: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: Sheet

    def svg(self) -> str:
        """Return it as one ``<svg>`` element: without style, script or link, so it may stand in any page or file."""
        return svg_text(self.sheet, self.title, self.note)

    def png(self, dpi: int = PRINT_DPI) -> bytes:
        """Return it as a PNG of so many dots per inch."""
        return png_bytes(self.sheet, dpi)

    def picture(self) -> Picture:
        """Return it as a page shows it."""
        return Picture(self.title, self.svg(), self.heading, self.rows, self.note)
