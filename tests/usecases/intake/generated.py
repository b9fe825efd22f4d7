"""Generated registers: every kind of case that an export writes and an import reads back."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from shapely import MultiPolygon, Point, box

from landtrack.domain.case import LAND_TYPES, Facts, Occurred, ViolationKind
from landtrack.domain.counting import Counting, Turn
from landtrack.domain.history import CaseHistory, Revision, StatusChange
from landtrack.domain.status import Exclusion, Form, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.frame import UnitRegistry

# What people type: Vietnamese letters, what looks like numbers, days, formulas and markup.
_LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
_TYPED = ("Bản Ven", "=1+1", "'=1", "007", "1.250,5", "12/3", "-", "Xóm “Chùa”", "<img src=x>", "a;b,c", "TRUE", "None")
TEXTS = st.one_of(
    st.just(""),
    st.sampled_from(_TYPED),
    st.text(_LETTERS, max_size=30),
)
NUMBERS = st.one_of(st.just(""), st.integers(1, 999).map(str), st.sampled_from(["12a", "0012", "3/4", "1-2", "=9"]))
DAYS = st.integers(0, 2000).map(lambda number: date(2020, 1, 1) + timedelta(days=number))
PATHS: tuple[tuple[Status, ...], ...] = (
    (),
    (Status.IN_HAND,),
    (Status.RESOLVED,),
    (Status.IN_HAND, Status.PARTLY_RESOLVED, Status.RESOLVED),
    (Status.PARTLY_RESOLVED,),
    (Status.PARTLY_RESOLVED, Status.PARTLY_RESOLVED),
    (Status.RESOLVED, Status.OPEN),
    (Status.RESOLVED, Status.OPEN, Status.IN_HAND),
    (Status.EXCLUDED,),
)


@st.composite
def case_facts(draw: Any, registry: UnitRegistry) -> Facts:
    """Draw facts of a case in any unit that ever was."""
    unit = draw(st.sampled_from(registry.units))
    found = draw(DAYS)
    latest = found - timedelta(days=draw(st.integers(0, 5000)))
    earliest = draw(st.one_of(st.none(), st.integers(0, 3000).map(lambda days: latest - timedelta(days=days))))
    return Facts(
        unit_id=unit.id,
        kind=draw(st.sampled_from(ViolationKind)),
        occurred=Occurred(earliest, latest),
        found_on=found,
        area=draw(st.integers(10, 10**7)),
        land_type="+".join(draw(st.lists(st.sampled_from(sorted(LAND_TYPES)), max_size=2, unique=True))),
        hamlet=_clean(draw(TEXTS)),
        map_sheet=_clean(draw(NUMBERS)),
        parcel=_clean(draw(NUMBERS)),
        part_of_parcel=draw(st.booleans()),
        parcel_unit_id=draw(st.sampled_from([None, *sorted(registry.ancestors(unit.id) - {unit.id})])),
        geometry=draw(shapes(unit.centre or (106.1268, 21.4671))),
    )


@st.composite
def shapes(draw: Any, centre: tuple[float, float]) -> Any:
    """Draw no geometry, a point, a polygon with or without a hole, or several polygons near a place."""
    kind = draw(st.sampled_from(["none", "point", "polygon", "polygon", "hole", "one part", "parts"]))
    west, south = (draw(st.integers(0, 10_000)) * 1e-7 + middle for middle in centre)
    drawn = box(west, south, west + draw(st.integers(10, 500)) * 1e-6, south + draw(st.integers(10, 500)) * 1e-6)
    if kind == "hole":
        return drawn.difference(drawn.centroid.buffer(1e-6))
    made = {
        "none": None,
        "point": Point(west, south),
        "polygon": drawn,
        "one part": MultiPolygon([drawn]),
        "parts": MultiPolygon([drawn, box(west + 0.001, south, west + 0.0011, south + 0.0001)]),
    }
    return made[kind]


@st.composite
def histories(draw: Any, registry: UnitRegistry) -> list[CaseHistory]:
    """Draw up to ten cases with what happened to them; entries as they would be recorded one after the other.

    The first history says for all of them which forms of resolution do not count, before they were recorded or after.
    """
    entries = count(2)
    number = draw(st.integers(1, 10))
    before = _turns(draw, lambda: next(entries))
    drawn = [_history(draw, registry, case_id, lambda: next(entries)) for case_id in range(1, number + 1)]
    turns = (*before, *_turns(draw, lambda: next(entries)))
    return [replace(drawn[0], counting=Counting(turns)), *drawn[1:]]


def _turns(draw: Any, entry: Callable[[], int]) -> tuple[Turn, ...]:
    forms = draw(st.sets(st.sampled_from(Form), max_size=4))
    return tuple(Turn(entry(), form.value, counts=False) for form in sorted(forms))


def _history(draw: Any, registry: UnitRegistry, case_id: int, entry: Callable[[], int]) -> CaseHistory:
    facts = draw(case_facts(registry))
    revisions, changes, day, part = [Revision(entry(), facts)], [], facts.found_on, 0
    for status in draw(st.sampled_from(PATHS)):
        day += timedelta(days=draw(st.integers(0, 90)))
        part += max((facts.area - 1 - part) // 3, 1)
        changes.append(
            StatusChange(
                entry(),
                status,
                day,
                draw(st.sampled_from(Form)) if status in {Status.RESOLVED, Status.PARTLY_RESOLVED} else None,
                part if status is Status.PARTLY_RESOLVED else None,
                Exclusion.DUPLICATE if status is Status.EXCLUDED else None,
                _clean(draw(TEXTS)),
                _clean(draw(TEXTS)),
            )
        )
    if draw(st.integers(0, 9)) == 0:
        revisions.append(Revision(entry(), facts, withdrawn=True))
    return CaseHistory(case_id, f"YT-{case_id}", tuple(revisions), tuple(changes))


def _clean(text: str) -> str:
    """Return a text as the register keeps it."""
    return " ".join(unicodedata.normalize("NFC", text).split())
