"""Sheets and layers with the same headings are one import; each problem names its sheet."""

from __future__ import annotations

import zipfile

import geopandas
import openpyxl
import pytest
from openpyxl import load_workbook
from shapely import Point

from landtrack.domain.question import Question, day_in_vietnam
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.messages import catalogue
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.intake.import_cases import import_source
from landtrack.usecases.intake.import_choices import NO_CHOICES, ImportChoices
from landtrack.usecases.intake.read_source import read_source
from landtrack.usecases.intake.refused_rows import write_refused
from landtrack.usecases.intake.report_words import problem_sentence, report_json
from landtrack.usecases.intake.undo_import import undo_import
from landtrack.usecases.record_case import record_case
from tests.builders import facts
from tests.usecases.intake.layers import INSIDE, layer, official
from tests.usecases.intake.sheets import NEIGHBOUR, bring, cells, counts, row, workbook


def sheets(path, **named):
    """Write a workbook with a sheet for each name."""
    (title, rows), *others = named.items()
    workbook(path, *rows, title=title)
    book = load_workbook(path)
    for name, more in others:
        page = book.create_sheet(name)
        for one in (list(more[0]), *(list(each.values()) for each in more)):
            page.append(one)
    book.save(path)
    return path


@pytest.fixture
def communes(tmp_path):
    """Give a workbook with a sheet for each commune; the second rows of both are faulty."""
    first = (row(), row(parcel="2", area="nhiều"), row(parcel="3"))
    second = (row(unit=NEIGHBOUR), row(unit=NEIGHBOUR, parcel="2", kind="Bay"))
    return sheets(tmp_path / "so.xlsx", A=first, B=second)


def told(report, language="vi"):
    say = catalogue(language)
    return [(one.sheet, one.row, one.cell, problem_sentence(one, say)) for one in report.problems]


def test_a_workbook_with_a_sheet_for_each_commune_is_one_import(register, communes):
    report = bring(register, communes, only_clean=True)
    assert (counts(report), report.sheets) == ((3, 0, 0, 2), ("A", "B"))
    wrong = [(one.sheet, one.row, one.cell, one.code) for one in report.problems if one.severity == "error"]
    assert wrong == [("A", 3, "I3", "cell.number_malformed"), ("B", 3, "F3", "cell.word_unknown")]
    refused = [(one.sheet, one.row) for one in report.rows if one.action == "refused"]
    assert refused == [("A", 3), ("B", 3)]
    assert [(one.sheet, one.row) for one in report.rows if one.action == "added"] == [("A", 2), ("A", 4), ("B", 2)]
    assert [one.code for one in report.problems if "sheets" in one.code] == ["import.sheets_joined"]
    said = report_json(report, catalogue("vi"))
    assert (said["sheets"], {one["sheet"] for one in said["rows"]}) == (["A", "B"], {"A", "B"})
    assert counts(bring(register, communes, only_clean=True)) == (0, 0, 3, 2)
    assert report.entry is not None
    undo_import(register, SYSTEM_SCOPE, report.entry, "")
    assert counts(bring(register, communes, dry_run=True)) == (3, 0, 0, 2)


def test_an_error_in_one_sheet_keeps_all_back(register, communes):
    report = bring(register, communes)
    assert (counts(report), report.entry) == ((3, 0, 0, 2), None)


def test_a_chosen_sheet_is_read_alone_and_the_others_are_warned_of(register, communes):
    for choices in (ImportChoices(sheet="B"), ImportChoices(mapping={"sheet": "B"})):
        report = bring(register, communes, choices=choices, dry_run=True)
        assert (counts(report), report.sheets) == ((1, 0, 0, 1), ())
        others = {one.code: one.arguments["sheets"] for one in report.problems if "other" in one.code}
        assert others == {"import.other_lists": "A (3)"}


def test_what_names_another_row_names_its_sheet(register, tmp_path):
    coded = {"A": (row(code="X-1"), row(code="X-2", parcel="2")), "B": (row(code="X-1", parcel="7"), row(code="X-3"))}
    report = bring(register, sheets(tmp_path / "so.xlsx", **coded), dry_run=True)
    twice, same = [one for one in told(report) if one[1] is not None]
    assert twice[:2] == ("B", 2)
    assert "dòng 2 (A)" in twice[3]
    assert same[:2] == ("B", 3)
    assert "dòng 2 (A)" in same[3]


def test_warnings_of_a_heading_name_their_sheet_and_those_of_all_sheets_none(register, tmp_path):
    rows = {name: ({**row(parcel=name), "Lạ": "1"},) for name in ("A", "B")}
    report = bring(register, sheets(tmp_path / "so.xlsx", **rows), dry_run=True)
    places = [(one.sheet, one.code) for one in report.problems if one.row is None]
    assert places == [("", "import.sheets_joined"), ("A", "sheet.column_unread"), ("B", "sheet.column_unread")]


def test_what_was_chosen_of_columns_holds_for_all(register, communes):
    choices = ImportChoices(mapping={"columns": {"Diện tích vi phạm (m2)": {"area_unit": "ha"}, "Thôn": None}})
    source = read_source(register, SYSTEM_SCOPE, communes, None, choices)
    for part in source.parts:
        assert [column.area_unit for column in part.reading.columns if column.meaning == "area"] == ["ha"]
        assert "hamlet" not in {column.meaning for column in part.reading.columns}


def test_where_rows_are_said_to_be_headings_only_that_sheet_is_like_itself(register, communes):
    source = read_source(register, SYSTEM_SCOPE, communes, None, ImportChoices(mapping={"heading_rows": [2]}))
    assert source.joined == ()
    assert [sheet for sheet, _ in source.others] == ["B"]


def test_refused_rows_of_all_sheets_come_back_with_their_own_reasons(register, communes, tmp_path):
    source = read_source(register, SYSTEM_SCOPE, communes, None, NO_CHOICES)
    report = import_source(register, SYSTEM_SCOPE, source, dry_run=False, only_clean=True, language="en")
    assert write_refused(report, source, tmp_path / "lai.xlsx", "en") == 2
    lines = [list(line) for line in openpyxl.load_workbook(tmp_path / "lai.xlsx").worksheets[0].values]
    assert [str(line[-1]).split(" ")[0] for line in lines[1:]] == ["I3:", "F3:"]
    assert [line[0] for line in lines[1:]] == ["Thị trấn Phồn Xương", NEIGHBOUR]


def test_our_own_layers_come_back_in_one_import(register, unit, tmp_path):
    for number, shape in enumerate((INSIDE, Point(106.1269, 21.4672), None)):
        record_case(register, SYSTEM_SCOPE, f"YT-{number}", facts(unit, geometry=shape, parcel=str(number)))
    out, question = tmp_path / "vu_viec.gpkg", Question(day_in_vietnam(register.now()), register.known_now())
    export_cases(register, SYSTEM_SCOPE, question, None, out, form="gpkg")
    report = bring(register, out)
    assert (counts(report), len(report.sheets)) == ((0, 0, 3, 0), 3)
    assert not [one for one in report.problems if one.severity != "note"]


def test_numbers_of_features_that_repeat_are_told_apart(register, tmp_path):
    drawn = official(INSIDE)
    for name in ("a", "b"):
        path = layer(tmp_path / f"{name}.gpkg", drawn, drawn, SO_TO=[name, name])
        frame = geopandas.read_file(path)
        frame.loc[1, "HANH_VI"] = "Bay" if name == "b" else "Lấn đất"
        frame.to_file(tmp_path / f"{name}.shp", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "hai.zip", "w") as packed:
        for part in sorted(tmp_path.glob("[ab].[!g]*")):
            packed.write(part, part.name)
    report = bring(register, tmp_path / "hai.zip", only_clean=True)
    assert (counts(report), report.sheets) == ((3, 0, 0, 1), ("a", "b"))
    ((wrong, _),) = [(one, one.row) for one in report.problems if one.severity == "error"]
    first, second = (read_source(register, SYSTEM_SCOPE, tmp_path / "hai.zip", None, NO_CHOICES)).parts
    assert [row.number for row in first.table.rows] == [row.number for row in second.table.rows]
    assert (wrong.sheet, wrong.row, wrong.code) == ("b", second.table.rows[1].number, "cell.word_unknown")


def test_a_system_is_asked_for_each_layer_that_lacks_it(register, tmp_path):
    layer(tmp_path / "a.gpkg", official(INSIDE), official(INSIDE))
    frame = geopandas.read_file(tmp_path / "a.gpkg")
    frame["SO_TO"] = "7"
    frame.to_file(tmp_path / "b.shp", encoding="utf-8")
    frame["SO_TO"] = "8"
    frame.to_file(tmp_path / "c.shp", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "hai.zip", "w") as packed:
        for part in sorted(tmp_path.glob("[bc].*")):
            if part.name != "c.prj":
                packed.write(part, part.name)
    report = bring(register, tmp_path / "hai.zip", only_clean=True)
    assert counts(report) == (2, 0, 0, 2)
    asked = [(one.sheet, one.arguments["shapes"]) for one in report.problems if "system" in one.code]
    assert asked == [("c", 2)]


def test_rows_of_known_cases_are_compared_in_every_sheet(register, unit, tmp_path):
    for code in ("YT-1", "YT-2"):
        record_case(register, SYSTEM_SCOPE, code, facts(unit))
    named = {
        name: (cells(code=code, hamlet="Xóm Mới", area=500, kind="Lấn đất"),)
        for name, code in (("A", "YT-1"), ("B", "YT-2"))
    }
    report = bring(register, sheets(tmp_path / "so.xlsx", **named))
    assert counts(report) == (0, 2, 0, 0)
    assert [(one.sheet, one.row, one.code, one.changes[0].cell) for one in report.rows] == [
        ("A", 2, "YT-1", "B2"),
        ("B", 2, "YT-2", "B2"),
    ]


def test_a_hidden_sheet_is_not_read_with_the_others_but_warned_of(register, communes):
    book = load_workbook(communes)
    book["A"].sheet_state = "hidden"
    book.save(communes)
    report = bring(register, communes, dry_run=True)
    assert (counts(report), report.sheets) == ((1, 0, 0, 1), ())
    others = {one.code: one.arguments["sheets"] for one in report.problems if "other" in one.code}
    assert others == {"import.other_lists": "A (3)"}


def test_empty_layers_beside_the_cases_are_nothing_to_speak_of(register, unit, tmp_path):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, geometry=INSIDE))
    out, question = tmp_path / "vu_viec.gpkg", Question(day_in_vietnam(register.now()), register.known_now())
    export_cases(register, SYSTEM_SCOPE, question, None, out, form="gpkg")
    report = bring(register, out)
    assert (counts(report), report.sheets, report.problems) == ((0, 0, 1, 0), (), ())
