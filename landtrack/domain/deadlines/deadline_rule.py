"""Rules of deadlines: dated rows with a legal basis, so that a new decree is a row and no change of the program."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from landtrack.domain.office.office_cells import RowCells

LONGEST_SPAN = 400


class Duty(StrEnum):
    """What is due, or (the last two) what ends."""

    MINUTES = "minutes"
    DECISION = "decision"
    CARRY_OUT = "carry_out"
    LAPSE = "lapse"
    LIMITATION = "limitation"


class SpanUnit(StrEnum):
    """What a span is counted in; months and years end on the day of the same number, or the month's last."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


class Complexity(StrEnum):
    """How difficult a case is: it lengthens the time for its decision."""

    PLAIN = "plain"
    COMPLEX = "complex"
    VERY_COMPLEX = "very_complex"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """``amount`` units of time for a duty, for cases whose minutes are of a day from ``valid_from`` on.

    ``valid_until`` is the first day it no longer is; None while it is.
    """

    duty: Duty
    complexity: Complexity
    amount: int
    unit: SpanUnit
    valid_from: date
    valid_until: date | None
    legal_basis: str
    note: str = ""

    def valid_on(self, day: date) -> bool:
        """Say whether the rule holds for a case of this day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


def parse_deadline_rule(cells: RowCells) -> DeadlineRule:
    """Return the row; refuse a span of nothing, or a validity that ends before it begins."""
    first, until = cells.day("valid_from"), cells.day_or_none("valid_until")
    if until is not None and until <= first:
        raise Refusal(
            "table.days_reversed", table=cells.table, key=cells.key, field="valid_until", first=first, last=until
        )
    duty = cells.choice("duty", Duty)
    complexity = cells.choice("complexity", Complexity, Complexity.PLAIN)
    if duty is not Duty.DECISION and complexity is not Complexity.PLAIN:
        raise Refusal(
            "table.field_choice", table=cells.table, key=cells.key, field="complexity", text=complexity,
            known=Complexity.PLAIN.value,
        )  # fmt: skip
    return DeadlineRule(
        duty, complexity, cells.whole("amount", 1, LONGEST_SPAN), cells.choice("unit", SpanUnit), first, until,
        cells.text("legal_basis", required=True), cells.text("note"),
    )  # fmt: skip


def check_deadline_rules(rows: Mapping[str, DeadlineRule]) -> None:
    """Refuse rules of one duty and complexity that overlap in time or leave days between them without a rule.

    The last must be open: from its end on nothing would be due any more.
    """
    series: defaultdict[tuple[Duty, Complexity], list[tuple[str, DeadlineRule]]] = defaultdict(list)
    for key, row in rows.items():
        series[row.duty, row.complexity].append((key, row))
    for found in series.values():
        found.sort(key=lambda pair: pair[1].valid_from)
        for (one, before), (other, after) in pairwise(found):
            until = before.valid_until
            if until is None or until > after.valid_from:
                raise Refusal("table.overlap", one=one, other=other, day=after.valid_from)
            if until < after.valid_from:
                raise Refusal("table.gap", one=one, other=other, first=until, until=after.valid_from)
        last, row = found[-1]
        if row.valid_until is not None:
            raise Refusal("table.ends", key=last, day=row.valid_until)


def rule_for(
    rules: Iterable[DeadlineRule], duty: Duty, day: date, complexity: Complexity = Complexity.PLAIN
) -> DeadlineRule | None:
    """Return the rule of a duty on a day; None where there is none, as before the first decree."""
    for rule in rules:
        if rule.duty is duty and rule.complexity is complexity and rule.valid_on(day):
            return rule
    return None
