"""The texts of one row of an office table, read field by field; a refusal names table, key and field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeVar

from landtrack.domain.errors import Refusal
from landtrack.domain.question import parse_day
from landtrack.domain.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from enum import StrEnum

    from landtrack.domain.office.office_table import OfficeTable

LONGEST_CELL = 2_000
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_NUMBER = re.compile(r"[0-9]{1,12}([.,][0-9]{1,6})?")
_YES, _NO = frozenset({"yes", "true", "1", "có"}), frozenset({"no", "false", "0", "không", ""})

Term = TypeVar("Term", bound="StrEnum")


def check_key(table: OfficeTable, key: str) -> str:
    """Return the key of a row; refuse one that is empty, too long, or has other letters than a code has."""
    if not _KEY.fullmatch(key):
        raise Refusal("table.key_malformed", table=table, key=key[:80])
    return key


@dataclass(frozen=True, slots=True)
class RowCells:
    """What was written in a row: texts by the names of its fields; a field that is not there is empty."""

    table: OfficeTable
    key: str
    texts: Mapping[str, str]

    def text(self, field: str, *, required: bool = False) -> str:
        """Return a text in one spelling; refuse an empty one where it is required."""
        found = self._cell(field)
        if required and not found:
            raise self._refusal("table.field_missing", field)
        return found

    def day(self, field: str) -> date:
        """Return a day; refuse none."""
        self.text(field, required=True)
        return self._day(field)

    def day_or_none(self, field: str) -> date | None:
        """Return a day, or None where the field is empty."""
        return self._day(field) if self._cell(field) else None

    def whole(self, field: str, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        value = self.number(field)
        if value != int(value) or not least <= value <= most:
            raise Refusal(
                "table.field_range", **self._place(field), text=self._cell(field)[:40], least=least, most=most
            )
        return int(value)

    def number(self, field: str) -> Decimal:
        """Return a number of zero or more, exactly as precise as it was written (88.6 is not 88.60)."""
        spelled = self.text(field, required=True)
        if not _NUMBER.fullmatch(spelled):
            raise self._refusal("table.field_number", field)
        try:
            return Decimal(spelled.replace(",", "."))
        except InvalidOperation:
            raise self._refusal("table.field_number", field) from None

    def choice(self, field: str, terms: type[Term], default: Term | None = None) -> Term:
        """Return one of the terms; an empty field is the default, or refused where there is none."""
        spelled = self.text(field, required=default is None)
        if not spelled and default is not None:
            return default
        known = [term.value for term in terms]
        if spelled not in known:
            raise Refusal("table.field_choice", **self._place(field), text=spelled[:40], known=", ".join(known))
        return terms(spelled)

    def choices(self, field: str, terms: type[Term]) -> tuple[Term, ...]:
        """Return the terms written in the field, apart by spaces, in the order of their enumeration."""
        names = self._cell(field).split()
        found = [RowCells(self.table, self.key, {field: name}).choice(field, terms) for name in names]
        return tuple(term for term in terms if term in found)

    def words(self, field: str) -> tuple[str, ...]:
        """Return the words of the field, apart by spaces, each once, in order."""
        return tuple(sorted(set(self._cell(field).split())))

    def flag(self, field: str) -> bool:
        """Return whether the field says yes; an empty one says no."""
        spelled = self._cell(field).casefold()
        if spelled not in _YES | _NO:
            raise Refusal("table.field_choice", **self._place(field), text=spelled[:40], known="yes, no")
        return spelled in _YES

    def check_days(self, first: date, last: date | None, field: str) -> None:
        """Refuse a last day before the first."""
        if last is not None and last < first:
            raise Refusal("table.days_reversed", **self._place(field), first=first, last=last)

    def _cell(self, field: str) -> str:
        return clean_text(self.texts.get(field, ""), LONGEST_CELL)

    def _day(self, field: str) -> date:
        try:
            return parse_day(self._cell(field))
        except Refusal:
            raise self._refusal("table.field_day", field) from None

    def _place(self, field: str) -> dict[str, object]:
        return {"table": self.table, "key": self.key, "field": field}

    def _refusal(self, code: str, field: str) -> Refusal:
        return Refusal(code, **self._place(field), text=self._cell(field)[:40])
