"""What many tests need: a clock that moves, facts of a case, a register with some cases in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from shapely import box

from landtrack.domain.case import Facts, Occurred, ViolationKind
from landtrack.domain.status import ChangeDraft, Form, Status
from landtrack.store.database import Database, open_database
from tests.empty_registers import make_register

if TYPE_CHECKING:
    from landtrack.domain.frame import UnitRegistry

PHON_XUONG = 17  # the unit of 2020 with code 07288
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@dataclass
class MovingClock:
    """A clock that a test sets; it stands still by itself."""

    now: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.now

    def go(self, moment: datetime) -> None:
        self.now = moment

    def later(self, **span: int) -> None:
        self.now += timedelta(**span)


def new_register(url: str, clock: MovingClock | None = None) -> Database:
    """Make an empty register with the shipped units and open it with the clock."""
    make_register(url)
    return open_database(url, clock or MovingClock())


def unit_id(registry: UnitRegistry, code: str, day: date = date(2023, 11, 30)) -> int:
    """Return the id of the unit that has the code on the day."""
    return registry.frame(day).unit(code).id


def facts(unit: int, **changed: Any) -> Facts:
    """Return plausible facts of a case in the unit: found in May 2021, happened in 2012, 500 m²."""
    plain: dict[str, Any] = {
        "unit_id": unit,
        "kind": ViolationKind.ENCROACHED,
        "occurred": Occurred(date(2012, 1, 1), date(2012, 12, 31)),
        "found_on": date(2021, 5, 4),
        "area": 5000,
        "land_type": "CLN",
        "hamlet": "Bản Ven",
        "map_sheet": "45",
        "parcel": "345",
        "geometry": box(106.1268, 21.4671, 106.1270, 21.4673),
    }
    return Facts(**{**plain, **changed})


def resolved(day: date, **changed: Any) -> ChangeDraft:
    """Return a draft that resolves a case on the day."""
    plain: dict[str, Any] = {"status": Status.RESOLVED, "effective_on": day, "form": Form.RESTORED}
    return ChangeDraft(**{**plain, **changed})
