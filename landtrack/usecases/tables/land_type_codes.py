"""The land-type codes that a case may have: those of both circulars, and those that the office added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.case import LAND_TYPES
from landtrack.domain.office.office_table import OfficeTable
from landtrack.store.office_rows import rows_in_force
from landtrack.usecases.tables.read_table import plain_rows

if TYPE_CHECKING:
    from landtrack.domain.land_type import LandType
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View


def land_type_codes(view: View) -> frozenset[str]:
    """Return all codes, ended ones too: an old case keeps its code."""
    return LAND_TYPES | rows_in_force(view, OfficeTable.LAND_TYPE).keys()


def list_land_types(database: Database, scope: Scope) -> tuple[LandType, ...]:
    """Return the codes with their names, the added ones last. They are public knowledge: for any reader."""
    del scope
    with database.reading() as view:
        return tuple(plain_rows(view, OfficeTable.LAND_TYPE).values())
