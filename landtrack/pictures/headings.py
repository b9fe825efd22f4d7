"""The head of every picture, and what stands where there is nothing to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from landtrack.pictures.palette import GREEN, INK_SOFT
from landtrack.pictures.sheet import Letters

if TYPE_CHECKING:
    from landtrack.messages.catalogue import Catalogue
    from landtrack.pictures.sheet import Canvas

WIDTH: Final = 480
"""Points: the text of an A4 page between its margins is 170 mm wide, so pictures are printed as large as drawn."""
PAD: Final = 6


def draw_heading(canvas: Canvas, title: str, subtitle: str = "") -> None:
    """Write the title and, smaller, what it is about; 34 points high."""
    room = canvas.width - 2 * PAD
    canvas.text(PAD, 15, title, Letters(11, GREEN, bold=True), room=room)
    canvas.text(PAD, 28, subtitle, Letters(8, INK_SOFT), room=room)


def draw_nothing(canvas: Canvas, words: Catalogue) -> None:
    """Say in the middle that there are no figures."""
    text = words.text("There are no figures to draw.")
    canvas.text(canvas.width / 2, canvas.height / 2, text, Letters(9, INK_SOFT), anchor="middle")
