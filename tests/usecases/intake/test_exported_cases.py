"""A workbook that went out and comes back with less: rows that are gone, versions that were emptied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from landtrack.domain.case import ViolationKind
from landtrack.domain.intake.problem import Severity
from landtrack.domain.question import Question, day_in_vietnam
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.selection import EVERYTHING, Selection
from landtrack.messages import catalogue
from landtrack.store.histories import find_history
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.intake.report_words import problem_sentence
from landtrack.usecases.record_case import record_case, revise_case
from tests.builders import facts
from tests.usecases.intake.sheets import NEIGHBOUR, bring, cells, counts, row, workbook

KIND = facts(0).kind


@pytest.fixture
def exported(register, registry, unit, tmp_path):
    """Three cases, the last of another commune, and what makes a workbook of them."""
    other = next(one.id for one in registry.units if one.full_name == NEIGHBOUR)
    for number, (place, kind) in enumerate(((unit, KIND), (unit, KIND), (other, ViolationKind.DEGRADED)), 1):
        record_case(register, SYSTEM_SCOPE, f"YT-{number}", facts(place, parcel=str(number), kind=kind))

    def write(selection=EVERYTHING, edit=lambda _page: None):
        out = tmp_path / "vu_viec.xlsx"
        question = Question(day_in_vietnam(register.now()), register.known_now())
        export_cases(register, SYSTEM_SCOPE, question, None, out, form="workbook", selection=selection)
        book = load_workbook(out)
        edit(book["Vụ việc"])
        book.save(out)
        return out

    return write


def told(report):
    return [
        (one.severity, one.code, dict(one.arguments)) for one in report.problems if one.severity is not Severity.NOTE
    ]


def test_nothing_is_said_where_all_came_back(register, exported):
    assert told(bring(register, exported())) == []


def test_deleted_rows_are_named_once_and_stay(register, exported):
    report = bring(register, exported(edit=lambda page: page.delete_rows(2, 2)))
    assert counts(report) == (0, 0, 1, 0)
    ((severity, code, arguments),) = told(report)
    assert (severity, code, arguments["count"]) == ("warning", "import.rows_gone", 2)
    assert len(arguments["codes"].split(", ")) == 2
    sentence = problem_sentence(report.problems[0], catalogue("vi"))
    assert sentence.startswith("2 vụ việc đã xuất không có trong tệp này: YT-")
    with register.reading() as view:
        assert all(len(find_history(view, SYSTEM_SCOPE, f"YT-{one}").revisions) == 1 for one in (1, 2, 3))


def test_only_what_the_selection_held_can_be_gone(register, exported):
    some = Selection(kinds=frozenset({KIND}))
    assert counts(bring(register, exported(some))) == (0, 0, 2, 0)
    assert told(bring(register, exported(some))) == []
    ((_, code, arguments),) = told(bring(register, exported(some, lambda page: page.delete_rows(2))))
    assert (code, arguments["count"]) == ("import.rows_gone", 1)


def test_cases_recorded_after_the_export_are_not_missed(register, exported, unit):
    path = exported()
    record_case(register, SYSTEM_SCOPE, "YT-9", facts(unit, parcel="9"))
    assert told(bring(register, path)) == []


def test_what_the_reader_may_not_see_is_not_named(register, exported, unit):
    path = exported(edit=lambda page: page.delete_rows(2, 3))
    narrow = replace(SYSTEM_SCOPE, places=frozenset({unit}))
    report = bring(register, path, narrow, dry_run=True)
    assert [one.arguments["codes"] for one in report.problems if one.code == "import.rows_gone"] == ["YT-1, YT-2"]


@pytest.mark.parametrize("manifest", ["", "{", "[]"])
def test_without_a_manifest_nobody_knows(register, exported, manifest):
    path = exported(edit=lambda page: page.delete_rows(2))
    book = load_workbook(path)
    page = book["landtrack"]
    page.delete_rows(1, page.max_row)
    page["A1"] = manifest
    book.save(path)
    assert told(bring(register, path)) == []


def test_an_emptied_version_is_said(register, exported):
    def edit(page):
        page["B2"] = None

    report = bring(register, exported(edit=edit))
    assert counts(report) == (0, 0, 3, 0)
    ((severity, code, _),) = told(report)
    assert (severity, code) == ("warning", "import.version_empty")
    assert next(one.cell for one in report.problems if one.code == code) == "B2"


def test_a_list_without_a_column_of_versions_is_not_told_so(register, unit, tmp_path):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    assert told(bring(register, workbook(tmp_path / "so.xlsx", cells(code="YT-1", hamlet="Xóm Mới", area=500)))) == []


def test_a_conflict_says_all_three_values(register, unit, tmp_path):
    before = record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    revise_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, hamlet="Xóm Chùa", area=7000), "đo lại")
    path = workbook(tmp_path / "so.xlsx", cells(code="YT-1", version=before.version, hamlet=None, area=600))
    report = bring(register, path)
    sentences = [problem_sentence(one, catalogue("vi")).replace("\N{NO-BREAK SPACE}", " ") for one in report.problems]
    assert any("Trong tệp: 600,0 m²; trong sổ hiện nay: 700,0 m²; lúc xuất: 500,0 m²." in one for one in sentences)
    assert any("Trong tệp: (trống); trong sổ hiện nay: Xóm Chùa; lúc xuất: Bản Ven." in one for one in sentences)


def test_a_new_row_is_not_called_a_case_without_a_code(register, tmp_path):

    path = workbook(
        tmp_path / "so.xlsx", row(found=date(2030, 1, 1)), row(code="X-1", found=date(2030, 1, 1), parcel="2")
    )
    first, second = [problem_sentence(one, catalogue("vi")) for one in bring(register, path).problems]
    assert "–" not in first
    assert first[0].isupper()
    assert second.startswith("Vụ việc X-1: ")
