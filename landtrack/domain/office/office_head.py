"""The office whose name stands at the head of every report, as the one row of its office table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.report.contents import Office

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.office.office_cells import RowCells

OFFICE_KEY = "office"


@dataclass(frozen=True, slots=True)
class OfficeHead:
    """What an official page says of its sender (DOMAIN §9); ``recipients`` are apart by semicolons."""

    superior: str
    agency: str
    place: str
    area: str
    recipients: str
    signer: str

    @property
    def office(self) -> Office:
        """Return it as reports take it."""
        names = (name.strip() for name in self.recipients.split(";"))
        return Office(self.superior, self.agency, self.place, self.area, tuple(filter(None, names)), self.signer)


def parse_office_head(cells: RowCells) -> OfficeHead:
    """Return the row; there is one, so its key is fixed. Refuses an agency, place, area or signer without a name."""
    if cells.key != OFFICE_KEY:
        raise Refusal("table.key_choice", table=cells.table, key=cells.key, known=OFFICE_KEY)
    return OfficeHead(
        superior=cells.text("superior"),
        agency=cells.text("agency", required=True),
        place=cells.text("place", required=True),
        area=cells.text("area", required=True),
        recipients=cells.text("recipients"),
        signer=cells.text("signer", required=True),
    )


def check_office(rows: Mapping[str, OfficeHead]) -> None:
    """Refuse to be without an office; by its key there is never more than one."""
    if not rows:
        raise Refusal("table.needed", table=OfficeTable.OFFICE, key=OFFICE_KEY)
