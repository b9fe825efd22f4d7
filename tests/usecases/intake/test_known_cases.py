"""Rows that name a case of the register: what is changed, what stays, what is a conflict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from landtrack.domain.case import Occurred
from landtrack.domain.history import state
from landtrack.domain.intake.field import Field
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.domain.status import ChangeDraft, Form, Status
from landtrack.store.histories import find_history
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import record_case, revise_case, withdraw_case
from tests.builders import facts, resolved
from tests.usecases.intake.sheets import bring, cells, counts, problems, workbook

TODAY = date(2026, 11, 22)
PART = {"status": "Xử lý một phần", "day": date(2024, 2, 1), "form": "Thu hồi đất"}
DONE = {"status": "Đã xử lý dứt điểm", "day": date(2024, 2, 1), "form": "Khôi phục tình trạng ban đầu"}


@pytest.fixture
def case(register, unit):
    return record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))


@pytest.fixture
def file(tmp_path):
    def write(**named):
        return workbook(tmp_path / "so.xlsx", cells(code="YT-1", **named))

    return write


def history(register):
    with register.reading() as view:
        return find_history(view, SYSTEM_SCOPE, "YT-1")


def newest(register):
    return history(register).revisions[-1].facts


def test_only_what_the_file_has_columns_for_is_compared(register, case, file):
    report = bring(register, file(hamlet="Xóm Mới"))
    assert counts(report) == (0, 1, 0, 0)
    assert newest(register) == replace(facts(case.revisions[0].facts.unit_id), hamlet="Xóm Mới")
    change = report.rows[0].changes[0]
    assert (change.cell, change.before, change.theirs, change.yours, change.clean) == (
        "B2",
        None,
        "Bản Ven",
        "Xóm Mới",
        True,
    )
    assert counts(bring(register, file(hamlet="Xóm Mới"))) == (0, 0, 1, 0)
    assert history(register).revisions[-1].reason == "import so.xlsx"


def test_without_a_version_an_empty_cell_wipes_nothing_out(register, case, file):
    assert counts(bring(register, file(hamlet=None, area=None, kind=None))) == (0, 0, 1, 0)


def test_with_the_version_an_emptied_text_is_emptied_and_an_emptied_area_is_refused(register, case, file):
    report = bring(register, file(version=case.version, hamlet=None))
    assert (counts(report), newest(register).hamlet) == ((0, 1, 0, 0), "")
    report = bring(register, file(version=history(register).version, hamlet=None, area=None))
    assert problems(report) == [("D2", "import.cell_missing")]


def test_what_only_the_others_changed_stays(register, case, file):
    revise_case(register, SYSTEM_SCOPE, "YT-1", facts(case.revisions[0].facts.unit_id, area=7000), "đo lại")
    report = bring(register, file(version=case.version, area=500, hamlet="Xóm Mới"))
    assert counts(report) == (0, 1, 0, 0)
    assert (newest(register).area, newest(register).hamlet) == (7000, "Xóm Mới")


def test_what_both_changed_differently_is_a_conflict_with_all_three_states(register, case, file):
    revise_case(register, SYSTEM_SCOPE, "YT-1", facts(case.revisions[0].facts.unit_id, area=7000), "đo lại")
    before = history(register)
    report = bring(register, file(version=case.version, area=600, hamlet="Xóm Mới"), only_clean=True)
    assert (counts(report), problems(report)) == ((0, 0, 0, 1), [("C2", "import.conflict")])
    area = next(one for one in report.rows[0].changes if one.field is Field.AREA)
    shown = [str(text).replace("\N{NO-BREAK SPACE}", " ") for text in (area.before, area.theirs, area.yours)]
    assert (shown, area.clean) == (["500,0 m²", "700,0 m²", "600,0 m²"], False)
    assert history(register) == before


def test_what_both_changed_alike_is_no_conflict(register, case, file):
    revise_case(register, SYSTEM_SCOPE, "YT-1", facts(case.revisions[0].facts.unit_id, area=7000), "đo lại")
    assert counts(bring(register, file(version=case.version, area=700))) == (0, 0, 1, 0)


@pytest.mark.parametrize("version", [1, 99_999])
def test_a_version_of_another_register_is_refused(register, case, file, version):
    assert problems(bring(register, file(version=version, area=600))) == [("B2", "import.version_unknown")]


def test_a_status_with_its_day_is_a_change(register, case, file):
    report = bring(register, file(**DONE))
    assert counts(report) == (0, 1, 0, 0)
    (change,) = history(register).changes
    assert (change.status, change.effective_on, change.form) == (Status.RESOLVED, date(2024, 2, 1), Form.RESTORED)
    again = bring(register, file(**DONE))
    assert counts(again) == (0, 0, 1, 0)


def test_other_details_of_the_same_change_correct_it(register, case, file):
    change_status(register, SYSTEM_SCOPE, "YT-1", resolved(date(2024, 2, 1), note="cũ"))
    report = bring(register, file(status="Đã xử lý dứt điểm", day=date(2024, 2, 3), note="mới"))
    assert counts(report) == (0, 1, 0, 0)
    now = history(register)
    assert len(now.voids) == 1
    (standing,) = now.changes_at(now.version)
    assert (standing.effective_on, standing.note, standing.form) == (date(2024, 2, 3), "mới", Form.RESTORED)


def test_a_change_that_the_register_holds_though_others_followed_is_nothing_new(register, case, file):
    change_status(register, SYSTEM_SCOPE, "YT-1", ChangeDraft(Status.IN_HAND, date(2023, 5, 1)))
    change_status(register, SYSTEM_SCOPE, "YT-1", resolved(date(2024, 2, 1)))
    assert counts(bring(register, file(status="Đang xử lý", day=date(2023, 5, 1)))) == (0, 0, 1, 0)


def test_a_status_older_than_the_register_is_refused_without_a_day(register, case, file):
    change_status(register, SYSTEM_SCOPE, "YT-1", resolved(date(2024, 2, 1)))
    assert problems(bring(register, file(status="Chưa xử lý"))) == [("B2", "import.status_older")]
    # With the version it is known that the file says what was true when it was exported.
    assert counts(bring(register, file(version=case.version, status="Chưa xử lý"))) == (0, 0, 1, 0)


def test_a_status_that_both_changed_is_a_conflict(register, case, file):
    change_status(register, SYSTEM_SCOPE, "YT-1", resolved(date(2024, 2, 1)))
    report = bring(register, file(version=case.version, status="Đang xử lý", day=date(2024, 1, 1)))
    assert problems(report) == [("C2", "import.conflict"), ("D2", "import.conflict")]


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        (
            {**PART, "status": "Đã xử lý dứt điểm", "part": 100},
            ("E2", "import.resolved_part"),
        ),
        (
            {**PART, "status": "Đã xử lý dứt điểm", "part": 600},
            ("E2", "import.resolved_more"),
        ),
        (
            {**PART, "part": 600},
            ("E2", "change.area_too_large"),
        ),
        (
            {**PART, "part": 500},
            ("E2", "change.area_whole"),
        ),
        ({"area": 0}, ("B2", "case.area_impossible")),
        ({"unit": "Xã Không Có"}, ("B2", "import.unit_unknown")),
    ],
)
def test_corrections_follow_the_rules_of_the_register(register, case, file, named, problem):
    report = bring(register, file(**named))
    assert (counts(report)[3], problems(report)[0][0]) == (1, problem[0])
    assert len(problems(report)) == 1


@pytest.mark.parametrize(("area", "code"), [(400, "import.resolved_more"), (600, "import.resolved_part")])
def test_an_area_is_corrected_together_with_what_is_resolved_of_it(register, case, file, area, code):
    change_status(register, SYSTEM_SCOPE, "YT-1", resolved(date(2024, 2, 1)))
    assert problems(bring(register, file(**DONE, area=area, part=500)))[-1][1] == code
    assert counts(bring(register, file(**DONE, area=area, part=area))) == (0, 1, 0, 0)


def test_the_area_may_not_fall_below_what_is_resolved(register, case, file):
    change_status(
        register, SYSTEM_SCOPE, "YT-1", ChangeDraft(Status.PARTLY_RESOLVED, date(2024, 2, 1), Form.RETURNED, 3000)
    )
    assert problems(bring(register, file(area=200))) == [("B2", "case.area_below_resolved")]
    later = bring(register, file(**{**PART, "day": date(2024, 5, 1), "part": 400}))
    assert counts(later) == (0, 1, 0, 0)
    now = history(register)
    assert [row.resolved_area for row in now.changes_at(now.version)] == [3000, 4000]


def test_a_withdrawn_case_stays_withdrawn(register, case, file):
    withdraw_case(register, SYSTEM_SCOPE, "YT-1", "nhầm")
    assert problems(bring(register, file(hamlet="Xóm Mới"))) == [("A2", "import.withdrawn")]


def test_todays_unit_and_the_old_commune_are_both_the_cases_unit(register, case, file, registry):
    for name in ("07288", "Xã Yên Thế", "Thị trấn Phồn Xương", "7288", "Xã Yên Thế (07288)"):
        assert counts(bring(register, file(unit=name))) == (0, 0, 1, 0)
    report = bring(register, file(unit="Xã Xuân Lương"))
    assert counts(report) == (0, 1, 0, 0)
    assert newest(register).unit_id == registry.frame(TODAY).unit("07246").id


def test_a_case_cannot_be_moved_out_of_the_readers_area(register, registry, case, file):
    own = make_scope("xa", Role.COMMUNE_OFFICER, [registry.frame(TODAY).unit("07288").id], registry, TODAY)
    assert problems(bring(register, file(unit="Xã Xuân Lương"), own)) == [("B2", "import.unit_unknown")]
    assert counts(bring(register, file(hamlet="Xóm Mới"), own)) == (0, 1, 0, 0)


def test_the_neighbours_case_can_neither_be_seen_nor_changed(register, registry, case, file):
    other = make_scope("xa", Role.COMMUNE_OFFICER, [registry.frame(TODAY).unit("07246").id], registry, TODAY)
    before = history(register)
    report = bring(register, file(hamlet="Xóm Mới", area=1), other, only_clean=True)
    assert (counts(report), problems(report)) == ((0, 0, 0, 1), [("A2", "import.code_unusable")])
    assert report.rows[0].changes == ()
    assert history(register) == before


def test_a_correction_and_a_resolution_in_one_row(register, case, file):
    report = bring(register, file(area=450, part=450, **DONE))
    assert counts(report) == (0, 1, 0, 0)
    now = history(register)
    found = state(now, TODAY, now.version)
    assert found is not None
    assert found.resolved_area == 4500


def list_of(tmp_path, **named):
    """Write a text table with one row, as a spreadsheet program saves it."""
    found = cells(code="YT-1", **named)
    path = tmp_path / "so.csv"
    path.write_text(";".join(found) + "\n" + ";".join(found.values()) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("named", "turned"),
    [
        ({"found": "5/4/2021"}, "found"), ({"found": "4/5/2021"}, ""), ({"found": "2021-05-04"}, ""),
        ({"when": "3/2/2012"}, "when"), ({"when": "2/3/2012"}, ""),
        ({"status": DONE["status"], "day": "2/1/2024", "form": DONE["form"]}, "day"),
        ({"status": DONE["status"], "day": "1/2/2024", "form": DONE["form"]}, ""),
    ],
)  # fmt: skip
def test_days_that_came_back_with_the_month_first_are_no_corrections(register, unit, tmp_path, named, turned):
    known = facts(unit, occurred=Occurred(date(2012, 3, 2), date(2012, 3, 2)))
    record_case(register, SYSTEM_SCOPE, "YT-1", known)
    change_status(register, SYSTEM_SCOPE, "YT-1", resolved(date(2024, 2, 1)))
    version = str(history(register).version)
    for columns in (named, {"version": version, **named}):
        report = bring(register, list_of(tmp_path, **columns), dry_run=True)
        column = list(columns).index(turned) + 1 if turned else 0
        assert problems(report) == ([(f"{'ABCDE'[column]}2", "import.day_turned")] if turned else [])
        assert counts(report) == ((0, 0, 0, 1) if turned else (0, 0, 1, 0))


def test_a_day_that_somebody_changed_is_a_correction(register, unit, file, tmp_path):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, found_on=date(2021, 5, 4)))
    assert counts(bring(register, list_of(tmp_path, found="5/5/2021"), dry_run=True)) == (0, 1, 0, 0)
    # The cell of a workbook holds a day, however its program shows it.
    assert counts(bring(register, file(found=date(2021, 4, 5)))) == (0, 1, 0, 0)
    assert newest(register).found_on == date(2021, 4, 5)
