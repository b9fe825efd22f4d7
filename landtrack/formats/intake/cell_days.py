"""Numbers that a workbook shows as days and times."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

if TYPE_CHECKING:
    from landtrack.domain.intake.source import Value

_LAST_DAY = 2_957_003
"""The last day of the calendar from 1904, 31/12/9999; that from 1900 ends 1,462 days later."""


def day_of(value: float, shown: str, *, from_1904: bool) -> Value:
    """Return a number whose format ``shown`` is one of days or times as date, datetime or time.

    A number that is none ("0" as a day, hours beyond a day) stays the number.
    """
    timed = any(sign in shown.lower() for sign in "hs")
    if not 0 <= value <= _LAST_DAY or "[h" in shown.lower() or (not timed and value < 1):
        return value
    moment: Value = from_excel(value, CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)
    return moment.date() if not timed and isinstance(moment, datetime) else moment
