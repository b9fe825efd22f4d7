"""A synthetic register of any size: cases over 19 communes and fifteen years, 88 % of them resolved, a few reopened."""

from __future__ import annotations

import math
import random
import sys
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shapely import Polygon, box

from landtrack.domain.case import Facts, Occurred, ViolationKind
from landtrack.domain.status import ChangeDraft, Form, Status
from landtrack.store.bulk_recording import NewCase, record_new_cases
from landtrack.store.creation import creating
from landtrack.usecases.seeding import seed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.frame import UnitRegistry

FIRST, LAST = date(2008, 1, 1), date(2026, 10, 31)
METRES_NORTH, METRES_EAST = 110_722, 111_371
"""Of a degree in Yên Thế; the second at the equator of a sphere that fits there."""
KINDS = tuple(ViolationKind)
FORMS = tuple(Form)


class Sort(StrEnum):
    """Where the cases lie and what they look like."""

    SQUARES = "squares"
    """Squares over 19 communes."""
    STARS = "stars"
    """Polygons of 10 to 30 corners over 19 communes."""
    ONE_COMMUNE = "one commune"
    """The same in one commune."""


def build(url: str, cases: int, sort: Sort = Sort.SQUARES) -> None:
    """Make a register of so many cases at ``url``; every entry goes through the log, as real ones do."""
    with creating(url, "benchmark", lambda: datetime(2026, 11, 1, tzinfo=UTC)) as tx:
        registry = seed(tx)
        tx.flush()

        def report(done: int) -> None:
            print(f"\r{done:,} cases", end="", file=sys.stderr)

        record_new_cases(tx, new_cases(registry, cases, sort), registry, report)
    print(file=sys.stderr)


def new_cases(registry: UnitRegistry, cases: int, sort: Sort) -> Iterator[NewCase]:
    """Give so many cases, the same ones every time."""
    dice = random.Random(cases)  # noqa: S311 - the same register every time, no secret
    for number in range(1, cases + 1):
        yield _case(dice, registry.units[0 if sort is Sort.ONE_COMMUNE else dice.randrange(19)], number, sort)


def _case(dice: random.Random, unit: AreaUnit, number: int, sort: Sort) -> NewCase:
    found_on = FIRST + timedelta(days=dice.randrange((LAST - FIRST).days))
    latest = found_on - timedelta(days=dice.randrange(3000))
    earliest = None if dice.random() < 0.02 else latest - timedelta(days=dice.choice((0, 0, 0, 364)))
    lon, lat = unit.centre or (106.1, 21.5)
    lon, lat = lon + dice.uniform(-0.02, 0.02), lat + dice.uniform(-0.02, 0.02)
    drawn = _square(dice, lon, lat) if sort is Sort.SQUARES else star(dice, lon, lat)
    facts = Facts(
        unit.id, dice.choice(KINDS), Occurred(earliest, latest), found_on, _area(drawn), "CLN",
        "Thôn Đồng Cờ", str(dice.randrange(90)), str(dice.randrange(900)), geometry=drawn,
    )  # fmt: skip
    return NewCase(number, f"BM-{number}", facts, tuple(_changes(dice, found_on)))


def _area(drawn: Polygon | None) -> int:
    """Return the area in tenths of m², near enough to the measured one; that of a house for what is not drawn."""
    if drawn is None:
        return 1000
    return round(float(drawn.area) * METRES_NORTH * METRES_EAST * math.cos(math.radians(drawn.centroid.y)) * 10)


def _changes(dice: random.Random, found_on: date) -> Iterator[ChangeDraft]:
    if dice.random() < 0.9:
        day = min(LAST, found_on + timedelta(days=dice.randrange(1500)))
        status = Status.RESOLVED if dice.random() < 0.98 else Status.IN_HAND
        yield ChangeDraft(status, day, dice.choice(FORMS) if status is Status.RESOLVED else None)
        if status is Status.RESOLVED and dice.random() < 0.02:
            yield ChangeDraft(Status.OPEN, LAST)


def star(dice: random.Random, lon: float, lat: float) -> Polygon:
    """Return a polygon of 10 to 30 corners around a place, some 20 m wide."""
    corners = dice.randrange(10, 31)
    spokes = [(2 * math.pi * turn / corners, dice.uniform(0.00006, 0.0001)) for turn in range(corners)]
    return Polygon([(lon + reach * math.cos(angle), lat + reach * math.sin(angle)) for angle, reach in spokes])


def _square(dice: random.Random, lon: float, lat: float) -> Polygon | None:
    return None if dice.random() < 0.003 else box(lon, lat, lon + 0.0002, lat + 0.0002)
