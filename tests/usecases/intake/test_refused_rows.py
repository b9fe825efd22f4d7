"""The refused rows as a workbook: the same columns, the reason, nothing that could run; mended, they come in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.source import CellError
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.formats.intake.refused_workbook import write_refused_workbook
from landtrack.usecases.intake.import_cases import import_source
from landtrack.usecases.intake.import_choices import NO_CHOICES, ImportChoices
from landtrack.usecases.intake.read_source import read_source
from landtrack.usecases.intake.refused_rows import write_refused
from landtrack.usecases.record_case import record_case
from tests.builders import facts
from tests.golden_workbook import SYSTEM, golden, write_golden
from tests.usecases.intake.layers import INSIDE, layer, official
from tests.usecases.intake.sheets import HEADINGS, bring, cells, counts, problems, row, workbook

if TYPE_CHECKING:
    from landtrack.domain.intake.source import Value


def refuse(register, path, out, choices=NO_CHOICES):
    """Import the clean rows, and write the refused ones to ``out``."""
    source = read_source(register, SYSTEM_SCOPE, path, None, choices)
    report = import_source(register, SYSTEM_SCOPE, source, dry_run=False, only_clean=True, language="en")
    return report, write_refused(report, source, out, "en")


def rows_of(out):
    return [[cell.value for cell in line] for line in openpyxl.load_workbook(out).worksheets[0].iter_rows()]


def test_mended_rows_come_in_and_the_others_are_known(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(), row(parcel="2", area="nhiều"), row(parcel="3", area=-1))
    report, count = refuse(register, path, tmp_path / "lai.xlsx")
    assert (counts(report), count) == ((1, 0, 0, 2), 2)
    head, second, third = rows_of(tmp_path / "lai.xlsx")
    assert head == [*row(), "Reason for refusal"]
    assert second[-1].startswith("I3: “nhiều” is not a number.")
    place = head.index(HEADINGS["area"])
    book = openpyxl.load_workbook(tmp_path / "lai.xlsx")
    for line in (2, 3):
        book.worksheets[0].cell(line, place + 1).value = 500
    book.save(tmp_path / "lai.xlsx")
    assert counts(bring(register, tmp_path / "lai.xlsx")) == (2, 0, 0, 0)
    assert third[head.index(HEADINGS["found"])].date() == date(2021, 5, 4)


def test_the_golden_rows_come_back_as_they_were(register, tmp_path):
    made = golden()
    path = write_golden(tmp_path / "a.xlsx", made)
    choices = ImportChoices(system=SYSTEM)
    report, count = refuse(register, path, tmp_path / "lai.xlsx", choices)
    assert count == report.refused
    again = bring(register, tmp_path / "lai.xlsx", choices=choices, dry_run=True)
    assert counts(again) == (0, 0, 0, count)
    # The rows follow one another now.
    columns = [one.cell.rstrip("0123456789") for one in report.problems if one.severity == "error"]
    assert [one.cell.rstrip("0123456789") for one in again.problems if one.severity == "error"] == columns


def test_nothing_in_it_runs(register, tmp_path):
    texts: list[Value] = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        '=HYPERLINK("http://x")',
        "'=1",
        "\x01=1",
        CellError("#REF!"),
    ]
    write_refused_workbook(tmp_path / "a.xlsx", "S[h]eet*1", ["=cmd()"] * len(texts), [(texts, "=2+2")], "=why")
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    for line in page.iter_rows():
        for cell in line:
            assert cell.data_type == ("e" if cell.value == "#REF!" else "s")
    assert page["A2"].value == "=1+1"


def test_what_holds_no_value_stays_refused_until_one_is_typed(register, unit, tmp_path):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    path = workbook(tmp_path / "so.xlsx", cells(code="YT-1", hamlet="=1+1", area=500))
    report, _ = refuse(register, path, tmp_path / "lai.xlsx")
    assert problems(report) == [("B2", "intake.formula_without_value")]
    again = bring(register, tmp_path / "lai.xlsx")
    assert problems(again) == [("B2", "cell.error_value")]
    book = openpyxl.load_workbook(tmp_path / "lai.xlsx")
    book.worksheets[0]["B2"] = "Xóm Mới"
    book.save(tmp_path / "lai.xlsx")
    assert counts(bring(register, tmp_path / "lai.xlsx")) == (0, 1, 0, 0)


def test_errors_that_excel_does_not_know_stay_errors(tmp_path):
    write_refused_workbook(tmp_path / "a.xlsx", "A", ["x"], [([CellError("Err:502")], "")], "why")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("#VALUE!", "e")


def test_shapes_come_back_as_text_that_the_import_reads(register, tmp_path):
    path = layer(tmp_path / "a.gpkg", official(INSIDE), HANH_VI=["Bay"])
    report, _ = refuse(register, path, tmp_path / "lai.xlsx")
    assert counts(report) == (0, 0, 0, 1)
    book = openpyxl.load_workbook(tmp_path / "lai.xlsx")
    page = book.worksheets[0]
    place = [cell.value for cell in page[1]].index("HANH_VI") + 1
    page.cell(2, place).value = "Lấn đất"
    book.save(tmp_path / "lai.xlsx")
    mended = bring(register, tmp_path / "lai.xlsx", choices=ImportChoices(system="EPSG:9214"))
    assert (counts(mended), mended.problems) == ((1, 0, 0, 0), ())


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path):
    with pytest.raises(Refusal, match=r"database\.no_folder"):
        write_refused_workbook(tmp_path / "nowhere" / "a.xlsx", "S", ["A"], [], "why")
