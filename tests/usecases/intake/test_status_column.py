"""A file whose status stands in a column that is not read: nothing is taken before a person has decided."""

from __future__ import annotations

from landtrack.domain.intake.problem import Severity
from landtrack.usecases.intake.import_choices import ImportChoices
from tests.usecases.intake.sheets import bring, counts

HEAD = "Xã;Hành vi;Ngày phát hiện;Năm VP;Diện tích (m2);{}\n"
CASE = "07288;Lấn đất;05/04/2023;2012;100;Chưa xử lý\n"


def choose(meaning):
    return ImportChoices(mapping={"columns": {"Xử lý đến đâu": meaning, "Diện tích (m2)": "area"}})


def test_no_row_is_taken_before_a_person_has_decided(register, tmp_path):
    path = tmp_path / "so.csv"
    path.write_text(HEAD.format("Xử lý đến đâu") + CASE, encoding="utf-8")
    report = bring(register, path, only_clean=True)
    assert counts(report) == (0, 0, 0, 1)
    assert [one.code for one in report.problems if one.severity is Severity.ERROR] == ["sheet.status_unread"]
    decided = bring(register, path, dry_run=True, choices=choose(None))
    assert (counts(decided), [one.code for one in decided.problems]) == ((1, 0, 0, 0), ["sheet.status_missing"])
    assert (counts(bring(register, path, choices=choose("status"))), report.entry) == ((1, 0, 0, 0), None)


def test_a_status_that_is_read_needs_no_decision(register, tmp_path):
    path = tmp_path / "so.csv"
    path.write_text(HEAD.format("Tình hình") + CASE, encoding="utf-8")
    report = bring(register, path, choices=ImportChoices(mapping={"columns": {"Diện tích (m2)": "area"}}))
    assert (counts(report), report.problems) == ((1, 0, 0, 0), ())
