"""Days as officials write them (Decree 30/2020): a zero before days below ten, and before January and February."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

LAST_PADDED_MONTH = 2
"""01/02 could be altered by adding a digit before it; 3/7 could not be mistaken for another month."""


def official_day(day: date) -> str:
    """Return "01/7/2014", "11/6/2020", "05/02/2024", "31/12/2023"."""
    month = f"{day.month:02}" if day.month <= LAST_PADDED_MONTH else str(day.month)
    return f"{day.day:02}/{month}/{day.year:04}"
