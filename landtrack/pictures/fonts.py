"""The pages' own font as files: how wide a text is, where it must be cut, and which letters it has.

A picture is laid out by these widths, so it comes out the same on every machine, whatever fonts that has.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final

from matplotlib.ft2font import FT2Font, LoadFlags

FONT_FOLDER: Final = Path(__file__).parent / "fonts"
REGULAR: Final = FONT_FOLDER / "be-vietnam-pro-400.ttf"
BOLD: Final = FONT_FOLDER / "be-vietnam-pro-600.ttf"
# As in css/tokens.css; the first is the font of the files.
FONT_STACK: Final = "'Be Vietnam Pro', system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
ELLIPSIS: Final = "…"
STRANGE: Final = "?"
"""Stands for a letter that the font does not have; the table beside the picture has the letter itself."""


def shown(text: str) -> str:
    """Return the text on one line, in letters that the font has; control characters and needless spaces go."""
    known = _advances(bold=False)
    spelled = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(letter if letter in known else STRANGE for letter in spelled if unicodedata.category(letter) != "Cc")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide the text is in points at ``size`` points."""
    advances = _advances(bold=bold)
    return sum(advances.get(letter, 1.0) for letter in text) * size


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return the text as :func:`shown`, cut with an ellipsis where it is wider than ``room`` points."""
    whole = shown(text)
    if width(whole, size, bold=bold) <= room:
        return whole
    ends = accumulate(width(letter, size, bold=bold) for letter in whole)
    left = room - width(ELLIPSIS, size, bold=bold)
    return whole[: sum(end <= left for end in ends)].rstrip() + ELLIPSIS


@cache
def _advances(*, bold: bool) -> dict[str, float]:
    """Return the advance of every letter of the font, as a share of the font size."""
    font = FT2Font(str(BOLD if bold else REGULAR))
    scale = font.units_per_EM
    codes = sorted(font.get_charmap())
    return {chr(code): font.load_char(code, LoadFlags.NO_SCALE).horiAdvance / scale for code in codes}
