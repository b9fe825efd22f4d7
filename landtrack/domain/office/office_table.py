"""The office's own tables: what an admin keeps without a programmer, row by row, each change an entry of the log."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from landtrack.domain.office.office_cells import RowCells


class OfficeTable(StrEnum):
    """Which table a row belongs to."""

    CUTOFF = "cutoff"
    DEADLINE_RULE = "deadline_rule"
    HOLIDAY = "holiday"
    CAMPAIGN = "campaign"
    TARGET = "target"
    QUOTE = "quote"
    LAND_TYPE = "land_type"
    KIND = "kind"
    FORM = "form"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class TableRules:
    """How the rows of one table are read and what they must be together.

    ``parse`` makes the row's dataclass ``kind`` of texts; ``check`` gets all rows in force by key, the shipped ones
    included, and refuses what contradicts; ``needed`` says that no row may be removed.
    """

    kind: type[Any]
    parse: Callable[[RowCells], Any]
    check: Callable[[Mapping[str, Any]], None]
    needed: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields, in the order in which they are shown."""
        return tuple(field.name for field in fields(self.kind))


def plain_row(row: Any) -> dict[str, str]:
    """Return a row as the texts from which it was read: dates ISO, terms by value, yes/no, "" for nothing."""
    return {field.name: _plain(getattr(row, field.name)) for field in fields(row)}


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(map(_plain, value))
    return str(value)


def nothing_to_check(rows: Mapping[str, Any]) -> None:
    """Accept any rows: for tables whose rows do not depend on each other."""
    del rows
