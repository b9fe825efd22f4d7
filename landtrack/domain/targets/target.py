"""Targets: so much is to be resolved by a day, and where the work stands against that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from landtrack.domain.office.office_cells import RowCells

HUNDRED = 100


class TargetMeasure(StrEnum):
    """What a target counts: resolved cases, or the resolved area in hectares."""

    CASES = "cases"
    AREA = "area"


class TargetKind(StrEnum):
    """Whether the value is an amount (cases, hectares) or a rate in percent of all there are."""

    AMOUNT = "amount"
    RATE = "rate"


class TargetBand(StrEnum):
    """The cases a target is about: those of a band, or all."""

    ALL = "all"
    BEFORE = "before"
    BETWEEN = "between"
    AFTER = "after"
    UNDETERMINED = "undetermined"

    @property
    def band(self) -> Band | None:
        """Return the band; None for all."""
        return None if self is TargetBand.ALL else Band(self.value)


@dataclass(frozen=True, slots=True)
class Target:
    """At least ``value`` (``over``: more than that) resolved from ``since`` to the end of ``due``.

    ``units`` are codes in the frame of ``since``, none of them meaning all; ``campaign`` is the key of one, or "".
    """

    name: str
    measure: TargetMeasure
    kind: TargetKind
    value: Decimal
    over: bool
    band: TargetBand
    units: tuple[str, ...]
    since: date
    due: date
    legal_basis: str
    campaign: str = ""


def parse_target(cells: RowCells) -> Target:
    """Return the row; refuse a period without a day, nothing to reach, and a rate that nobody can reach."""
    since, due = cells.day("since"), cells.day("due")
    if due <= since:
        raise Refusal("table.days_reversed", table=cells.table, key=cells.key, field="due", first=since, last=due)
    kind, value, over = cells.choice("kind", TargetKind), cells.number("value"), cells.flag("over")
    if kind is TargetKind.RATE and value > HUNDRED:
        raise Refusal("target.rate_too_high", key=cells.key, value=value)
    if kind is TargetKind.RATE and over and value == HUNDRED:
        raise Refusal("target.over_all", key=cells.key)
    measure = cells.choice("measure", TargetMeasure)
    whole = measure is TargetMeasure.AREA or kind is TargetKind.RATE or value == int(value)
    if not whole:
        raise Refusal("table.field_whole", table=cells.table, key=cells.key, field="value", text=str(value))
    if value == 0 and not over:
        raise Refusal("target.nothing", key=cells.key)
    return Target(
        cells.text("name", required=True), measure, kind, value, over,
        cells.choice("band", TargetBand, TargetBand.ALL), cells.words("units"), since, due,
        cells.text("legal_basis", required=True), cells.text("campaign"),
    )  # fmt: skip


def check_targets(rows: Mapping[str, Target]) -> None:
    """Refuse two targets of the same measure, band and units whose periods overlap: nobody knew which one holds."""
    for (one, first), (other, second) in combinations(rows.items(), 2):
        same = (first.measure, first.band, first.units) == (second.measure, second.band, second.units)
        if same and first.since <= second.due and second.since <= first.due:
            raise Refusal("table.overlap", one=one, other=other, day=max(first.since, second.since))
