"""Sheets where the commune stands over its cases instead of in a column."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from landtrack.domain.intake.problem import Severity
from tests.usecases.intake.sheets import NEIGHBOUR, OWN, bring, counts

HEAD = ("STT", "Thôn", "Tờ bản đồ số", "Thửa đất số", "Hành vi vi phạm", "Ngày phát hiện", "Diện tích vi phạm (m2)")


def case(parcel):
    return (parcel, "Bản Ven", "12", str(parcel), "Lấn đất", date(2022, 3, 16), 100)


def sections(path, *rows):
    book = Workbook()
    for row in (HEAD, *rows):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def errors(report):
    return [problem.code for problem in report.problems if problem.severity is Severity.ERROR]


def test_no_column_is_missed_where_every_case_stands_below_its_commune(register, tmp_path):
    rows = (("I", f"{OWN} (2 trường hợp)"), case(1), case(2), ("II", NEIGHBOUR), case(3))
    report = bring(register, sections(tmp_path / "so.xlsx", *rows))
    assert (counts(report), errors(report)) == ((3, 0, 0, 0), [])


def test_it_is_missed_where_a_case_stands_below_none(register, tmp_path):
    rows = (case(1), ("I", OWN), case(2), case(3))
    report = bring(register, sections(tmp_path / "so.xlsx", *rows), dry_run=True)
    assert "import.column_missing" in errors(report)
