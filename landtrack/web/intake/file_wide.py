"""Values for the whole file: what its form offers for fields that the columns leave out, and what was written there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.file_values import FILE_WIDE
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.status import Exclusion, Status
from landtrack.messages import catalogue
from landtrack.settings import LANGUAGES
from landtrack.web.intake.meanings import field_label
from landtrack.web.language import say
from landtrack.web.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from enum import StrEnum

    from landtrack.domain.intake.reading import Reading

PREFIX = "default-"
"""Before the name of a field in the form."""
OWN_INPUTS = frozenset({Field.UNIT, Field.FOUND_ON})
"""They have inputs of their own, beside the rows."""
NEEDED = frozenset({Field.KIND, Field.OCCURRED})
"""Without them no row becomes a case."""
DAYS = frozenset({Field.OCCURRED_EARLIEST, Field.OCCURRED_LATEST, Field.EFFECTIVE_ON})
TERMS: Mapping[Field, type[StrEnum]] = {Field.STATUS: Status, Field.EXCLUSION: Exclusion}
TABLES = {Field.KIND: OfficeTable.KIND, Field.FORM: OfficeTable.FORM}
_TIME = frozenset({Field.OCCURRED, Field.OCCURRED_EARLIEST, Field.OCCURRED_LATEST})


def shown_values(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """Return the fields of the form: ``open`` those that are needed and no column has, or that hold a value.

    ``more`` are the others: their value stands in for empty cells.
    """
    fields = [_field(field, reading.defaults.get(field, "")) for field in FILE_WIDE if field not in OWN_INPUTS]
    missing = _missing({column.meaning for column in reading.columns})
    is_open = [field["field"] in missing or field["value"] != "" for field in fields]
    return {
        "open": [field for field, seen in zip(fields, is_open, strict=True) if seen],
        "more": [field for field, seen in zip(fields, is_open, strict=True) if not seen],
    }


def chosen_values(form: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """Return the values that were written or taken away, by field; "" takes one away."""
    sent = {field: form[PREFIX + field].strip() for field in FILE_WIDE if PREFIX + field in form}
    return {field.value: text for field, text in sent.items() if text != reading.defaults.get(field, "")}


def _missing(meanings: Collection[Field | None]) -> frozenset[Field]:
    if Field.CODE in meanings:
        # Rows may be cases that have all this already.
        return frozenset()
    told = {Field.OCCURRED} if _TIME.intersection(meanings) else set()
    return NEEDED.difference(meanings, told)


def _field(field: Field, value: str) -> dict[str, Any]:
    hints = {
        Field.OCCURRED: say().text("“năm 2008”, “trước 2014”, “6/2020”, “2008-2010” or a day"),
        Field.LAND_TYPE: say().text("A code, or several: ONT+CLN"),
    }
    return {
        "field": field,
        "name": PREFIX + field,
        "label": field_label(field),
        "value": value,
        "hint": hints.get(field, ""),
        "day": field in DAYS,
        "choices": _choices(field, value) if field in TERMS or field in TABLES else None,
    }


def _choices(field: Field, value: str) -> list[dict[str, str]]:
    """Return the terms in the office's words; a value in other words, as a mapping file may have it, is one too."""
    found = []
    for said, label in _told(field):
        found.append({"value": value if value in said else label, "label": label})
    other = [] if not value or value in {choice["value"] for choice in found} else [{"value": value, "label": value}]
    return [*other, *found]


def _told(field: Field) -> Iterator[tuple[set[str], str]]:
    """Give for each choice of a field all that means it, and what it is called."""
    language = say().language
    if field in TABLES:
        for code, row in vocabulary().rows(TABLES[field]).items():
            yield {code, *map(row.name, LANGUAGES)}, row.name(language)
        return
    for term in TERMS[field]:
        yield {term.value, *(catalogue(one).label(term) for one in LANGUAGES)}, say().label(term)
