"""A synthetic register of any size: cases over 19 communes and fifteen years, 88 % of them resolved, a few reopened."""

from __future__ import annotations

import math
import random
import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from shapely import Polygon, box

from landtrack.domain.case import Facts, Occurred, ViolationKind
from landtrack.domain.history import CaseHistory
from landtrack.domain.status import ChangeDraft, Form, Status
from landtrack.store import episodes, recording
from landtrack.store.creation import creating
from landtrack.usecases.seeding import seed

if TYPE_CHECKING:
    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import Transaction

FIRST, LAST = date(2008, 1, 1), date(2026, 10, 31)
AT_ONCE = 20_000
KINDS = tuple(ViolationKind)
FORMS = tuple(Form)


def build(url: str, cases: int, *, one_commune: bool = False) -> None:
    """Make a register of so many cases at ``url``; every entry goes through the log, as real ones do.

    ``one_commune`` puts them all into one, drawn with 10 to 30 corners; else squares over 19 communes.
    """
    dice = random.Random(cases)  # noqa: S311 - the same register every time, no secret
    with creating(url, "benchmark", lambda: datetime(2026, 11, 1, tzinfo=UTC)) as tx:
        registry = seed(tx)
        for start in range(1, cases + 1, AT_ONCE):
            some = range(start, min(start + AT_ONCE, cases + 1))
            episodes.refresh(
                tx, [_case(tx, dice, registry, number, one_commune=one_commune) for number in some], registry
            )
            print(f"\r{some[-1]:,} cases", end="", file=sys.stderr)
    print(file=sys.stderr)


def _case(
    tx: Transaction, dice: random.Random, registry: UnitRegistry, number: int, *, one_commune: bool
) -> CaseHistory:
    found_on = FIRST + timedelta(days=dice.randrange((LAST - FIRST).days))
    latest = found_on - timedelta(days=dice.randrange(3000))
    earliest = None if dice.random() < 0.02 else latest - timedelta(days=dice.choice((0, 0, 0, 364)))
    unit = registry.units[0 if one_commune else dice.randrange(19)]
    lon, lat = unit.centre or (106.1, 21.5)
    lon, lat = lon + dice.uniform(-0.02, 0.02), lat + dice.uniform(-0.02, 0.02)
    facts = Facts(
        unit.id, dice.choice(KINDS), Occurred(earliest, latest), found_on, dice.randrange(500, 20_000), "CLN",
        "Thôn Đồng Cờ", str(dice.randrange(90)), str(dice.randrange(900)),
        geometry=star(dice, lon, lat) if one_commune else _square(dice, lon, lat),
    )  # fmt: skip
    code = f"BM-{number}"
    revision = recording.record_case(tx, number, code, facts)
    changes = []
    if dice.random() < 0.9:
        day = min(LAST, found_on + timedelta(days=dice.randrange(1500)))
        status = Status.RESOLVED if dice.random() < 0.98 else Status.IN_HAND
        form = dice.choice(FORMS) if status is Status.RESOLVED else None
        changes.append(recording.record_change(tx, number, code, ChangeDraft(status, day, form)))
        if status is Status.RESOLVED and dice.random() < 0.02:
            changes.append(recording.record_change(tx, number, code, ChangeDraft(Status.OPEN, LAST)))
    return CaseHistory(number, code, (revision,), tuple(changes))


def star(dice: random.Random, lon: float, lat: float) -> Polygon:
    """Return a polygon of 10 to 30 corners around a place, some 20 m wide."""
    corners = dice.randrange(10, 31)
    spokes = [(2 * math.pi * turn / corners, dice.uniform(0.00006, 0.0001)) for turn in range(corners)]
    return Polygon([(lon + reach * math.cos(angle), lat + reach * math.sin(angle)) for angle, reach in spokes])


def _square(dice: random.Random, lon: float, lat: float) -> Polygon | None:
    return None if dice.random() < 0.003 else box(lon, lat, lon + 0.0002, lat + 0.0002)
