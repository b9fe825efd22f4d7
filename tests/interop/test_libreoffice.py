"""The commune's workbook in LibreOffice: saved by it in any form, it comes back as it went; lists and locks survive."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.database import open_database
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.intake.import_cases import import_cases
from landtrack.usecases.intake.import_choices import ImportChoices
from tests.machine import PDFTOTEXT, SOFFICE

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.intake.outcome import ImportReport

pytestmark = pytest.mark.interop

CASES = 4980
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""Commas, quotes, UTF-8, cells as they are shown, every sheet a file."""


@pytest.fixture(scope="module")
def workbook(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workbook with all cases of the demo as they are on its last day."""
    out = tmp_path_factory.mktemp("workbook") / "vu_viec.xlsx"
    register = open_database(demo_url)
    day = date(2026, 10, 31)
    export_cases(register, SYSTEM_SCOPE, Question(day, end_of_day(day)), None, out, form="workbook")
    register.close()
    return out


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for LibreOffice's own settings: it neither reads nor changes those of the one who tests."""
    return tmp_path_factory.mktemp("profile")


def saved(workbook: Path, form: str, profile: Path, folder: Path) -> Path:
    """Let LibreOffice open the workbook and save it in another form; return the folder with what it wrote."""
    subprocess.run(
        [SOFFICE.path(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form,
         "--outdir", folder, workbook],
        capture_output=True, check=True,
    )  # fmt: skip
    return folder


def brought_back(demo_url: str, path: Path) -> ImportReport:
    """Return what the import would do with a file."""
    register = open_database(demo_url)
    report = import_cases(register, SYSTEM_SCOPE, path, path.name, ImportChoices(), dry_run=True)
    register.close()
    return report


@pytest.mark.parametrize(
    ("form", "name"),
    [("xlsx:Calc MS Excel 2007 XML", "vu_viec.xlsx"), ("ods", "vu_viec.ods"), (CSV, "vu_viec-Vụ việc.csv")],
    ids=["xlsx", "ods", "csv"],
)
def test_a_workbook_that_libreoffice_saved_comes_back_unchanged(
    demo_url: str, workbook: Path, profile: Path, tmp_path: Path, form: str, name: str
) -> None:
    report = brought_back(demo_url, saved(workbook, form, profile, tmp_path) / name)
    assert (report.added, report.changed, report.unchanged, report.refused) == (0, 0, CASES, 0)
    assert report.problems == ()


def test_locks_lists_and_days_survive_in_libreoffice(workbook: Path, profile: Path, tmp_path: Path) -> None:
    saved(workbook, "xlsx:Calc MS Excel 2007 XML", profile, tmp_path)
    sheet = load_workbook(tmp_path / "vu_viec.xlsx")["Vụ việc"]
    assert sheet.protection.sheet
    heads = {cell.value: get_column_letter(cell.column or 0) for cell in sheet[1]}
    locked = {
        get_column_letter(cell.column or 0) for cell in sheet[2] if cell.value is not None and cell.protection.locked
    }
    assert locked == {heads["Mã vụ việc"], heads["Phiên bản"]}
    # Cells that hold nothing, in the rows of cases and below them, are as their column says.
    open_columns = {number for column in sheet.column_dimensions.values() if not column.protection.locked
                    for number in range(column.min or 0, (column.max or 0) + 1)}  # fmt: skip
    assert {cell.value for cell in sheet[1] if cell.column not in open_columns} == {"Phiên bản"}
    days = {head for head, letter in heads.items() if sheet[f"{letter}2"].number_format == "dd/mm/yyyy"}
    assert days == {"Thời điểm vi phạm từ", "Thời điểm vi phạm đến", "Ngày phát hiện", "Ngày hiệu lực"}
    listed = {
        head
        for head, letter in heads.items()
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list" and f"{letter}{CASES + 2}" in rule.sqref
    }
    assert listed == {
        "Đơn vị", "Một phần thửa", "Loại đất", "Hành vi", "Tình trạng", "Hình thức xử lý", "Lý do loại trừ",
    }  # fmt: skip


def test_the_print_shows_days_in_the_office_s_order(workbook: Path, profile: Path, tmp_path: Path) -> None:
    saved(workbook, "pdf", profile, tmp_path)
    done = subprocess.run(
        [PDFTOTEXT.path(), "-layout", "-l", "1", tmp_path / "vu_viec.pdf", "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    first = next(line for line in done.stdout.splitlines() if "YT-2013-00002" in line)
    assert "01/01/2001" in first
    assert "31/12/2003" in first
    assert "###" not in done.stdout
