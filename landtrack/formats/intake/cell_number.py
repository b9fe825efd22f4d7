"""Numbers as workbooks write them, as the numbers that people see."""

from __future__ import annotations

import math
from decimal import Decimal

_EXACT = 10**15
"""Below, a float that is whole is exactly the number that was meant."""
_LONGEST = 10**30


def number(text: str) -> int | float | None:
    """Return the number that a cell's text stands for: whole ones as int ("12.0", "1.2E3"), None if it is none."""
    if text.isdecimal() and text.isascii():
        return int(text) if len(text) <= 30 else None  # noqa: PLR2004 - no cell holds more digits; the zip might
    try:
        value = float(text)
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    if not value.is_integer():
        return value
    if abs(value) < _EXACT:
        return int(value)
    return int(Decimal(text)) if abs(value) < _LONGEST else value


def whole(value: float) -> int | float:
    """Return a float that is whole as int, any other as it is."""
    return int(value) if value.is_integer() and abs(value) < _EXACT else value
