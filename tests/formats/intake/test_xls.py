"""Workbooks of Excel 97 to 2003."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
import xlwt

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.source import CellError
from landtrack.formats.intake import xls
from landtrack.formats.intake.open_source import open_source
from tests.formats.intake.files import codes, refusal_of, table_of, values

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def book() -> xlwt.Workbook:
    return xlwt.Workbook()


def saved(tmp_path: Path, book: xlwt.Workbook) -> Path:
    book.save(str(tmp_path / "sổ.xls"))
    return tmp_path / "sổ.xls"


def test_values_keep_their_kinds(tmp_path: Path, book: xlwt.Workbook) -> None:
    sheet = book.add_sheet("Sổ")
    day, moment = xlwt.easyxf(num_format_str="dd/mm/yyyy"), xlwt.easyxf(num_format_str="dd/mm/yyyy hh:mm")
    for column, value in enumerate(["Đồng Kỳ", 12, 12.5, 24123456789, True, " "]):
        sheet.write(0, column, value)
    sheet.write(0, 6, date(2014, 7, 1), day)
    sheet.write(0, 7, datetime(2014, 7, 1, 8, 30), moment)  # noqa: DTZ001 - a sheet knows no zones
    sheet.row(0).set_cell_error(8, "#REF!")
    sheet.write(0, 9, None, day)
    found = table_of(saved(tmp_path, book)).rows[0].values
    expected = ("Đồng Kỳ", 12, 12.5, 24123456789, True, None, date(2014, 7, 1), datetime(2014, 7, 1, 8, 30))  # noqa: DTZ001 - the same
    assert found == (*expected, CellError("#REF!"))
    assert [type(value) for value in found[1:5]] == [int, float, int, bool]


def test_hidden_rows_merged_cells_and_sheets(tmp_path: Path, book: xlwt.Workbook) -> None:
    book.add_sheet("ẩn").visibility = 1
    sheet = book.add_sheet("Sổ")
    sheet.write_merge(1, 2, 0, 3, "tiêu đề")
    sheet.write(6, 1, 1)
    sheet.row(6).hidden = True
    source = open_source(saved(tmp_path, book))
    assert (source.form, source.sheets) == ("xls", ("Sổ", "ẩn"))
    table = source.table()
    assert [(row.number, row.values, row.hidden) for row in table.rows] == [
        (2, ("tiêu đề",), False),
        (7, (None, 1), True),
    ]
    assert table.merged == ((2, 0, 3, 3),)
    assert values(source.table("ẩn")) == []
    assert [source.table(name).hidden for name in source.sheets] == [False, True]


def test_days_from_1904(tmp_path: Path, book: xlwt.Workbook) -> None:
    book.dates_1904 = True
    book.add_sheet("Sổ").write(0, 0, 41821, xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    table = table_of(saved(tmp_path, book))
    assert values(table) == [(date(2018, 7, 2),)]
    assert codes(table) == ["intake.other_epoch"]


def test_password_is_told(tmp_path: Path, book: xlwt.Workbook) -> None:
    book.add_sheet("Sổ").write(0, 0, "kín")
    path = saved(tmp_path, book)
    content = bytearray(path.read_bytes())
    # The record of the code page becomes one that says the rest is encrypted.
    place = content.index(b"\x42\x00\x02\x00")
    content[place : place + 2] = b"\x2f\x00"
    path.write_bytes(content)
    assert refusal_of(path).code == "intake.encrypted"


def test_damaged_everywhere_is_refused_or_read(tmp_path: Path, book: xlwt.Workbook) -> None:
    sheet = book.add_sheet("Sổ")
    for row in range(20):
        sheet.write(row, 0, f"Đồng Kỳ {row}")
        sheet.write(row, 1, row)
    whole = saved(tmp_path, book).read_bytes()
    told = set()
    for place in range(0, len(whole), 61):
        damaged = tmp_path / "hỏng.xls"
        damaged.write_bytes(whole[:place] + b"\xff\xfe\xfd" + whole[place + 3 :])
        try:
            table_of(damaged)
        except Refusal as refusal:
            told.add(refusal.code)
    assert "intake.damaged" in told
    assert told <= {"intake.damaged", "intake.unknown", "intake.no_sheets"}


def test_cut_short(tmp_path: Path, book: xlwt.Workbook) -> None:
    book.add_sheet("Sổ").write(0, 0, "x")
    path = saved(tmp_path, book)
    path.write_bytes(path.read_bytes()[:2048])
    assert refusal_of(path).code in {"intake.damaged", "intake.unknown"}


def test_too_large_for_memory(tmp_path: Path, book: xlwt.Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    book.add_sheet("Sổ").write(0, 0, "x")
    monkeypatch.setattr(xls, "LARGEST_XLS_FILE", 100)
    assert refusal_of(saved(tmp_path, book)).code == "intake.too_large"
