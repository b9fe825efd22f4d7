"""What must hold among the rows of the area-unit registry; all contradictions are found, not only the first."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from landtrack.domain.area_unit import AreaUnit, Succession

_CODE = re.compile(r"[0-9]{5}")


def registry_problems(units: Sequence[AreaUnit], successions: Sequence[Succession]) -> tuple[str, ...]:
    """Return one sentence per contradiction, in English: they are read by whoever edits the shipped rows."""
    return (
        *_repeated(units, successions),
        *(problem for unit in units for problem in _unit_problems(unit)),
        *_overlapping_codes(units),
        *_succession_problems(units, successions),
    )


def _repeated(units: Sequence[AreaUnit], successions: Sequence[Succession]) -> Iterator[str]:
    for unit_id, times in Counter(unit.id for unit in units).items():
        if times > 1:
            yield f"unit id {unit_id} stands {times} times"
    for (old_id, new_id), times in Counter((step.old_id, step.new_id) for step in successions).items():
        if times > 1:
            yield f"succession {old_id} to {new_id} stands {times} times"


def _unit_problems(unit: AreaUnit) -> Iterator[str]:
    if not _CODE.fullmatch(unit.code):
        yield f"unit {unit.id}: code {unit.code!r} is not five digits"
    if not unit.name.strip() or unit.name != unicodedata.normalize("NFC", unit.name).strip():
        yield f"unit {unit.id}: name {unit.name!r} is empty, padded or not NFC"
    if unit.valid_until is not None and unit.valid_until <= unit.valid_from:
        yield f"unit {unit.id}: valid until {unit.valid_until}, not after {unit.valid_from}"
    if unit.registry_area_km2 <= 0:
        yield f"unit {unit.id}: registry area {unit.registry_area_km2} km² is not positive"


def _overlapping_codes(units: Sequence[AreaUnit]) -> Iterator[str]:
    for one, other in combinations(units, 2):
        if one.code == other.code and one.id != other.id and _overlap(one, other):
            yield f"units {one.id} and {other.id} have code {one.code} on the same day"


def _overlap(one: AreaUnit, other: AreaUnit) -> bool:
    return one.valid_from < (other.valid_until or date.max) and other.valid_from < (one.valid_until or date.max)


def _succession_problems(units: Sequence[AreaUnit], successions: Sequence[Succession]) -> Iterator[str]:
    by_id = {unit.id: unit for unit in units}
    for step in successions:
        old, new = by_id.get(step.old_id), by_id.get(step.new_id)
        where = f"succession {step.old_id} to {step.new_id}"
        if old is None or new is None:
            yield f"{where}: no unit {step.old_id if old is None else step.new_id}"
            continue
        if old.valid_until != step.day:
            yield f"{where}: on {step.day}, but {old.full_name} is valid until {old.valid_until}"
        if new.valid_from != step.day:
            yield f"{where}: on {step.day}, but {new.full_name} is valid from {new.valid_from}"
