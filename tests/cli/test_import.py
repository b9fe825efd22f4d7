"""landtrack import, imports, undo-import: as a person and as a program meet them."""

from __future__ import annotations

import json

import openpyxl
import pytest

from tests.builders import new_register
from tests.golden_workbook import FAULTS, ROWS, SYSTEM, golden, write_golden
from tests.usecases.intake.sheets import HEADINGS, row, workbook


@pytest.fixture
def url(sqlite_url):
    new_register(sqlite_url).close()
    return sqlite_url


@pytest.fixture
def clean(tmp_path):
    return workbook(tmp_path / "so.xlsx", row(), row(parcel="2"))


@pytest.fixture
def faulty(tmp_path):
    return workbook(tmp_path / "loi.xlsx", row(), row(parcel="2", area="nhiều"))


def cases(landtrack, url):
    return json.loads(landtrack("progress", "--database", url, "--json").out)["total"]["cases"]


def test_a_dry_run_a_run_and_taking_it_back(landtrack, url, clean):
    said = landtrack("import", clean, "--dry-run", "--database", url)
    assert (said.code, cases(landtrack, url)) == (0, 0)
    assert "Dry run: nothing was written." in said.out
    said = landtrack("import", clean, "--database", url)
    assert (said.code, cases(landtrack, url)) == (0, 2)
    assert "Written as log entry 4." in said.out
    said = landtrack("import", clean, "--database", url)
    assert (said.code, cases(landtrack, url)) == (0, 2)
    assert "the register has all of it" in said.out
    listed = landtrack("imports", "--database", url).out
    assert "so.xlsx" in listed
    said = landtrack("undo-import", 4, "--note", "nhầm", "--database", url)
    assert "2 cases withdrawn" in said.out
    assert cases(landtrack, url) == 0
    assert landtrack("undo-import", 4, "--database", url).code == 2
    assert landtrack("audit", "verify", "--database", url).code == 0


def test_what_is_wrong_with_headings_names_the_sheet_where_several_are_read(landtrack, url, tmp_path):
    path = workbook(tmp_path / "hai.xlsx", {**row(), "Lạ": "1"}, title="A")
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.worksheets[0]).title = "B"
    book.save(path)
    said = landtrack("import", path, "--dry-run", "--database", url).out
    unread = [line.split("  ")[1] for line in said.splitlines() if "“Lạ”" in line and "  " in line]
    assert [place.partition(":")[0] for place in unread] == ["A", "B"]


def test_json_has_the_counts_and_every_problem_with_its_place(landtrack, url, tmp_path):
    path = write_golden(tmp_path / "Biểu 01.xlsx", golden())
    said = landtrack("import", path, "--dry-run", "--json", "--crs", SYSTEM, "--database", url)
    found = json.loads(said.out)
    assert said.code == 1
    assert found["added"] + found["refused"] == ROWS
    assert (found["changed"], found["unchanged"], found["entry"]) == (0, 0, None)
    problems = [one for one in found["problems"] if one["row"] is not None]
    # One of the faults is that of a case which this register does not have.
    assert len(problems) == FAULTS - 1
    (one,) = [one for one in problems if one["cell"] == "J18"]
    assert one["sheet"] == "Biểu 01"
    assert one["severity"] == "error"
    assert one["sentence"].startswith("“nhiều” is not a number.")
    assert {type(found[name]) for name in ("added", "changed", "unchanged", "refused")} == {int}


def test_errors_end_with_1_and_leave_the_register_alone_but_for_the_clean_rows(landtrack, url, faulty, tmp_path):
    said = landtrack("import", faulty, "--database", url)
    assert (said.code, cases(landtrack, url)) == (1, 0)
    assert "I3" in said.out
    assert "Nothing was written: correct the errors" in said.out
    out = tmp_path / "lai.xlsx"
    said = landtrack("import", faulty, "--only-clean", "--refused", out, "--database", url)
    assert (said.code, cases(landtrack, url)) == (1, 1)
    page = openpyxl.load_workbook(out).worksheets[0]
    assert (page.max_row, page["A1"].value) == (2, HEADINGS["unit"])


def test_a_mapping_says_what_the_headings_do_not(landtrack, url, tmp_path):
    odd = {("Bề rộng" if name == HEADINGS["area"] else name): value for name, value in row(area="0,05").items()}
    path = workbook(tmp_path / "so.xlsx", odd)
    assert landtrack("import", path, "--dry-run", "--database", url).code == 1
    mapping = tmp_path / "m.json"
    mapping.write_text(json.dumps({"columns": {"Bề rộng": {"meaning": "area", "area_unit": "ha"}}}), "utf-8")
    said = landtrack("import", path, "--mapping", mapping, "--json", "--database", url)
    assert (said.code, json.loads(said.out)["added"]) == (0, 1)
    # It is remembered: the next file of this source needs no mapping.
    assert (
        landtrack("import", workbook(tmp_path / "b.xlsx", {**odd, HEADINGS["parcel"]: "9"}), "--database", url).code
        == 0
    )
    assert cases(landtrack, url) == 2


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--sheet", "Không có"), "Không có"),
        (("--mapping", "missing.json"), "There is no file missing.json"),
        (("--user", "nobody"), "There is no user “nobody”."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(landtrack, url, clean, more, sentence):
    said = landtrack("import", clean, *more, "--database", url)
    assert (said.code, cases(landtrack, url)) == (2, 0)
    assert sentence in said.err


@pytest.mark.parametrize("content", ["", "[]", "{", "1"])
def test_a_mapping_that_is_none_is_refused(landtrack, url, clean, tmp_path, content):
    mapping = tmp_path / "m.json"
    mapping.write_text(content, "utf-8")
    said = landtrack("import", clean, "--mapping", mapping, "--database", url)
    assert said.code == 2
    assert "cannot be read as a mapping" in said.err


def test_values_for_the_whole_file_and_the_day_of_its_units(landtrack, url, tmp_path):
    bare = {name: value for name, value in row().items() if name not in {HEADINGS["kind"], HEADINGS["found"]}}
    path = workbook(tmp_path / "so.xlsx", bare)
    said = landtrack("import", path, "--dry-run", "--database", url)
    assert said.code == 1
    assert "give one value for the whole file (on the command line: --set)" in said.out
    assert "Names and codes of area units as of " in said.out
    assert "(guessed; --frame chooses another)." in said.out
    given = ("--set", "kind=encroached", "--set", "found_on=04/05/2021", "--frame", "30/11/2023")
    said = landtrack("import", path, *given, "--database", url)
    assert (said.code, cases(landtrack, url)) == (0, 1)
    assert "as of 30/11/2023 (chosen)." in said.out
    assert "For the whole file: Found on = 04/05/2021; Kind of violation = encroached" in said.out
    mapping = tmp_path / "m.json"
    mapping.write_text(json.dumps({"defaults": {"kind": "lấn đất", "found_on": "05/05/2021"}}), "utf-8")
    said = landtrack(
        "import", path, "--mapping", mapping, "--set", "kind=occupied", "--dry-run", "--json", "--database", url
    )
    found = json.loads(said.out)
    assert (found["frame"], found["sheets"]) == ("2023-11-30", ["Biểu 1"])
    assert (found["reading"]["defaults"], found["reading"]["found_on"]) == ({"kind": "occupied"}, "2021-05-05")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("--set", "kind"), "“kind” is not FIELD=VALUE."),
        (("--set", "area=5"), "“area” cannot have one value for the whole file."),
        (("--set", "kind=Bay"), "“Bay” is not a word for “Kind of violation”."),
        (("--frame", "mai"), "“mai”"),
    ],
)
def test_a_value_that_means_nothing_is_one_sentence(landtrack, url, clean, given, sentence):
    said = landtrack("import", clean, *given, "--database", url)
    assert (said.code, cases(landtrack, url)) == (2, 0)
    assert sentence in said.err


def test_a_sheet_without_cases_has_no_rows_from_2_to_1(landtrack, url, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row())
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_rows(2)
    book.save(path)
    said = landtrack("import", path, "--dry-run", "--database", url)
    assert said.out.startswith("Sheet “Biểu 1” has no rows of cases.")
    assert "2 to 1" not in said.out


def test_sheets_that_are_read_together_are_named(landtrack, url, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(), row(parcel="2", area="nhiều"), title="A")
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["A"]).title = "B"
    book["B"].delete_rows(2)
    book.save(path)
    said = landtrack("import", path, "--dry-run", "--database", url)
    assert said.out.startswith("Sheets A, B, coordinate system –.")
    assert "A: I3" in said.out
    assert "B: I2" in said.out
    alone = landtrack("import", path, "--dry-run", "--sheet", "A", "--database", url)
    assert alone.out.startswith("Sheet “A”, rows 2 to 3")


def test_the_report_speaks_vietnamese(landtrack, url, faulty, monkeypatch):
    monkeypatch.setenv("LANDTRACK_LANGUAGE", "vi")
    said = landtrack("import", faulty, "--dry-run", "--database", url)
    assert "Lỗi  I3" in said.out
    assert "Thêm mới" in said.out
