"""Cells of exported rows that were emptied: what cannot be empty stays, and that is said; nothing is half wiped out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from landtrack.domain.case import Occurred
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.messages import catalogue
from landtrack.store.histories import find_history
from landtrack.usecases.change_status import change_status
from landtrack.usecases.intake.report_words import problem_sentence
from landtrack.usecases.record_case import record_case
from tests.builders import facts, resolved
from tests.usecases.intake.sheets import NEIGHBOUR, OWN, bring, cells, counts, problems, row, workbook

RANGE = Occurred(date(2010, 1, 1), date(2012, 12, 31))


@pytest.fixture
def version(register, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, occurred=RANGE))
    return change_status(register, SYSTEM_SCOPE, "YT-1", resolved(date(2024, 2, 1))).version


@pytest.fixture
def file(tmp_path, version):
    def write(**named):
        return workbook(tmp_path / "so.xlsx", cells(**{"code": "YT-1", "version": version, **named}))

    return write


def happened(register):
    with register.reading() as view:
        return find_history(view, SYSTEM_SCOPE, "YT-1").revisions[-1].facts.occurred


def days(earliest, latest):
    return {"Thời điểm vi phạm từ": earliest, "Thời điểm vi phạm đến": latest}


def test_what_stays_though_it_was_emptied_is_said_with_its_value(register, file):
    report = bring(register, file(unit=None, status=None, day=None, form=None, decision=None))
    assert counts(report) == (0, 0, 1, 0)
    assert problems(report, "warning") == [(cell, "import.left_empty") for cell in ("C2", "D2", "E2", "F2")]
    said = [problem_sentence(one, catalogue("en")) for one in report.problems]
    assert OWN in said[0]
    assert "01/02/2024" in said[2]


def test_a_status_that_was_changed_empties_what_it_has_no_place_for(register, file):
    path = file(status="Đang xử lý", day=date(2024, 2, 1), form=None)
    assert not [one for one in bring(register, path, dry_run=True).problems if one.code == "import.left_empty"]


def test_what_was_empty_when_it_was_exported_is_no_matter(register, unit, tmp_path):
    opened = record_case(register, SYSTEM_SCOPE, "YT-2", facts(unit)).version
    path = workbook(tmp_path / "so.xlsx", cells(code="YT-2", version=opened, status="Chưa xử lý", day=None, form=None))
    change_status(register, SYSTEM_SCOPE, "YT-2", resolved(date(2024, 2, 1)))
    report = bring(register, path)
    assert (counts(report), report.problems) == ((0, 0, 1, 0), ())


def test_both_days_emptied_wipe_nothing_out(register, version, tmp_path):
    plain, path = cells(code="YT-1", version=version), tmp_path / "so.xlsx"
    report = bring(register, workbook(path, {**plain, **days(None, None)}))
    assert problems(report) == [("D2", "import.days_emptied")]
    assert happened(register) == RANGE
    mended = bring(register, workbook(path, {**plain, **days(None, facts(1).found_on)}))
    assert counts(mended) == (0, 1, 0, 0)
    assert happened(register) == Occurred(None, facts(1).found_on)


def test_one_of_both_days_emptied(register, version, tmp_path):
    plain = cells(code="YT-1", version=version)
    report = bring(register, workbook(tmp_path / "a.xlsx", {**plain, **days(RANGE.earliest, None)}))
    assert (counts(report), problems(report, "warning")) == ((0, 0, 1, 0), [("D2", "import.left_empty")])
    assert counts(bring(register, workbook(tmp_path / "a.xlsx", {**plain, **days(None, RANGE.latest)}))) == (0, 1, 0, 0)
    assert happened(register) == Occurred(None, RANGE.latest)


def test_a_version_without_its_code_is_no_new_case(register, version, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(code=None, version=version), row(code=None, version=10**6, parcel="2"))
    report = bring(register, path, only_clean=True)
    assert counts(report) == (0, 0, 0, 2)
    assert problems(report) == [("M2", "import.code_emptied_of"), ("M3", "import.code_emptied")]
    assert report.problems[0].arguments["case"] == "YT-1"
    assert counts(bring(register, workbook(tmp_path / "so.xlsx", row(code=None, version=None)))) == (1, 0, 0, 0)


def test_the_code_of_the_neighbours_case_is_not_told(register, registry, version, tmp_path):
    other = next(one.id for one in registry.units if one.full_name == NEIGHBOUR)
    officer = replace(SYSTEM_SCOPE, places=frozenset({other}))
    path = workbook(tmp_path / "so.xlsx", row(code=None, version=version, unit=NEIGHBOUR))
    assert problems(bring(register, path, officer)) == [("M2", "import.code_emptied")]


def test_a_code_whose_first_row_is_refused_as_well_is_not_said_to_be_taken(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(code="X-1", area="nhiều"), row(code="X-1", parcel="2"))
    report = bring(register, path)
    assert [code for cell, code in problems(report) if cell == "M3"] == ["import.code_twice_refused"]
