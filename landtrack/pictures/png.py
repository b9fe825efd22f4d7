"""A sheet as PNG, drawn by matplotlib: what Word documents take."""

from __future__ import annotations

from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from landtrack.pictures.fonts import BOLD, REGULAR
from landtrack.pictures.palette import PAPER
from landtrack.pictures.sheet import Label

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from landtrack.pictures.sheet import Outline, Sheet, Spot

POINTS = 72
"""Points in an inch."""
ALIGNMENTS: Final[dict[str, Literal["left", "center", "right"]]] = {"start": "left", "middle": "center", "end": "right"}
MOVE, DRAW, CLOSE = int(Path.MOVETO), int(Path.LINETO), int(Path.CLOSEPOLY)
FONTS = {False: FontProperties(fname=REGULAR), True: FontProperties(fname=BOLD)}
# FreeType's faces are shared by all threads of a process, and remember the size asked for last.
_ONE_AT_A_TIME = Lock()
# A matplotlibrc in the folder where somebody starts the program must not change what is drawn.
mpl.rcdefaults()
# Letters as wide as the layout takes them to be, not rounded to whole dots.
mpl.rcParams["text.hinting"] = "no_hinting"


def png_bytes(sheet: Sheet, dpi: int) -> bytes:
    """Return the sheet in ``dpi`` dots per inch: the same bytes for the same sheet."""
    with _ONE_AT_A_TIME:
        figure = Figure(figsize=(sheet.width / POINTS, sheet.height / POINTS), dpi=dpi, facecolor=PAPER)
        FigureCanvasAgg(figure)
        place = Affine2D().scale(1, -1).translate(0, sheet.height).scale(dpi / POINTS)
        for mark in sheet.marks:
            artist = _text(mark) if isinstance(mark, Label) else _patch(mark)
            artist.set_transform(place)
            artist.set_clip_on(False)
            figure.add_artist(artist)
        written = BytesIO()
        # Without the line that names the version of matplotlib and its address.
        figure.savefig(written, format="png", facecolor=PAPER, metadata={"Software": None})
    return written.getvalue()


def _text(label: Label) -> Artist:
    return Text(
        label.x,
        label.y,
        label.text,
        color=label.letters.colour,
        fontproperties=FONTS[label.letters.bold],
        fontsize=label.letters.size,
        horizontalalignment=ALIGNMENTS[label.anchor],
        verticalalignment="baseline",
        parse_math=False,
    )


def _patch(outline: Outline) -> Artist:
    lined = outline.line is not None
    return PathPatch(
        _path(outline),
        facecolor=outline.fill or "none",
        edgecolor=outline.line if lined else "none",
        linewidth=outline.width if lined else 0,
        linestyle=(0, tuple(length / outline.width for length in outline.dash)) if outline.dash else "solid",
        joinstyle="round",
        capstyle="butt",
        fill=outline.fill is not None,
    )


def _path(outline: Outline) -> Path:
    """Return all rings as one path; made at once, since a calendar has thousands."""
    spots: list[Spot] = []
    codes: list[int] = []
    for ring in outline.rings:
        spots += ring
        codes += [MOVE, *[DRAW] * (len(ring) - 1)]
        if outline.closed:
            spots.append(ring[0])
            codes.append(CLOSE)
    return Path(spots, codes)
