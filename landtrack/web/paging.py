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


def shown_part(rows: Sequence[Row]) -> tuple[list[Row], dict[str, int]]:
    """Return the rows of the page in the address, and where they stand; beyond the last it is the last page."""
    text = request.args.get("page", "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else 1
    start = min(max(number - 1, 0), max(len(rows) - 1, 0) // AT_ONCE) * AT_ONCE
    pages = {
        "first": start + 1 if rows else 0,
        "last": min(start + AT_ONCE, len(rows)),
        "count": len(rows),
        "number": start // AT_ONCE + 1,
        "numbers": max(-(-len(rows) // AT_ONCE), 1),
    }
    return list(rows[start : start + AT_ONCE]), pages
