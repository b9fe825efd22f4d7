"""Workbooks of Excel: kinds of values, formulas, errors, days, and sheets of every size."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.source import CellError
from landtrack.formats.intake.open_source import open_source
from tests.formats.intake.files import codes, refusal_of, rows, table_of, values, xlsx, zipped

if TYPE_CHECKING:
    from pathlib import Path


def started() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def saved(tmp_path: Path, book: openpyxl.Workbook) -> Path:
    book.save(tmp_path / "sổ.xlsx")
    return tmp_path / "sổ.xlsx"


def test_values_keep_their_kinds(tmp_path: Path) -> None:
    book, sheet = started()
    sheet.append(
        ["Đồng Kỳ", 12, 12.5, date(2014, 7, 1), datetime(2014, 7, 1, 8, 30), time(8, 30), True, " ", None, "  An "]  # noqa: DTZ001 - a sheet knows no zones
    )
    sheet.append([None, None, 100.0])
    table = table_of(saved(tmp_path, book))
    assert values(table) == [
        ("Đồng Kỳ", 12, 12.5, date(2014, 7, 1), datetime(2014, 7, 1, 8, 30), time(8, 30), True, None, None, "  An "),  # noqa: DTZ001 - the same
        (None, None, 100),
    ]
    assert [type(value) for value in table.rows[0].values[1:6]] == [int, float, date, datetime, time]
    assert type(table.rows[1].values[2]) is int
    assert (table.headings, table.shapes, table.system, table.problems) == (None, None, None, ())


def test_long_numbers_are_whole(tmp_path: Path) -> None:
    cells = "<c r='A1'><v>24123456789</v></c><c r='B1'><v>2.4123456789E10</v></c><c r='C1'><v>12.0</v></c>"
    more = "<c r='D1'><v>0.30000000000000004</v></c><c r='E1'><v>1.2345678901234E+29</v></c><c r='F1'><v>NaN</v></c>"
    table = table_of(xlsx(tmp_path / "a.xlsx", rows(cells + more)))
    found = table.rows[0].values
    assert found == (24123456789, 24123456789, 12, 0.30000000000000004, 123456789012340000000000000000, "NaN")
    assert [type(value) for value in found[:3]] == [int, int, int]


def test_errors_are_no_texts(tmp_path: Path) -> None:
    table = table_of(xlsx(tmp_path / "a.xlsx", rows('<c r="A1" t="e"><f>B9</f><v>#REF!</v></c>')))
    assert values(table) == [(CellError("#REF!"),)]
    assert table.problems == ()


def test_formulas_give_what_was_computed(tmp_path: Path) -> None:
    computed = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c>'
    empty = '<c r="C1" t="str"><f>""</f><v></v></c>'
    bare = '<c r="AB2"><f>SUM(A1)</f></c>'
    table = table_of(xlsx(tmp_path / "a.xlsx", rows(computed + empty, bare)))
    assert values(table) == [(2, "a")]
    (problem,) = table.problems
    assert (problem.severity, problem.code) == (Severity.WARNING, "intake.formula_without_value")
    assert (problem.sheet, problem.row, problem.cell) == ("Sổ", 2, "AB2")


def test_many_bare_formulas_are_counted(tmp_path: Path) -> None:
    table = table_of(xlsx(tmp_path / "a.xlsx", rows(*(["<c><f>A1</f></c>"] * 205))))
    assert len(table.problems) == 201
    assert table.problems[-1].arguments == {"count": 5}
    assert table.problems[199].cell == "A200"


def test_hidden_rows_merged_cells_and_blank_rows(tmp_path: Path) -> None:
    book, sheet = started()
    sheet["A2"] = "tiêu đề"
    sheet.merge_cells("A2:C3")
    sheet["B7"] = 1
    sheet.row_dimensions[7].hidden = True
    table = table_of(saved(tmp_path, book))
    assert [(row.number, row.values, row.hidden) for row in table.rows] == [
        (2, ("tiêu đề",), False),
        (7, (None, 1), True),
    ]
    assert table.merged == ((2, 0, 3, 2),)
    assert table.width == 2


def test_sheets_visible_first_charts_left_out(tmp_path: Path) -> None:
    book, first = started()
    first.title = "ẩn"
    first["A1"] = "giấu"
    first.sheet_state = "hidden"
    book.create_chartsheet("biểu đồ")
    book.create_sheet("Sổ")["A1"] = "đây"
    source = open_source(saved(tmp_path, book))
    assert source.sheets == ("Sổ", "ẩn")
    assert values(source.table()) == [("đây",)]
    assert values(source.table("ẩn")) == [("giấu",)]
    assert values(source.table(" SỔ ")) == [("đây",)]


def test_texts_are_put_together(tmp_path: Path) -> None:
    rich = '<si><r><t>Đồng </t></r><r><t xml:space="preserve">Kỳ </t></r><rPh><t>x</t></rPh></si>'
    cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"/>'
    inline = '<c t="inlineStr"><is><t>An</t><rPh><t>y</t></rPh></is></c>'
    table = table_of(xlsx(tmp_path / "a.xlsx", rows(cells + inline), texts=rich + "<si><t>a_x000D_\nb</t></si>"))
    assert values(table) == [("Đồng Kỳ ", "a\nb", None, "An")]


def test_texts_that_were_lost_are_no_empty_cells(tmp_path: Path) -> None:
    cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
    assert refusal_of(xlsx(tmp_path / "a.xlsx", rows(cells), texts="<si><t>An</t></si>")).code == "intake.damaged"


def test_days_by_format_and_epoch(tmp_path: Path) -> None:
    styles = (
        '<numFmts><numFmt numFmtId="200" formatCode="dd/mm/yyyy"/>'
        '<numFmt numFmtId="201" formatCode="0&quot; m2&quot;"/>'
        '<numFmt numFmtId="202" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="201"/><xf numFmtId="202"/></cellXfs>'
    )
    cells = "".join(f'<c s="{style}"><v>{value}</v></c>' for style, value in ((1, 41821), (2, 41821), (0, 41821)))
    odd = '<c s="1"><v>0</v></c><c s="1"><v>9999999</v></c><c s="3"><v>1.25</v></c><c t="d"><v>2014-07-01</v></c>'
    table = table_of(xlsx(tmp_path / "a.xlsx", rows(cells + odd), styles=styles))
    found = [(date(2014, 7, 1), 41821, 41821, 0, 9999999, 1.25, datetime(2014, 7, 1))]  # noqa: DTZ001 - no zones
    assert values(table) == found
    mac = xlsx(tmp_path / "b.xlsx", rows(cells), styles=styles, properties='<workbookPr date1904="1"/>')
    assert table_of(mac).rows[0].values[0] == date(2018, 7, 2)
    assert codes(table_of(mac)) == ["intake.other_epoch"]


def test_million_styled_rows_cost_nothing(tmp_path: Path) -> None:
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells = "".join(f'<c r="{letter}{{n}}" s="3"/>' for letter in "ABC")
    line = '<row r="{n}" spans="1:3" s="3" customFormat="1">' + cells + "</row>"
    empty = "".join(line.format(n=number) for number in range(2, 1_048_577))
    table = table_of(xlsx(tmp_path / "a.xlsx", f"<sheetData>{first}{empty}</sheetData>"))
    assert [row.number for row in table.rows] == [1]


def test_a_stray_cell_at_the_end_of_the_sheet(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    table = table_of(xlsx(tmp_path / "a.xlsx", f"<sheetData>{data}</sheetData>"))
    assert [(row.number, len(row.values)) for row in table.rows] == [(1, 1), (1_048_576, 16_384)]


def test_too_many_rows_and_cells(tmp_path: Path) -> None:
    many = "<row><c><v>1</v></c></row>" * 500_001
    refusal = refusal_of(xlsx(tmp_path / "a.xlsx", f"<sheetData>{many}</sheetData>"))
    assert (refusal.code, refusal.arguments["most"]) == ("intake.too_many_rows", 500_000)
    wide = '<row><c r="XFD1"><v>1</v></c></row>' * 1_300
    assert refusal_of(xlsx(tmp_path / "b.xlsx", f"<sheetData>{wide}</sheetData>")).code == "intake.too_many_cells"


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData><row><c><v>1</v></row>",
        '<sheetData><row><c r="XFE1"><v>1</v></c></row></sheetData>',
        '<sheetData><row><c r="1"><v>1</v></c></row></sheetData>',
        '<sheetData><row><c t="d"><v>hôm qua</v></c></row></sheetData>',
    ],
)
def test_damaged_sheets(tmp_path: Path, sheet: str) -> None:
    assert refusal_of(xlsx(tmp_path / "a.xlsx", sheet)).code == "intake.damaged"


def test_entities_are_not_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", rows("<c><v>1</v></c>"))
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    document = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    parts["xl/workbook.xml"] = document + parts["xl/workbook.xml"]
    assert refusal_of(zipped(path, parts)).code == "intake.damaged"


def test_no_worksheet_macros_and_binary_workbooks(tmp_path: Path) -> None:
    assert refusal_of(xlsx(tmp_path / "a.xlsx", names=())).code == "intake.no_sheets"
    path = xlsx(tmp_path / "b.xlsm", rows("<c><v>1</v></c>"))
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    assert codes(table_of(path)) == ["intake.macros"]
    with zipfile.ZipFile(tmp_path / "c.xlsb", "w") as packed:
        packed.writestr("xl/workbook.bin", b"x")
    refusal = refusal_of(tmp_path / "c.xlsb")
    assert (refusal.code, refusal.arguments["kind"]) == ("intake.save_as", "XLSB")
