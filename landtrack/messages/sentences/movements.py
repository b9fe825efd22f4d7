"""Sentences about movements."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "cell.malformed": "“{text}” is no cell. Write UNIT/BAND/COLUMN, as in 07288/before/open or total/all/open.",
    "cell.band_unknown": "“{text}” is no band. Known: {choices}.",
    "cell.column_unknown": "“{text}” is no column. Known: {choices}.",
    "bridge.days_reversed": "The first day ({first}) lies after the second ({last}). Swap them.",
    "bridge.moments_reversed": "The first moment of knowledge ({first}) lies after the second ({last}). Swap them.",
    "bridge.line_unknown": "“{text}” is no line of the comparison. Known: {choices}.",
}
