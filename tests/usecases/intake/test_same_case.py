"""Very many rows that may be one case are asked about a few times and then counted."""

from __future__ import annotations

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.intake.same_case import ASKED_ALIKE
from landtrack.usecases.record_case import record_case
from tests.builders import facts
from tests.usecases.intake.sheets import NEIGHBOUR, bring, row, workbook

MANY = ASKED_ALIKE + 30


def told(report):
    return [(one.row, one.code, dict(one.arguments)) for one in report.problems]


def test_of_very_many_rows_of_one_parcel_the_rest_is_counted(register, tmp_path):
    report = bring(register, workbook(tmp_path / "so.xlsx", *[row()] * (MANY + 1), row(unit=NEIGHBOUR)))
    asked = [(number, "import.same_row", {"row": "2"}) for number in range(3, 3 + ASKED_ALIKE)]
    assert told(report) == [
        *asked,
        (3 + ASKED_ALIKE, "import.same_row_more", {"row": "2", "cases": MANY - ASKED_ALIKE}),
    ]
    assert report.added == MANY + 2


def test_so_it_is_with_a_case_of_the_register(register, tmp_path, unit):
    record_case(register, SYSTEM_SCOPE, "CU-1", facts(unit, map_sheet="012", parcel="345"))
    report = bring(
        register, workbook(tmp_path / "so.xlsx", *[row()] * MANY, row(parcel="1"), row(parcel="1")), dry_run=True
    )
    more = {"case": "CU-1", "cases": MANY - ASKED_ALIKE}
    assert told(report)[ASKED_ALIKE - 1 :] == [
        (1 + ASKED_ALIKE, "import.same_case", {"case": "CU-1"}),
        (2 + ASKED_ALIKE, "import.same_case_more", more),
        (MANY + 3, "import.same_row", {"row": str(MANY + 2)}),
    ]
