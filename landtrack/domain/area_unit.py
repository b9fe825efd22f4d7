"""An area unit: a xã, thị trấn or phường as it was for a span of days.

Codes are reused: 07261 is Tam Hiệp until the end of 2024 and Tân Hiệp from 2025, on more land. So every unit has an id
of its own, and a code or a name means a unit only together with a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class UnitKind(StrEnum):
    """What the commune is by law; the official name begins with it."""

    XA = "xa"
    THI_TRAN = "thi_tran"
    PHUONG = "phuong"

    @property
    def prefix(self) -> str:
        """The word before the name in official texts; not translated, it is part of a proper name."""
        return _PREFIXES[self]


_PREFIXES = {UnitKind.XA: "Xã", UnitKind.THI_TRAN: "Thị trấn", UnitKind.PHUONG: "Phường"}


@dataclass(frozen=True, slots=True)
class AreaUnit:
    """One commune for as long as its land, name, kind and code stayed the same."""

    id: int
    code: str
    name: str
    kind: UnitKind
    valid_from: date
    valid_until: date | None
    """The first day it is no longer valid; None while it is."""
    legal_basis: str
    registry_area_km2: Decimal
    centre: tuple[float, float] | None
    """Longitude, latitude (degrees, EPSG:4326) of the label point, where the registry has one."""

    @property
    def full_name(self) -> str:
        """The name with its kind: "Xã Đồng Tiến"."""
        return f"{self.kind.prefix} {self.name}"

    def valid_on(self, day: date) -> bool:
        """Say whether the unit existed on this day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Succession:
    """From ``day`` on, land of the old unit (all of it, or a part) belongs to the new one."""

    old_id: int
    new_id: int
    day: date
    legal_basis: str
