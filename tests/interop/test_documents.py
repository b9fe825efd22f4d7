"""Documents in LibreOffice: what a reader finds on the page, and what a spreadsheet computes, are the figures."""

from __future__ import annotations

import re
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from landtrack.documents.official_report import official_report
from landtrack.documents.progress_workbook import progress_workbook
from landtrack.documents.unit_sheet_docx import unit_sheet_docx
from landtrack.documents.unit_sheet_pdf import unit_sheet_pdf
from landtrack.domain.cutoff import Band
from landtrack.domain.measure_block import progress_block
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.messages import catalogue
from landtrack.store.database import open_database
from landtrack.usecases.report_progress import report_progress
from tests.documents.contents import SVG, official, template, unit_sheet, workbook
from tests.documents.reading import pages
from tests.interop.test_libreoffice import saved
from tests.machine import PDFTOTEXT

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.progress import Measure, Progress

pytestmark = pytest.mark.interop

VI = catalogue("vi")
DAY = date(2023, 11, 30)
FRAMES = {19: date(2023, 11, 30), 17: date(2025, 1, 1), 5: date(2026, 10, 31)}
XLSX = "xlsx:Calc MS Excel 2007 XML"
NUMBER = r"([\d.]+(?:,\d+)?|–)"
RATE = rf"{NUMBER}(?: %)?"
MEASURE = r"\s+".join([*[NUMBER] * 4, RATE, RATE, NUMBER, NUMBER])
ROW = re.compile(rf"^\s*(\d+)\s.*?\s{MEASURE}$")
TOTAL = re.compile(rf"^\s*(Tổng cộng)\s+{MEASURE}$")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for LibreOffice's own settings."""
    return tmp_path_factory.mktemp("profile")


def figures(demo_url: str, frame: date) -> Progress:
    """Return the demo's figures as of the day of the footnote, in the units of a day."""
    register = open_database(demo_url)
    found = report_progress(register, SYSTEM_SCOPE, Question(DAY, end_of_day(DAY), frame))
    register.close()
    return found


def text_of(pdf: Path, way: str = "-layout") -> str:
    """Return the text of a PDF as it stands on its pages, or in another way of the reader's."""
    done = subprocess.run([PDFTOTEXT.path(), way, pdf, "-"], capture_output=True, text=True, check=True)
    return done.stdout.replace("\N{NO-BREAK SPACE}", " ")


def plain(number: str) -> str | None:
    """Return a number as JSON has it; None where there is no rate."""
    return None if number == "–" else number.replace(".", "").replace(",", ".")


def expected(block: dict[str, Any]) -> list[str | None]:
    """Return a block of `landtrack progress --json` in the order of the table's columns."""
    keys = ("cases", "area_ha", "resolved", "resolved_ha", "rate_cases", "rate_area", "in_hand", "open")
    return [None if block[key] is None else str(block[key]) for key in keys]


@pytest.mark.parametrize("count", FRAMES)
def test_the_numbers_on_the_page_are_those_of_progress(
    demo_url: str, profile: Path, tmp_path: Path, count: int
) -> None:
    found = figures(demo_url, FRAMES[count])
    (tmp_path / "bao_cao.docx").write_bytes(official_report(official(progress=found), VI, template("official.docx")))
    text = text_of(saved(tmp_path / "bao_cao.docx", "pdf", profile, tmp_path) / "bao_cao.pdf")
    block = progress_block(found)
    rows = [match.groups() for line in text.splitlines() if (match := ROW.match(line))]
    assert [list(map(plain, row[1:])) for row in rows] == [expected(unit) for unit in block["units"]]
    totals = [match.groups() for line in text.splitlines() if (match := TOTAL.match(line))]
    assert [list(map(plain, row[1:])) for row in totals] == [expected(block["total"])] * 2
    assert len(rows) == count
    assert found.head in text


@pytest.mark.parametrize("count", FRAMES)
def test_a_spreadsheet_computes_the_totals_that_the_file_holds(
    demo_url: str, profile: Path, tmp_path: Path, count: int
) -> None:
    found = figures(demo_url, FRAMES[count])
    progress_workbook(workbook(progress=found), VI, tmp_path / "bieu.xlsx")
    # Formulas without their values: what comes back was computed by LibreOffice.
    bare, computed = tmp_path / "bare.xlsx", tmp_path / "computed"
    _without_values(tmp_path / "bieu.xlsx", bare)
    read = [
        load_workbook(path, data_only=True).worksheets[0]
        for path in (tmp_path / "bieu.xlsx", saved(bare, XLSX, profile, computed) / "bare.xlsx")
    ]
    held, again = ([[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)] for sheet in read)
    assert [[_rounded(cell) for cell in row] for row in held] == [[_rounded(cell) for cell in row] for row in again]
    total = next(row for row in again if row[2] == VI.text("Total"))
    groups = [found.whole.total, *(found.whole.bands[band] for band in Band)]
    assert total[3:] == [cell for measure in groups for cell in _cells(measure)]


def _without_values(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content) if "sheet1" in name else content)


def _rounded(cell: Any) -> Any:
    """Leave out the last binary digits of what was added in another order."""
    return round(cell, 9) if isinstance(cell, float) else cell


def _cells(measure: Measure) -> list[Any]:
    areas = [float(Decimal(area) / 100_000) for area in (measure.area, measure.resolved_area)]
    rates = [
        pytest.approx(part / whole) if whole else "–"
        for part, whole in ((measure.resolved, measure.cases), (measure.resolved_area, measure.area))
    ]
    return [
        measure.cases, pytest.approx(areas[0]), measure.resolved, pytest.approx(areas[1]), *rates, measure.in_hand,
        measure.open,
    ]  # fmt: skip


def test_a_sheet_is_one_page_and_goes_on_with_its_headings(profile: Path, tmp_path: Path) -> None:
    for late in (7, 500):
        path = tmp_path / f"phieu{late}.docx"
        path.write_bytes(unit_sheet_docx(unit_sheet(late), VI, template("unit_sheet.docx")))
        saved(path, "pdf", profile, tmp_path)
    assert text_of(tmp_path / "phieu7.pdf").count("\f") == 1
    text = text_of(tmp_path / "phieu500.pdf")
    long = text.count("\f")
    assert 5 <= long <= 7
    # In both columns of every page, the last of which may have one.
    assert text.count("Mã vụ việc") in {2 * long, 2 * long - 1}
    assert f"Trang {long}/{long}" in text
    assert {f"YT-2023-{number:05d}" for number in range(500)} == set(re.findall(r"YT-2023-\d{5}", text))


def test_the_pdf_holds_every_overdue_case_under_repeated_headings(tmp_path: Path) -> None:
    path = tmp_path / "phieu.pdf"
    path.write_bytes(unit_sheet_pdf(unit_sheet(500), VI, template("unit_sheet.typ"), small_map=SVG))
    # As it is read, not as it is laid out: the columns one after the other.
    text = text_of(path, "-raw")
    assert re.findall(r"YT-2023-\d{5}", text) == [f"YT-2023-{number:05d}" for number in range(500)]
    long = pages(path.read_bytes())
    assert text.count("Mã vụ việc") in {2 * long, 2 * long - 1}
    assert f"Trang {long}/{long}" in text
    assert "Cuối kỳ: 30/11/2023" in text
    assert "89,03 %" in text
