"""The very file of an import that stands, read in another way: its rows would be there twice."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.intake.undo_import import undo_import
from tests.usecases.intake.sheets import HEADINGS, bring, counts, problems, row, workbook

WITHOUT_HAMLETS = ImportChoices(mapping={"columns": {HEADINGS["hamlet"]: None}})


@pytest.fixture
def path(tmp_path):
    return workbook(tmp_path / "so.xlsx", row(), row(parcel="2"), row(parcel="3", kind=None))


def test_with_another_mapping_nothing_is_there_twice(register, path):
    first = bring(register, path, only_clean=True)
    assert counts(first) == (2, 0, 0, 1)
    report = bring(register, path, choices=WITHOUT_HAMLETS, only_clean=True)
    assert (counts(report), report.entry) == ((0, 0, 0, 3), None)
    again = next(one for one in report.problems if one.code == "import.file_again")
    assert (again.arguments, again.severity, again.row) == (
        {"entry": str(first.entry), "cases": 2},
        "error",
        None,
    )


def test_after_undoing_it_comes_in(register, path):
    first = bring(register, path, only_clean=True)
    assert first.entry is not None
    undo_import(register, SYSTEM_SCOPE, first.entry)
    assert counts(bring(register, path, choices=WITHOUT_HAMLETS, only_clean=True)) == (2, 0, 0, 1)


def test_rows_that_were_refused_come_in_once_they_are_understood(register, path):
    bring(register, path, only_clean=True)
    assert counts(bring(register, path, only_clean=True)) == (0, 0, 2, 1)
    report = bring(register, path, choices=ImportChoices(mapping={"defaults": {"kind": "Lấn đất"}}))
    assert (counts(report), problems(report)) == ((1, 0, 2, 0), [])


def test_another_file_and_another_sheet_are_no_matter(register, path, tmp_path):
    book = load_workbook(path)
    page = book.copy_worksheet(book.worksheets[0])
    page.title = "B"
    for line, parcel in enumerate(("7", "8", "9"), 2):
        page.cell(line, list(row()).index(HEADINGS["parcel"]) + 1).value = parcel
    book.save(path)
    assert counts(bring(register, path, choices=ImportChoices(sheet="Biểu 1"), only_clean=True)) == (2, 0, 0, 1)
    assert counts(bring(register, path, choices=ImportChoices(sheet="B"), only_clean=True)) == (2, 0, 0, 1)
    other = workbook(tmp_path / "khac.xlsx", row(parcel="17"))
    assert counts(bring(register, other, choices=WITHOUT_HAMLETS)) == (1, 0, 0, 0)
