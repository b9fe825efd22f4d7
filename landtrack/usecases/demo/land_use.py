"""What land is used for, how it is misused, and how that ends: with the weights that the demo is thrown with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from landtrack.domain.area_unit import UnitKind
from landtrack.domain.case import ViolationKind
from landtrack.domain.cutoff import Band
from landtrack.domain.status import Form
from landtrack.usecases.demo.dice import happens, pick
from landtrack.usecases.demo.shapes import Manner

if TYPE_CHECKING:
    from random import Random

    from landtrack.domain.area_unit import AreaUnit

# Circular 27/2018 until 31/7/2024, circular 08/2024 after it: its codes are used for what is found from that day on.
NEW_CODES = date(2024, 8, 1)
_LATER = {"LUN": "LUK", "BHK": "HNK", "NHK": "HNK", "NKH": "CNT"}
_LAND_TYPES: dict[Manner, dict[str, int]] = {
    Manner.STRIP: {"DGT": 42, "DTL": 26, "SON": 8, "BCS": 12, "CLN": 8, "MNC": 4},
    Manner.PLOT: {
        "LUC": 14, "LUK": 10, "BHK": 14, "CLN": 32, "ONT+CLN": 14, "DGT": 5, "DSH": 4, "BCS": 6, "TSC": 1,
    },
    Manner.FIELD: {"LUC": 30, "LUK": 14, "LUN": 5, "BHK": 20, "NHK": 8, "CLN": 18, "NTS": 5},
    Manner.POND: {"NTS": 52, "LUK": 22, "MNC": 12, "LUC": 14},
    Manner.FOREST: {"RSX": 76, "RPH": 8, "CLN": 8, "NKH": 5, "DCS": 3},
}  # fmt: skip

_KINDS: dict[Manner, dict[ViolationKind, int]] = {
    Manner.STRIP: {
        ViolationKind.ENCROACHED: 58,
        ViolationKind.ENCROACHED_OR_OCCUPIED: 28,
        ViolationKind.OCCUPIED: 11,
        ViolationKind.OBSTRUCTED: 3,
    },
    Manner.PLOT: {
        ViolationKind.BUILT_ON_FARMLAND: 36,
        ViolationKind.UNPERMITTED_CONVERSION: 24,
        ViolationKind.WRONG_USE: 12,
        ViolationKind.ALLOCATED_WITHOUT_POWER: 9,
        ViolationKind.UNLAWFUL_TRANSFER: 6,
        ViolationKind.ENCROACHED: 9,
        ViolationKind.UNREGISTERED: 4,
    },
    Manner.FIELD: {
        ViolationKind.UNPERMITTED_CONVERSION: 38,
        ViolationKind.WRONG_USE: 30,
        ViolationKind.BUILT_ON_FARMLAND: 15,
        ViolationKind.DEGRADED: 8,
        ViolationKind.UNUSED: 4,
        ViolationKind.UNLAWFUL_TRANSFER: 4,
        ViolationKind.OTHER: 1,
    },
    Manner.POND: {
        ViolationKind.UNPERMITTED_CONVERSION: 62,
        ViolationKind.WRONG_USE: 28,
        ViolationKind.DEGRADED: 10,
    },
    Manner.FOREST: {
        ViolationKind.ENCROACHED_OR_OCCUPIED: 40,
        ViolationKind.OCCUPIED: 24,
        ViolationKind.UNPERMITTED_CONVERSION: 16,
        ViolationKind.WRONG_USE: 14,
        ViolationKind.DEGRADED: 6,
    },
}

# In the order of Form: restored, returned, repaid, dismantled, enforced, recovered, legalised, referred, no_holder.
_FORM_WEIGHTS: dict[Manner, tuple[int, ...]] = {
    Manner.STRIP: (14, 40, 1, 28, 6, 2, 7, 1, 1),
    Manner.PLOT: (12, 8, 4, 22, 5, 4, 42, 2, 1),
    Manner.FIELD: (46, 8, 3, 11, 3, 4, 23, 1, 1),
    Manner.POND: (58, 6, 3, 3, 4, 4, 20, 1, 1),
    Manner.FOREST: (28, 38, 2, 4, 3, 12, 9, 2, 2),
}
_FORMS = {manner: dict(zip(Form, weights, strict=True)) for manner, weights in _FORM_WEIGHTS.items()}


def land_type(dice: Random, manner: Manner, unit: AreaUnit, found_on: date) -> str:
    """Return a land type that fits the use, in the codes of the circular in force when the case was found."""
    code = pick(dice, _LAND_TYPES[manner])
    if unit.kind is UnitKind.THI_TRAN:
        code = code.replace("ONT", "ODT")
    return _LATER.get(code, code) if found_on >= NEW_CODES else code


def violation_kind(dice: Random, manner: Manner, band: Band) -> ViolationKind:
    """Return a kind of violation that fits the use; officials gave land beyond their power in the old days only."""
    kind = pick(dice, _KINDS[manner])
    if kind is ViolationKind.ALLOCATED_WITHOUT_POWER and band is not Band.BEFORE:
        return ViolationKind.BUILT_ON_FARMLAND
    return kind


def form(dice: Random, manner: Manner, band: Band) -> Form:
    """Return a form of resolution; what surely happened after 01/7/2014 is not legalised."""
    chosen = pick(dice, _FORMS[manner])
    if chosen is Form.LEGALISED and band in {Band.BETWEEN, Band.AFTER}:
        return Form.RETURNED if manner is Manner.STRIP else Form.RESTORED
    return chosen


@dataclass(frozen=True, slots=True)
class _Paper:
    """How decisions of one sort are numbered: their ending, and about how many there are in a year."""

    ending: str
    yearly: int


_SANCTION = _Paper("QĐ-XPHC", 640)
_PAPERS: dict[Form, _Paper] = {
    Form.ENFORCED: _Paper("QĐ-CCXP", 90),
    Form.RECOVERED: _Paper("QĐ-UBND", 2800),
    Form.LEGALISED: _Paper("QĐ-UBND", 2800),
    Form.REFERRED: _Paper("QĐ-CHS", 40),
    Form.RESTORED: _Paper("QĐ-KPHQ", 420),
    Form.NO_HOLDER: _Paper("QĐ-KPHQ", 420),
}
OWN_PAPER, NO_PAPER = 0.6, 0.1


def decision_number(dice: Random, chosen: Form | None, day: date) -> str:
    """Return a number such as "125/QĐ-XPHC", low in January and high in December; one in ten was never typed in."""
    if happens(dice, NO_PAPER):
        return ""
    paper = _PAPERS.get(chosen, _SANCTION) if chosen is not None and happens(dice, OWN_PAPER) else _SANCTION
    through = day.timetuple().tm_yday / 366
    number = max(1, round(paper.yearly * (through + dice.uniform(-0.02, 0.02))))
    return f"{number:02d}/{paper.ending}"
