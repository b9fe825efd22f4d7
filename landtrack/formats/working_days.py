"""Which days are working days in Việt Nam: Monday to Friday without the public holidays of the package ``holidays``.

Days in lieu and the exact days of Tết are decreed year by year, and the package may not know those of a year yet: rows
of the office table ``holiday`` add a day off, or make a day a working day (``works``), and count before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import holidays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from landtrack.domain.deadlines.holiday import Holiday

_SATURDAY = 5


def working_days(decreed: Iterable[Holiday] = ()) -> Callable[[date], bool]:
    """Return the function that says whether a day is a working day."""
    calendar = holidays.country_holidays("VN")
    own = {row.day: row.works for row in decreed}

    def is_working_day(day: date) -> bool:
        return own[day] if day in own else day.weekday() < _SATURDAY and day not in calendar

    return is_working_day
