"""Personal data that come with a file: kept apart, never in place of what is kept, never in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from landtrack.domain.identity import Identity
from landtrack.domain.scope import SYSTEM_SCOPE, Right
from landtrack.store.histories import find_history
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.keep_identity import keep_identity, show_identity
from landtrack.usecases.record_case import record_case
from tests.builders import facts
from tests.usecases.intake.sheets import bring, cells, counts, problems, row, workbook

NAME = "Nguyễn Bí Mật"


def logged(register):
    """Return everything that the log and its tables hold, as one text."""
    with register.reading() as view:
        tables = ("log_entry", "revision", "status_change", "import_run", "import_row", "source_memory")
        queries = [text(f"SELECT * FROM {table}") for table in tables]
        return "\n".join(str(row) for query in queries for row in view.connection.execute(query))


def test_a_holder_is_kept_with_the_new_case_and_nowhere_else(register, tmp_path):
    report = bring(register, workbook(tmp_path / "so.xlsx", row(holder=NAME, holder_id="012 345 678 901")))
    assert counts(report) == (1, 0, 0, 0)
    code = report.rows[0].code
    assert show_identity(register, SYSTEM_SCOPE, code) == Identity(NAME, "012 345 678 901")
    assert NAME not in logged(register)


def test_what_is_kept_stays_and_the_words_of_cells_stay_out_of_the_log(register, unit, tmp_path):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    keep_identity(register, SYSTEM_SCOPE, "YT-1", Identity("Người Cũ"))
    path = workbook(
        tmp_path / "so.xlsx",
        cells(code="YT-1", holder=NAME, hamlet="Mới"),
        {**cells(code="YT-2", holder=NAME, hamlet=NAME), **row(area=NAME)},
    )
    report = bring(register, path, only_clean=True)
    assert counts(report) == (0, 1, 0, 1)
    assert problems(report, "warning") == [("B2", "import.holder_differs")]
    assert not any(NAME in str(dict(one.arguments)) for one in report.problems if one.code == "import.holder_differs")
    assert show_identity(register, SYSTEM_SCOPE, "YT-1") == Identity("Người Cũ")
    assert NAME not in logged(register)


def test_who_may_not_see_identities_brings_none_and_is_told_once(register, tmp_path):
    scope = replace(SYSTEM_SCOPE, rights=SYSTEM_SCOPE.rights - {Right.SEE_IDENTITIES})
    path = workbook(tmp_path / "so.xlsx", row(holder=NAME), row(holder=NAME, parcel="2"))
    report = bring(register, path, scope)
    assert (counts(report), problems(report, "warning")) == ((2, 0, 0, 0), [("", "import.holders_not_kept")])
    assert show_identity(register, SYSTEM_SCOPE, report.rows[0].code) is None


def test_rows_that_differ_in_the_holder_only_are_cases_of_their_own(register, tmp_path):
    two = workbook(tmp_path / "a.xlsx", row(holder="Người A"), row(holder="Người B"))
    report = bring(register, two)
    assert counts(report) == (2, 0, 0, 0)
    second = workbook(tmp_path / "b.xlsx", row(holder="Người B"), row(holder="Người C"))
    again = bring(register, second)
    assert counts(again) == (1, 0, 1, 0)
    assert show_identity(register, SYSTEM_SCOPE, again.rows[0].code) == Identity("Người C")


@pytest.mark.parametrize(
    ("kept", "said", "asked"),
    [
        (Identity("Người A", "012345678901"), {"holder": "Tên Khác", "holder_id": "012 345 678 901"}, True),
        (Identity("Người A"), {"holder": "NGƯỜI  A"}, True),
        (Identity("Người A"), {"holder": "Nguoi A"}, False),
        (Identity("Người A", "012345678901"), {"holder": "Người B", "holder_id": "999"}, False),
    ],
)
def test_the_same_holder_is_asked_about_by_the_exact_value(register, unit, tmp_path, kept, said, asked):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, map_sheet="", parcel=""))
    keep_identity(register, SYSTEM_SCOPE, "YT-1", kept)
    report = bring(register, workbook(tmp_path / "so.xlsx", row(**said)))
    wanted = [("import.same_case", "YT-1")] if asked else []
    assert [(one.code, one.arguments.get("case")) for one in report.problems] == wanted


def test_a_holder_with_two_parcels_is_no_question(register, unit, tmp_path):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, map_sheet="12", parcel="1"))
    keep_identity(register, SYSTEM_SCOPE, "YT-1", Identity("Người A", "012345678901"))
    assert not bring(register, workbook(tmp_path / "so.xlsx", row(holder="Người A", holder_id="012345678901"))).problems


def test_the_reading_is_remembered_for_the_next_file_of_the_source(register, tmp_path):
    odd = {**row(), "Cột lạ": "Xóm Lạ"}
    path = workbook(tmp_path / "a.xlsx", odd)
    mapping = {"columns": {"Cột lạ": "hamlet", "Thôn": None}}
    first = bring(register, path, choices=ImportChoices(mapping=mapping))
    again = bring(register, workbook(tmp_path / "b.xlsx", {**odd, **cells(parcel="2")}))
    with register.reading() as view:
        hamlets = [
            find_history(view, SYSTEM_SCOPE, report.rows[0].code).revisions[0].facts.hamlet for report in (first, again)
        ]
    assert hamlets == ["Xóm Lạ", "Xóm Lạ"]
