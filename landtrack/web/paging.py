"""A long list on pages: which rows are shown, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from flask import request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

AT_ONCE = 200
DIGITS = 9
"""No more digits than any page has."""
DOWN = "down"

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Order:
    """The column that a list is sorted by, and whether its largest comes first."""

    column: str
    down: bool

    @property
    def query(self) -> dict[str, str]:
        """Return what links pass on."""
        return {"sort": self.column, **({"order": DOWN} if self.down else {})}


def asked_order(columns: Mapping[str, Any], default: str) -> Order:
    """Return the order in the address; what is no column there is the default."""
    column = request.args.get("sort", "")
    if column not in columns:
        return Order(default, down=False)
    return Order(column, down=request.args.get("order") == DOWN)


def in_order(rows: Sequence[Row], keys: Mapping[str, Callable[[Row], Any]], order: Order) -> list[Row]:
    """Return the rows sorted by a column; those without a value come last either way, equal ones stay as they are."""
    key = keys[order.column]
    known = [row for row in rows if key(row) is not None]
    return [*sorted(known, key=key, reverse=order.down), *(row for row in rows if key(row) is None)]


def asked_page() -> int:
    """Return the number of the page in the address, counted from 1; what is no number there is the first."""
    text = request.args.get("page", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else 1


def pages_of(start: int, count: int, at_once: int) -> dict[str, int]:
    """Return where the part of a list stands that begins after ``start`` of ``count`` rows."""
    return {
        "first": start + 1 if count else 0,
        "last": min(start + at_once, count),
        "count": count,
        "number": start // at_once + 1,
        "numbers": max(-(-count // at_once), 1),
    }


def shown_part(rows: Sequence[Row], at_once: int = AT_ONCE) -> tuple[list[Row], dict[str, int]]:
    """Return the rows of the page in the address, and where they stand; beyond the last it is the last page."""
    start = min(max(asked_page() - 1, 0), max(len(rows) - 1, 0) // at_once) * at_once
    return list(rows[start : start + at_once]), pages_of(start, len(rows), at_once)
