"""Names of codes must tell them apart: files carry names to people and bring them back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.words import normalise_word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from landtrack.domain.office.office_table import OfficeTable
    from landtrack.domain.vocabulary import Row


def distinct_names(table: OfficeTable) -> Callable[[Mapping[str, Row]], None]:
    """Return the check of a table that no two of its rows have one word: Vietnamese or English name, or code."""
    return partial(_check, table)


def _check(table: OfficeTable, rows: Mapping[str, Row]) -> None:
    said: dict[str, str] = {}
    for key, row in rows.items():
        for field, text in (("key", row.code), ("name_vi", row.name_vi), ("name_en", row.name("en"))):
            other = said.setdefault(normalise_word(text), key)
            if other != key:
                raise Refusal("table.name_twice", table=table, key=key, field=field, text=text, other=other)
