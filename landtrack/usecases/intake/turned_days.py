"""Days that come back from a text table with day and month exchanged: a program saved them so, nobody meant it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from landtrack.domain.case import Occurred

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from landtrack.domain.intake.planned import Difference
    from landtrack.usecases.intake.judged_row import JudgedRow

_MONTHS = 12


def refuse_turned(row: JudgedRow, differences: Iterable[Difference]) -> None:
    """Add an error for every day of a text table that is the register's own with day and month exchanged.

    Programs write the days of a text table anew, as the country that they are set to writes them. In a workbook a day
    or a layer a day is a day: there somebody changed it.
    """
    if not (row.reading.encoding and row.reading.heading_rows):
        return
    for one in differences:
        held = one.now if one.before is None else one.before
        turned = [(day, said) for day, said in _pairs(held, one.said) if said != day and said == _exchanged(day)]
        for day, said in turned[:1]:
            row.refuse("import.day_turned", one.field, day=day, said=said)


def _pairs(held: object, said: object) -> Iterator[tuple[date, object]]:
    if isinstance(held, Occurred) and isinstance(said, Occurred):
        yield from _pairs(held.earliest, said.earliest)
        yield from _pairs(held.latest, said.latest)
    elif isinstance(held, date):
        yield held, said


def _exchanged(day: date) -> date | None:
    return date(day.year, day.day, day.month) if day.day <= _MONTHS else None
