"""What a check of the register finds: something about one case, or about two, that a person should look at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from landtrack.domain.cutoff import Band
    from landtrack.domain.episode import Gap
    from landtrack.domain.status import Status


class FindingKind(StrEnum):
    """What can be wrong, the gravest first: what counts land twice, then what is wrong, then what is missing."""

    OVERLAP = "overlap"
    SAME_PARCEL = "same_parcel"
    AREA_DIFFERS = "area_differs"
    OUTSIDE_UNIT = "outside_unit"
    INVALID_RING = "invalid_ring"
    SLIVER = "sliver"
    NO_GEOMETRY = "no_geometry"
    DATE_UNDETERMINED = "date_undetermined"
    NO_DECISION_NUMBER = "no_decision_number"


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """A case as the checks look at it; ``area`` is the declared one (tenths of m²).

    ``revision`` and ``change`` are the log entries of its facts and of its status (None before the first change),
    ``unit_id`` the unit of its recording, ``place_id`` the one that tells most exactly where it lies.
    """

    id: int
    code: str
    revision: int
    change: int | None
    unit_id: int
    place_id: int
    map_sheet: str
    parcel: str
    part_of_parcel: bool
    area: int
    status: Status
    band: Band
    gap: Gap
    decision_number: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in ``case``, with ``other`` where it takes two (ordered by id).

    ``numbers`` say how much: areas in tenths of m² (``declared``, ``measured``, ``shared``, ``outside``), lengths in
    millimetres (``width``), shares in hundredths of a percent (``share``). ``state`` is a fingerprint of what was
    judged: an acceptance holds for it alone.
    """

    kind: FindingKind
    case: CheckedCase
    state: str
    other: CheckedCase | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int, int | None]:
        """Return what the finding is about: kind and cases."""
        return (self.kind.value, self.case.id, None if self.other is None else self.other.id)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That somebody looked at a finding in the state ``state`` and lets it stand, and why."""

    entry: int
    state: str
    reason: str
    actor: str
    moment: datetime


def found(
    kind: FindingKind,
    case: CheckedCase,
    other: CheckedCase | None = None,
    *,
    judged: tuple[int | None, ...] | None = None,
    **numbers: int,
) -> Finding:
    """Return a finding about one or two cases.

    ``judged`` are the log entries that it follows from; by default those of the cases' facts.
    """
    if other is not None and other.id < case.id:
        case, other = other, case
    entries = judged if judged is not None else tuple(one.revision for one in (case, other) if one is not None)
    state = hashlib.sha256(f"{kind.value}:{entries}".encode()).hexdigest()
    return Finding(kind, case, state, other, numbers)
