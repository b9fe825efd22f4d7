"""A synthetic register of any size: cases over 19 communes and fifteen years, 88 % of them resolved, a few reopened."""

from __future__ import annotations

import math
import random
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shapely import Polygon, box

from landtrack.domain.case import Facts, Occurred, ViolationKind
from landtrack.domain.status import ChangeDraft, Form, Status
from landtrack.store import episodes, recording
from landtrack.store.bulk_recording import NewCase, record_new_cases
from landtrack.store.creation import creating
from landtrack.usecases.seeding import seed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import Transaction

FIRST, LAST = date(2008, 1, 1), date(2026, 10, 31)
METRES_NORTH, METRES_EAST = 110_722, 111_371
"""Of a degree in Yên Thế; the second at the equator of a sphere that fits there."""
TURNS = 100
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


def build(url: str, cases: int, sort: Sort = Sort.SQUARES, *, interleaved: bool = False) -> None:
    """Make a register of so many cases at ``url``; every entry goes through the log, as real ones do.

    ``interleaved``: what happened to a case is not recorded with it but later, among other cases, here and there. The
    figures that are known in the end are the same.
    """
    with creating(url, "benchmark", lambda: datetime(2026, 11, 1, tzinfo=UTC)) as tx:
        registry = seed(tx)
        tx.flush()

        def report(done: int) -> None:
            print(f"\r{done:,} cases", end="", file=sys.stderr)

        drawn = new_cases(registry, cases, sort)
        if interleaved:
            _record_interleaved(tx, list(drawn), registry, report)
        else:
            record_new_cases(tx, drawn, registry, report)
    print(file=sys.stderr)


def _record_interleaved(
    tx: Transaction, cases: Sequence[NewCase], registry: UnitRegistry, report: Callable[[int], None]
) -> None:
    """Record the cases in turns; after each turn, of one in four of the cases that wait for it, what happened.

    And one case in fifty of them is corrected by then. In the end, of all that wait.
    """
    dice, waiting = random.Random(len(cases)), []  # noqa: S311 - the same register every time, no secret
    at_once = -(-len(cases) // TURNS)
    for start in range(0, len(cases), at_once):
        some = cases[start : start + at_once]
        record_new_cases(tx, [replace(case, changes=()) for case in some], registry)
        waiting += [case for case in some if case.changes]
        dice.shuffle(waiting)
        last = start + at_once >= len(cases)
        for _ in range(len(waiting) if last else len(waiting) // 4):
            case = waiting.pop()
            if dice.random() < 0.02:
                facts = replace(case.facts, area=case.facts.area + 7)
                recording.record_revision(tx, case.case_id, case.code, facts)
            for change in case.changes:
                recording.record_change(tx, case.case_id, case.code, change)
        report(start + len(some))
    episodes.rebuild(tx)


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
