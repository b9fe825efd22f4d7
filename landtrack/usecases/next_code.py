"""New case codes by the office's pattern: unit code, year in which the case was found, running number."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from landtrack.store.case_codes import highest_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.store.database import View

DIGITS = 5


def next_code(view: View, unit: AreaUnit, year: int) -> str:
    """Return the next free code, "07288-2026-00001"; the caller holds the write lock until it is recorded."""
    return next(code_series(view, unit, year))


def code_series(view: View, unit: AreaUnit, year: int) -> Iterator[str]:
    """Give one free code after the other: the register is asked once, for a file with many new cases.

    Numbers go on after the highest in use and never come back, so that no code of the series is taken while the caller
    holds the write lock.
    """
    prefix = f"{unit.code}-{year}-"
    first = highest_number(view, prefix) + 1
    return (f"{prefix}{number:0{DIGITS}d}" for number in count(first))
