"""Codes that the office added: files say them in its words, take them away and bring them back."""

from __future__ import annotations

import json
from datetime import date

import openpyxl
import pytest
from shapely import box

from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.selection import Selection
from landtrack.formats.export_registry import FORMATS, manifest_in
from landtrack.store.histories import find_history
from landtrack.usecases.change_status import change_status
from landtrack.usecases.check_export import check_export
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.record_case import record_case
from landtrack.usecases.tables.change_row import change_row
from tests.builders import facts, resolved
from tests.read_exports import codes_in
from tests.usecases.intake.sheets import RESOLVED, bring, cells, counts, problems, row, workbook

KIND, FORM, LAND = OfficeTable.KIND, OfficeTable.FORM, OfficeTable.LAND_TYPE
CARRYING = [form.name for form in FORMATS.values() if form.carries_all]
DAY = date(2024, 2, 1)
DONE = {"status": RESOLVED, "day": DAY}
ADDED = {
    KIND: ("dumped_waste", {"name_vi": "Đổ chất thải", "name_en": "Waste dumped"}),
    FORM: ("cleared", {"name_vi": "Dọn sạch", "name_en": "Cleared"}),
    LAND: ("RAC", {"name_vi": "Đất bãi rác", "name_en": "Landfill"}),
}


@pytest.fixture
def tables(register):
    for table, (key, texts) in ADDED.items():
        change_row(register, SYSTEM_SCOPE, table, key, texts)


@pytest.fixture
def case(register, unit, tables):
    """Record a case with all three, resolved."""
    plain = facts(unit, kind="dumped_waste", land_type="CLN+RAC", geometry=box(106.126, 21.467, 106.1265, 21.4675))
    record_case(register, SYSTEM_SCOPE, "YT-1", plain)
    return change_status(register, SYSTEM_SCOPE, "YT-1", resolved(DAY, form="cleared", decision_number="1/QĐ"))


def history(register, code):
    with register.reading() as view:
        return find_history(view, SYSTEM_SCOPE, code)


def exported(register, folder, form, **choices):
    out = folder / f"{choices.pop('name', 'out')}{FORMATS[form].ending}"
    question = choices.pop("question", None) or Question(date(2026, 11, 22), register.known_now())
    export_cases(register, SYSTEM_SCOPE, question, None, out, form=form, **choices)
    return out


@pytest.mark.parametrize("form", CARRYING)
def test_an_export_comes_back_unchanged_under_its_own_names(register, case, tmp_path, form):
    out = exported(register, tmp_path, form)
    assert codes_in(out, form) == ["YT-1"]
    assert check_export(register, SYSTEM_SCOPE, out) == []
    assert counts(bring(register, out)) == (0, 0, 1, 0)
    # The office renames them while the file is away: it still means the same.
    change_row(register, SYSTEM_SCOPE, KIND, "dumped_waste", {"name_vi": "Chôn lấp chất thải", "name_en": "Buried"})
    change_row(register, SYSTEM_SCOPE, FORM, "cleared", {"name_vi": "Thu dọn", "name_en": "Tidied"})
    assert counts(bring(register, out)) == (0, 0, 1, 0)
    assert check_export(register, SYSTEM_SCOPE, out) == []


def test_a_past_export_has_the_names_of_its_moment(register, case, clock, tmp_path):
    then = Question(date(2026, 11, 22), register.known_now())
    before = exported(register, tmp_path, "csv", question=then).read_bytes()
    clock.later(hours=1)
    change_row(register, SYSTEM_SCOPE, KIND, "dumped_waste", {"name_vi": "Chôn lấp chất thải"})
    change_row(register, SYSTEM_SCOPE, KIND, "later", {"name_vi": "Về sau"})
    assert exported(register, tmp_path, "csv", question=then, name="again").read_bytes() == before
    assert exported(register, tmp_path, "csv", name="now").read_bytes() != before


def test_the_workbook_offers_what_the_office_has(register, case, tmp_path):
    book = openpyxl.load_workbook(exported(register, tmp_path, "workbook"))
    offered = {column[0]: column for column in book["Danh mục"].iter_cols(values_only=True)}
    assert "Đổ chất thải" in offered["Hành vi"]
    assert "Dọn sạch" in offered["Hình thức xử lý"]
    assert "RAC" in offered["Loại đất"]
    codes = [line[:3] for line in book["Bảng mã"].iter_rows(values_only=True)]
    assert {("HANH_VI", "dumped_waste", "Đổ chất thải"), ("HINH_THUC", "cleared", "Dọn sạch")} <= set(codes)


def test_cases_of_an_added_kind_can_be_chosen(register, case, unit, tmp_path):
    record_case(register, SYSTEM_SCOPE, "YT-2", facts(unit))
    out = exported(register, tmp_path, "geojson", selection=Selection(kinds=frozenset({"dumped_waste"})))
    assert codes_in(out, "geojson") == ["YT-1"]
    assert manifest_in(out).selection_values == {"kind": ["dumped_waste"]}
    with pytest.raises(Refusal, match=r"choice\.unknown") as refused:
        exported(register, tmp_path, "geojson", name="none", selection=Selection(kinds=frozenset({"dumped"})))
    assert str(refused.value.arguments["choices"]).endswith(", other, dumped_waste")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_names_in_both_languages_and_the_code_mean_the_row(register, tables, tmp_path, place):
    words = {table: (texts["name_vi"], texts["name_en"], key)[place] for table, (key, texts) in ADDED.items()}
    some = row(code="M-1", kind=words[KIND].upper(), land=words[LAND], form=words[FORM], **DONE)
    report = bring(register, workbook(tmp_path / "so.xlsx", some))
    assert (counts(report), problems(report)) == ((1, 0, 0, 0), [])
    made = history(register, "M-1")
    assert (made.revisions[0].facts.kind, made.revisions[0].facts.land_type) == ("dumped_waste", "RAC")
    assert made.changes[0].form == "cleared"


def test_before_it_was_added_a_word_is_unknown(register, tmp_path):
    some = workbook(tmp_path / "so.xlsx", row(code="M-1", kind="Đổ chất thải", land="RAC", form="Dọn sạch", **DONE))
    report = bring(register, some)
    assert counts(report) == (0, 0, 0, 1)
    assert sorted(code for _, code in problems(report)) == [
        "cell.land_type_unknown", "cell.word_unknown", "cell.word_unknown",
    ]  # fmt: skip


def test_what_the_office_calls_a_row_is_stronger_than_what_is_shipped(register, tmp_path):
    # "Lấn đất công" is shipped as a word for encroachment.
    change_row(register, SYSTEM_SCOPE, KIND, "public_land", {"name_vi": "Lấn đất công"})
    bring(register, workbook(tmp_path / "so.xlsx", row(code="M-1", kind="Lấn đất công"), row(code="M-2", parcel="9")))
    kinds = [history(register, code).revisions[0].facts.kind for code in ("M-1", "M-2")]
    assert kinds == ["public_land", "encroached"]


def test_what_was_ended_is_refused_at_its_cell_for_new_cases_only(register, case, tmp_path):
    change_row(register, SYSTEM_SCOPE, KIND, "dumped_waste", {"ended": "2020-12-31"})
    change_row(register, SYSTEM_SCOPE, LAND, "RAC", {"ended": "2020-12-31"})
    change_row(register, SYSTEM_SCOPE, FORM, "cleared", {"ended": "2020-12-31"})
    words = {"kind": "Đổ chất thải", "land": "RAC", "form": "Dọn sạch"}
    report = bring(register, workbook(tmp_path / "so.xlsx", row(code="M-1", **words, **DONE)))
    assert counts(report) == (0, 0, 0, 1)
    # The land type is no fault: plans of the older circular have it.
    assert sorted(code for _, code in problems(report)) == ["case.kind_ended", "change.form_ended"]
    assert all(cell for cell, _ in problems(report))
    # The old case keeps all three, also where something else of it is corrected.
    out = exported(register, tmp_path, "workbook")
    assert counts(bring(register, out)) == (0, 0, 1, 0)
    more = {"version": case.version, "hamlet": "Xóm Mới", "form": "Dọn sạch", "note": "đã xem lại", **DONE}
    report = bring(register, workbook(tmp_path / "sua.xlsx", cells(code="YT-1", **more)))
    assert (counts(report), problems(report)) == ((0, 1, 0, 0), [])
    now = history(register, "YT-1")
    assert (now.revisions[-1].facts.hamlet, now.revisions[-1].facts.kind) == ("Xóm Mới", "dumped_waste")
    assert [change.form for change in now.changes_at(now.version)] == ["cleared"]


def test_a_value_for_the_whole_file_may_be_an_added_one(register, tables, tmp_path):
    some = {name: value for name, value in row(code="M-1").items() if "Hành vi" not in name}
    path = workbook(tmp_path / "so.xlsx", some)
    choices = ImportChoices(mapping={"defaults": {"kind": "Đổ chất thải"}})
    assert counts(bring(register, path, choices=choices)) == (1, 0, 0, 0)
    assert history(register, "M-1").revisions[0].facts.kind == "dumped_waste"
    with pytest.raises(Refusal, match=r"mapping\.default_term") as refused:
        bring(register, path, choices=ImportChoices(mapping={"defaults": {"kind": "bay"}}))
    assert str(refused.value.arguments["choices"]).endswith("dumped_waste")


def test_differences_are_shown_in_the_words_of_the_office(register, case, tmp_path):
    path = workbook(tmp_path / "so.xlsx", cells(code="YT-1", kind="Lấn đất"))
    (change,) = bring(register, path, dry_run=True, language="en").rows[0].changes
    assert (change.theirs, change.yours) == ("Waste dumped", "Encroachment")
    assert json.dumps(change.cell)
