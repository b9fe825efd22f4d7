"""The kinds, forms and land types that the program comes with, read once."""

from __future__ import annotations

from functools import cache

from landtrack.domain.office.office_registry import parse_row
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.vocabulary import Vocabulary
from landtrack.formats.land_types import read_land_types
from landtrack.formats.office_tables import shipped_rows
from landtrack.resources import shipped


@cache
def shipped_vocabulary() -> Vocabulary:
    """Return the shipped rows of the three tables, in their order."""
    geodata = shipped("geodata")
    kinds, forms = (
        {key: parse_row(table, key, texts) for key, texts in shipped_rows(geodata, table).items()}
        for table in (OfficeTable.KIND, OfficeTable.FORM)
    )
    return Vocabulary(kinds, forms, {row.code: row for row in read_land_types(geodata)})
