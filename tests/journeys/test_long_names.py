"""Names, legal bases and notes of 200 letters without a space break where there is no room: no page goes sideways."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from landtrack.domain.office.office_registry import OFFICE_TABLES
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Status
from landtrack.store import schema
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import record_case
from landtrack.usecases.tables.change_row import change_row
from landtrack.usecases.tables.read_table import plain_rows
from landtrack.web.table_fields import GROWING
from tests.builders import facts, unit_id
from tests.journeys.test_nothing_is_cut import CUT, SIZES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

LONG = "ắ" * 200
KEY = "k" * 80
TEXTS = frozenset(
    {"name", "name_vi", "name_en", "legal_basis", "note", "note_en", "source", "page", "wording", "agency", "area"}
)
WRITTEN = (
    OfficeTable.CAMPAIGN, OfficeTable.TARGET, OfficeTable.QUOTE, OfficeTable.DEADLINE_RULE, OfficeTable.LAND_TYPE,
    OfficeTable.KIND, OfficeTable.FORM, OfficeTable.HOLIDAY,
)  # fmt: skip
FOR_READERS = (
    "/dashboard", "/targets?as_of=2023-11-30", f"/campaigns/{KEY}?as_of=2023-11-30", "/quotes", "/due", "/reports",
    "/pictures", "/history", "/diff", "/diff?unit=07288", "/overview", "/progress", "/cases?cell=07288/all/open",
    "/diff/cases?line=newly_found&from=2026-01-01", "/export", "/check", "/reports/print",
)  # fmt: skip
FOR_ADMINISTRATORS = ("/tables", *(f"/tables/{table}" for table in OfficeTable), f"/tables/target/row?key={KEY}")


@pytest.fixture
def long_names(served):
    """Let everything that the office names or writes be as long as it may, and one case lie in a long hamlet."""
    database = served.database
    with database.reading() as view:
        rows = {table: plain_rows(view, table) for table in WRITTEN}
        place = unit_id(read_registry(view), "07288")
    campaign = {"name": LONG, "since": "2023-10-02", "due": "2023-12-31", "legal_basis": LONG, "note": LONG}
    change_row(database, SYSTEM_SCOPE, OfficeTable.CAMPAIGN, KEY, campaign)
    target = {
        "name": LONG, "measure": "cases", "kind": "rate", "value": "90", "band": "all", "since": "2023-10-02",
        "due": "2023-12-31", "legal_basis": LONG, "campaign": KEY,
    }  # fmt: skip
    change_row(database, SYSTEM_SCOPE, OfficeTable.TARGET, KEY, target)
    for table, found in rows.items():
        fields = TEXTS & set(OFFICE_TABLES[table].fields)
        for number, key in enumerate(found):
            # Names of kinds and forms are shorter, and told apart.
            longest = 78 if table in GROWING else 198
            change_row(database, SYSTEM_SCOPE, table, key, dict.fromkeys(fields, f"{LONG[:longest]}{number:02}"))
    found_on = date(2026, 11, 20)
    record_case(database, SYSTEM_SCOPE, "L" * 40, facts(place, found_on=found_on, hamlet=LONG, parcel="9" * 40))
    change_status(database, SYSTEM_SCOPE, "L" * 40, ChangeDraft(Status.IN_HAND, found_on, note=LONG))
    with database.transaction("system") as tx:
        tx.connection.execute(update(schema.area_unit).values(name=LONG[:100]))
    return served


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("role", "pages"), [("officer", FOR_READERS), ("chair", ("/dashboard", "/due")), ("admin", FOR_ADMINISTRATORS)]
)
@pytest.mark.usefixtures("long_names")
def test_no_page_goes_sideways(visit, size, role, pages):
    who = visit(role, **SIZES[size])
    wide = {}
    for path in pages:
        assert who.go(path) == 200, path
        who.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        # A closed list has one line, and shows as much of a name as that has room for.
        faults = [fault for fault in who.page.evaluate(CUT) if not fault.startswith("SELECT")]
        if faults:
            wide[path] = faults
    assert wide == {}
