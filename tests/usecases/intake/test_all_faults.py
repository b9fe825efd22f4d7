"""Every fault of a row is told in the first dry run, each once; what rests on a faulty value is not judged."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook
from shapely import Point

from landtrack.domain.intake.outcome import Action
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.formats.coordinates import from_wgs84
from landtrack.store.histories import find_history
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.intake.read_source import read_source
from landtrack.usecases.intake.refused_rows import write_refused
from landtrack.usecases.record_case import record_case
from tests.builders import facts
from tests.usecases.intake.sheets import RESOLVED, bring, counts, problems, row, workbook

CHOICES = ImportChoices(system="EPSG:9214")
SOON = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        # The area is wrong; status, day and form are looked at all the same.
        ({"area": "nhiều", "status": RESOLVED, "day": date(2020, 1, 1)},
         ["I2 cell.number_malformed", "K2 change.before_found", "L2 change.form_missing"]),
        ({"area": None, "kind": None, "status": RESOLVED, "day": SOON, "form": "Tháo dỡ"},
         ["F2 import.cell_missing", "I2 import.cell_missing", "K2 change.in_future"]),
        ({"unit": "Xã Không Có", "found": SOON, "land": "XYZ"},
         ["A2 import.unit_unknown", "E2 cell.land_type_unknown", "H2 case.found_in_future"]),
        ({"unit": None, "when": "2025", "status": RESOLVED},
         ["A2 import.cell_missing", "G2 case.occurred_after_found", "K2 import.status_day_missing",
          "L2 change.form_missing"]),
        # A status that nobody can read: its day can still lie in the future, but nothing is called missing or unwanted.
        ({"status": "Đã xử lý", "day": SOON, "form": "Tháo dỡ"}, ["J2 cell.word_ambiguous", "K2 change.in_future"]),
        ({"status": "bay", "day": None, "decision": "12/QĐ"}, ["J2 cell.word_unknown"]),
        ({"status": RESOLVED, "day": "32/1/2024"}, ["K2 cell.day_impossible", "L2 change.form_missing"]),
        ({"status": "Đang xử lý", "day": SOON, "form": "Tháo dỡ"}, ["K2 change.in_future", "L2 change.form_unwanted"]),
        # What rests on the day found, or on the area, is not judged where that is wrong.
        ({"found": "hôm qua", "status": "Đang xử lý", "day": date(1990, 1, 1), "when": "2025"},
         ["H2 cell.day_malformed"]),
        ({"found": None, "when": "2025", "status": "Đang xử lý", "day": date(1990, 1, 1)}, ["H2 import.cell_missing"]),
        ({"found": SOON, "when": "2028", "status": "Đang xử lý", "day": date(2024, 1, 1)},
         ["H2 case.found_in_future"]),
        ({"area": "?", "status": "Xử lý một phần", "day": date(2024, 1, 1), "form": "Tháo dỡ", "part": 900},
         ["I2 cell.number_malformed"]),
        ({"area": "?", "status": RESOLVED, "day": date(2024, 1, 1), "form": "Tháo dỡ", "part": 100},
         ["I2 cell.number_malformed"]),
    ],
)  # fmt: skip
def test_all_faults_of_a_new_case_are_told_at_once(register, tmp_path, changed, told):
    report = bring(register, workbook(tmp_path / "so.xlsx", row(**changed)), dry_run=True)
    assert sorted(f"{one.cell} {one.code}" for one in report.problems) == told
    assert counts(report) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"area": "nhiều", "status": RESOLVED, "day": date(2020, 1, 1)},
         ["J2 cell.number_malformed", "L2 change.before_found", "M2 change.form_missing"]),
        ({"unit": "Xã Không Có", "found": SOON}, ["B2 import.unit_unknown", "I2 case.found_in_future"]),
        ({"land": "XYZ", "status": RESOLVED}, ["F2 cell.land_type_unknown", "L2 import.status_day_missing",
                                               "M2 change.form_missing"]),
        ({"found": "?", "status": "Đang xử lý", "day": SOON}, ["I2 cell.day_imprecise", "L2 change.in_future"]),
        ({"found": "hôm qua", "status": "Đang xử lý", "day": date(1990, 1, 1)}, ["I2 cell.day_malformed"]),
    ],
)  # fmt: skip
def test_all_faults_of_a_known_case_are_told_at_once(register, tmp_path, unit, changed, told):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    path = workbook(tmp_path / "so.xlsx", {"Mã vụ việc": "YT-1", **row(**changed)})
    report = bring(register, path, dry_run=True)
    assert sorted(f"{one.cell} {one.code}" for one in report.problems) == told
    assert counts(report) == (0, 0, 0, 1)


def test_a_row_whose_code_cannot_stand_is_judged_for_itself(register, tmp_path):
    twice = {"Mã vụ việc": "YT-1"}
    path = workbook(
        tmp_path / "so.xlsx", twice | row(), twice | row(parcel="7", found=SOON, area=None, status=RESOLVED)
    )
    report = bring(register, path, dry_run=True)
    # That the area is missing is not said: with its right code the case may be known.
    assert sorted(f"{one.cell} {one.code}" for one in report.problems) == [
        "A3 import.code_twice", "I3 case.found_in_future", "L3 import.status_day_missing", "M3 change.form_missing",
    ]  # fmt: skip


def test_where_a_refused_case_lies_is_told_as_well(register, tmp_path):
    north, east = _metres(106.1650, 21.4427)
    path = workbook(tmp_path / "so.xlsx", {**row(area="?"), "X": north, "Y": east}, {**row(), "X": None, "Y": None})
    report = bring(register, path, choices=CHOICES, dry_run=True)
    assert problems(report) == [("I2", "cell.number_malformed")]
    assert problems(report, "warning") == [("M2", "import.outside_unit")]


def test_the_note_of_an_open_case_is_kept_in_its_history(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(note="Hộ nghèo"), row(parcel="7", note=None), row(parcel="8", note="x"))
    report = bring(register, path)
    assert [(one.code, one.arguments) for one in report.problems] == [("import.notes_kept", {"cases": 2})]
    codes = [one.code for one in report.rows if one.action is Action.ADDED]
    with register.reading() as view:
        kept = [find_history(view, SYSTEM_SCOPE, code).revisions[0].reason for code in codes]
    assert kept == ["Hộ nghèo", "", "x"]
    assert bring(register, path).entry is None


def test_the_note_of_a_known_open_case_is_warned_of_unless_it_is_kept_already(register, tmp_path):
    first = {"Mã vụ việc": "YT-1", **row(note="Hộ nghèo")}
    bring(register, workbook(tmp_path / "so.xlsx", first))
    assert problems(bring(register, tmp_path / "so.xlsx"), "warning") == []
    other = workbook(tmp_path / "khac.xlsx", {**first, "Ghi chú": "Đã chết"})
    assert problems(bring(register, other), "warning") == [("N2", "import.open_keeps_nothing")]


def test_what_is_wrong_with_a_merged_cell_is_told_once_and_refuses_all_of_its_rows(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", *[row(parcel=str(place), kind="bay lượn") for place in range(5)])
    book = load_workbook(path)
    page = book.active
    assert page is not None
    for cells in ("F2:F4", "I3:I5"):
        page.merge_cells(cells)
    page["F5"] = page["F6"] = "Lấn đất"
    book.save(path)
    report = bring(register, path)
    assert problems(report) == [("F2", "cell.word_unknown"), ("I3", "cell.merged")]
    assert [(one.row, one.rows) for one in report.problems] == [(2, 3), (3, 3)]
    assert counts(report) == (1, 0, 0, 4)
    source = read_source(register, SYSTEM_SCOPE, path, None, ImportChoices())
    write_refused(report, source, tmp_path / "tra lại.xlsx")
    again = load_workbook(tmp_path / "tra lại.xlsx").active
    assert again is not None
    reasons = [str(again.cell(place, again.max_column).value).count("\n") + 1 for place in range(2, 6)]
    assert reasons == [1, 2, 2, 1]


def test_the_name_of_a_commune_over_its_cases_is_wrong_once(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", *[row(parcel=str(place)) for place in range(3)])
    book = load_workbook(path)
    page = book.active
    assert page is not None
    page.delete_cols(1)
    page.insert_rows(2)
    page["A2"] = "Xã Không Có"
    book.save(path)
    report = bring(register, path, dry_run=True)
    assert problems(report) == [("A2", "import.unit_unknown")]
    assert counts(report) == (0, 0, 0, 3)


def test_a_formula_without_its_value_is_one_error(register, tmp_path):
    report = bring(register, workbook(tmp_path / "so.xlsx", row(area="=100+7"), row(parcel="2", hamlet="=B2")))
    assert [(one.cell, one.code) for one in report.problems] == [
        ("I2", "intake.formula_without_value"),
        ("B3", "intake.formula_without_value"),
    ]
    assert counts(report) == (0, 0, 0, 2)


def test_a_stray_row_is_one_error(register, tmp_path):
    stray = {"Xã": "Số liệu tính đến 30/11", "Ngày phát hiện": "xem biểu 2"}
    report = bring(register, workbook(tmp_path / "so.xlsx", row(), stray, row(parcel="2")), only_clean=True)
    assert problems(report) == [("A3", "row.not_a_case")]
    assert counts(report) == (2, 0, 0, 1)


def _metres(lon, lat):
    east, north = from_wgs84(Point(lon, lat), "EPSG:9214").coords[0]
    return round(north, 2), round(east, 2)


@pytest.mark.parametrize("first", ["X", "Y"])
def test_exchanged_coordinates_are_suggested_in_the_order_of_the_columns(register, tmp_path, first):
    north, east = 2374919.51, 409309.95
    x, y = (north, east) if first == "X" else (east, north)
    rows = [{**row(parcel=str(place)), "X": x, "Y": y} for place in range(3)]
    rows.append({**row(parcel="9"), "X": y, "Y": x})
    report = bring(register, workbook(tmp_path / "so.xlsx", *rows), choices=CHOICES, dry_run=True)
    (told,) = [one for one in report.problems if one.severity == "error"]
    right, wrong = ("2374919,51", "409309,95") if first == "X" else ("409309,95", "2374919,51")
    assert (told.cell, told.code, told.suggestion) == ("M5", "import.shape_swapped", f"X {right} · Y {wrong}")
    assert (told.arguments["x"], told.arguments["y"]) == (wrong, right)


def test_rows_in_another_order_than_the_rest_are_told_before_the_system_is_chosen(register, tmp_path):
    rows = [{**row(parcel=str(place)), "X": 2374919.51 + place, "Y": 409309.95} for place in range(4)]
    for place in (1, 3):
        rows[place] |= {"X": rows[place]["Y"], "Y": rows[place]["X"]}
    report = bring(register, workbook(tmp_path / "so.xlsx", *rows), dry_run=True)
    errors = [(one.cell, one.code, one.suggestion) for one in report.problems if one.severity == "error"]
    assert errors == [
        ("", "import.system_missing_proposed", "EPSG:9214"),
        ("M3", "import.shape_other_way", "X 2374920,51 · Y 409309,95"),
        ("M5", "import.shape_other_way", "X 2374922,51 · Y 409309,95"),
    ]
    assert counts(report) == (0, 0, 0, 4)
