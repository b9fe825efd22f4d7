"""Workbooks of LibreOffice."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.intake.source import CellError
from landtrack.formats.intake.open_source import open_source
from tests.formats.intake.files import codes, refusal_of, table_of, values, zipped

if TYPE_CHECKING:
    from pathlib import Path

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("calcext", "x"),
    )
)
WIDE = 'table:number-columns-repeated="16384"'


def ods(tmp_path: Path, tables: str, styles: str = "", manifest: str = "") -> Path:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    mime = b"application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": mime, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    return zipped(tmp_path / "sổ.ods", parts)


def sheet(*lines: str, name: str = "Sổ", style: str = "") -> str:
    inside = "".join(line if line.startswith("<table:table-row") else row(line) for line in lines)
    return f'<table:table table:name="{name}" table:style-name="{style}">{inside}</table:table>'


def row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def cell(kind: str, text: str = "", **attributes: str) -> str:
    more = " ".join(f'office:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'


def test_values_keep_their_kinds(tmp_path: Path) -> None:
    cells = (
        cell("string", "Đồng<text:s text:c='2'/>Kỳ"),
        cell("float", "12,0", value="12"),
        cell("currency", "12,5 đ", value="12.5"),
        cell("percentage", "50 %", value="0.5"),
        cell("date", "01/07/14", date_value="2014-07-01"),
        cell("date", "", date_value="2014-07-01T08:30:00"),
        cell("time", "", time_value="PT08H30M00S"),
        cell("boolean", "ĐÚNG", boolean_value="true"),
        cell("date", "", date_value="-0001-07-01"),
        cell("time", "", time_value="PT30H00M00S"),
    )
    found = table_of(ods(tmp_path, sheet("".join(cells)))).rows[0].values
    days = (date(2014, 7, 1), datetime(2014, 7, 1, 8, 30), time(8, 30))  # noqa: DTZ001 - a sheet knows no zones
    assert found == ("Đồng  Kỳ", 12, 12.5, 0.5, *days, True, "-0001-07-01", "PT30H00M00S")
    assert [type(value) for value in found[1:3]] == [int, float]


def test_lines_and_remarks(tmp_path: Path) -> None:
    inside = "<office:annotation><text:p>nhớ hỏi</text:p></office:annotation><text:p>một<text:tab/>dòng</text:p>"
    cells = f"<table:table-cell office:value-type='string'>{inside}<text:p>hai<text:span> từ</text:span></text:p>"
    table = table_of(ods(tmp_path, sheet(cells + "</table:table-cell>")))
    assert values(table) == [("một\tdòng\nhai từ",)]


def test_errors_and_formulas(tmp_path: Path) -> None:
    error = '<table:table-cell office:value-type="string" calcext:value-type="error">'
    error += "<text:p>#REF!</text:p></table:table-cell>"
    bare = '<table:table-cell table:formula="of:=1+1"/>'
    computed = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    table = table_of(ods(tmp_path, sheet(error + bare + computed)))
    assert values(table) == [(CellError("#REF!"), None, 2)]
    assert [(problem.code, problem.cell) for problem in table.problems] == [("intake.formula_without_value", "B1")]


def test_repeated_cells_and_rows(tmp_path: Path) -> None:
    twice = '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>'
    gap = '<table:table-cell table:number-columns-repeated="3"/>'
    end = f"<table:table-cell {WIDE}/>"
    lines = (row(gap + twice + end, 'table:number-rows-repeated="2"'), row(end, 'table:number-rows-repeated="1048000"'))
    hidden = row(cell("float", value="1"), 'table:visibility="filter"')
    table = table_of(ods(tmp_path, sheet(*lines, hidden)))
    wide = (None, None, None, 7, 7)
    found = [(row.number, row.values, row.hidden) for row in table.rows]
    assert found == [(1, wide, False), (2, wide, False), (1_048_003, (1,), True)]


def test_merged_cells_and_hidden_sheets(tmp_path: Path) -> None:
    style = '<style:style style:name="t1"><style:table-properties table:display="false"/></style:style>'
    wide = '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3">'
    wide += "<text:p>x</text:p></table:table-cell>"
    covered = "<table:covered-table-cell/><table:table-cell><text:p>y</text:p></table:table-cell>"
    first = sheet(cell("string", "giấu"), name="ẩn", style="t1")
    source = open_source(ods(tmp_path, first + sheet(wide + covered), style))
    assert (source.form, source.sheets) == ("ods", ("Sổ", "ẩn"))
    assert source.table().merged == ((1, 0, 3, 1),)
    assert values(source.table()) == [("x", None, "y")]
    assert values(source.table("ẩn")) == [("giấu",)]
    assert [source.table(name).hidden for name in source.sheets] == [False, True]
    assert codes(source.table()) == []


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ("", "intake.no_sheets"),
        (sheet(f'<table:table-cell {WIDE} office:value-type="float" office:value="7"/>' * 2), "intake.damaged"),
        (
            sheet(row(cell("float", value="1"), 'table:number-rows-repeated="500001"')),
            "intake.too_many_rows",
        ),
        ("<table:table", "intake.damaged"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, tables: str, code: str) -> None:
    assert refusal_of(ods(tmp_path, tables)).code == code


def test_password_is_told(tmp_path: Path) -> None:
    path = ods(tmp_path, sheet(), manifest="<manifest:encryption-data/>")
    assert refusal_of(path).code == "intake.encrypted"


def test_a_part_is_missing(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.ods", {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
    assert refusal_of(path).code == "intake.damaged"
